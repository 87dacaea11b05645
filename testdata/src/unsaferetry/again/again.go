// Package again has functions that start themselves anew, and queues that are
// none.
package again

import (
	"errors"
	"log"
	"time"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/refund"
)

var errDeclined = errors.New("declined")

type job struct{ ID, Intent string }

func send(j job) error {
	_, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(j.Intent)})
	return err
}

func once(j job) error {
	p := &stripe.RefundParams{PaymentIntent: stripe.String(j.Intent)}
	p.SetIdempotencyKey("refund-" + j.ID)
	_, err := refund.New(p)
	return err
}

func later(j job) {
	if err := send(j); err != nil { // want `later starting itself again sends again refund.New without an idempotency key`
		time.AfterFunc(time.Minute, func() { later(j) })
	}
}

func background(j job) {
	if err := send(j); err != nil { // want `background starting itself again sends again refund.New without an idempotency key`
		go func() {
			time.Sleep(time.Minute)
			background(j)
		}()
	}
}

func laterOnce(j job, left int) {
	if err := once(j); err != nil && left > 0 {
		if errors.Is(err, errDeclined) {
			return
		}
		time.AfterFunc(time.Minute, func() { laterOnce(j, left-1) })
	}
}

// It only starts late.
func delayed(j job, done chan<- error) {
	time.AfterFunc(time.Minute, func() { done <- send(j) })
}

// The next round is another one, whatever became of this.
func tick(next func() job) {
	if err := send(next()); err != nil {
		log.Println(err)
	}
	time.AfterFunc(time.Minute, func() { tick(next) })
}

// Whoever reads these channels sends nothing again.
func list(j job, failed chan<- string, errs chan<- error) {
	if err := send(j); err != nil {
		failed <- j.ID
		errs <- err
	}
}

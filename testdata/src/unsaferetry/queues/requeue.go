package queues

import (
	"context"
	"encoding/json"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/refund"
)

type worker struct {
	rdb  *redis.Client
	jobs chan order
}

func (w *worker) requeue(o order) { w.jobs <- o }

func (w *worker) process(o order) {
	if err := pay(o.Intent); err != nil { // want `the queue runs this again when it fails, which sends refund.New without an idempotency key`
		w.requeue(o)
	}
}

func (w *worker) push(ctx context.Context, raw string) {
	var o order
	if err := json.Unmarshal([]byte(raw), &o); err != nil {
		return
	}
	if err := pay(o.Intent); err != nil { // want `the queue runs this again when it fails`
		w.rdb.LPush(ctx, "refunds", raw)
	}
}

func (w *worker) channel(o order) {
	if err := pay(o.Intent); err != nil { // want `the queue runs this again when it fails`
		w.jobs <- o
	}
}

// What fails is put where nothing takes it.
func (w *worker) deadLetter(ctx context.Context, raw string) {
	if err := pay(raw); err != nil {
		w.rdb.LPush(ctx, "refunds:dead", raw)
	}
}

// The next step gets what worked.
func (w *worker) next(o order) {
	if err := pay(o.Intent); err != nil {
		return
	}
	w.jobs <- o
}

func (w *worker) keyed(o order) {
	if err := payOnce(o.Intent); err != nil {
		w.requeue(o)
	}
}

// A retry by way of another function.
func create(id string, n int) error {
	_, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)})
	if err != nil {
		go retry(id, n+1) // want `create calling itself sends again refund.New without an idempotency key`
		return err
	}
	return nil
}

func retry(id string, n int) {
	if n > 3 {
		return
	}
	time.Sleep(time.Second)
	create(id, n)
}

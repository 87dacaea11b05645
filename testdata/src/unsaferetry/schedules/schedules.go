// Package schedules sends what is due at fixed times.
package schedules

import (
	"log"

	"github.com/robfig/cron/v3"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/refund"
)

type due struct{ ID string }

type store interface{ Due() []due }

type nightly struct{ store store }

// Run is the job.
func (n *nightly) Run() {
	for range n.store.Due() {
		if _, err := refund.New(&stripe.RefundParams{Amount: stripe.Int64(1)}); err != nil { // want `cron runs this again when it fails, which sends refund.New without an idempotency key`
			log.Print(err)
		}
	}
}

type hourly struct{ store store }

// Run is the job.
func (h *hourly) Run() {
	for _, d := range h.store.Due() {
		p := &stripe.RefundParams{Amount: stripe.Int64(1)}
		p.SetIdempotencyKey("refund-" + d.ID)
		if _, err := refund.New(p); err != nil {
			log.Print(err)
		}
	}
}

type idle struct{}

// Run is no job of a schedule.
func (idle) Run() {
	if _, err := refund.New(&stripe.RefundParams{Amount: stripe.Int64(1)}); err != nil {
		log.Print(err)
	}
}

func start(s store) error {
	c := cron.New()
	if _, err := c.AddJob("@daily", &nightly{s}); err != nil {
		return err
	}
	if _, err := c.AddJob("@hourly", &hourly{s}); err != nil {
		return err
	}
	_, err := c.AddFunc("@weekly", func() {
		refund.New(&stripe.RefundParams{Amount: stripe.Int64(1)}) // want `cron runs this again when it fails`
	})
	return err
}

package jobs

import (
	"context"
	"time"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/refund"
)

func (s *store) pendingRefunds(ctx context.Context) []payment { return nil }

func (s *store) UpdateStatus(ctx context.Context, id, status string) {}

// What fails stays pending and is sent again in the next round.
func (h *Handler) worker(ctx context.Context) {
	for {
		for _, p := range h.store.pendingRefunds(ctx) {
			_, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(p.ID)}) // want `the worker's loop runs this again when it fails, which sends refund.New without an idempotency key`
			if err != nil {
				continue
			}
			h.store.UpdateStatus(ctx, p.ID, "refunded")
		}
		time.Sleep(time.Minute)
	}
}

func (h *Handler) keyedWorker(ctx context.Context) {
	for {
		for _, p := range h.store.pendingRefunds(ctx) {
			params := &stripe.RefundParams{PaymentIntent: stripe.String(p.ID)}
			params.SetIdempotencyKey("refund-" + p.ID)
			if _, err := refund.New(params); err != nil {
				continue
			}
			h.store.UpdateStatus(ctx, p.ID, "refunded")
		}
		time.Sleep(time.Minute)
	}
}

// What fails is put aside.
func (h *Handler) markingWorker(ctx context.Context) {
	for {
		for _, p := range h.store.pendingRefunds(ctx) {
			_, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(p.ID)})
			if err != nil {
				h.store.UpdateStatus(ctx, p.ID, "failed")
				continue
			}
			h.store.UpdateStatus(ctx, p.ID, "refunded")
		}
		time.Sleep(time.Minute)
	}
}

// Asked first, sent once.
func (h *Handler) askingWorker(ctx context.Context) {
	for {
		for _, p := range h.store.pendingRefunds(ctx) {
			if known, err := h.store.getPayment(ctx, p.ID); err != nil || known.Status == "refunded" {
				continue
			}
			if _, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(p.ID)}); err != nil {
				continue
			}
			h.store.UpdateStatus(ctx, p.ID, "refunded")
		}
		time.Sleep(time.Minute)
	}
}

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

func (s *store) GetFailedRefunds(ctx context.Context) []payment { return nil }

func (s *store) MarkPending(ctx context.Context, id string) {}

func (s *store) MarkFailed(ctx context.Context, id string) {}

// What is marked as failed is taken up again by the function below.
func (h *Handler) failingWorker(ctx context.Context) {
	for {
		for _, p := range h.store.pendingRefunds(ctx) {
			if _, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(p.ID)}); err != nil { // want `the worker's loop runs this again when it fails`
				h.store.MarkFailed(ctx, p.ID)
				continue
			}
			h.store.UpdateStatus(ctx, p.ID, "refunded")
		}
		time.Sleep(time.Minute)
	}
}

func (h *Handler) takeUp(ctx context.Context) {
	for _, p := range h.store.GetFailedRefunds(ctx) {
		h.store.MarkPending(ctx, p.ID)
	}
}

// That the record exists says nothing about whether it was refunded.
func (h *Handler) existingWorker(ctx context.Context) {
	for {
		for _, p := range h.store.pendingRefunds(ctx) {
			known, err := h.store.getPayment(ctx, p.ID)
			if err != nil || known.ID == "" {
				continue
			}
			if _, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(p.ID)}); err != nil { // want `the worker's loop runs this again when it fails`
				continue
			}
			h.store.UpdateStatus(ctx, p.ID, "refunded")
		}
		time.Sleep(time.Minute)
	}
}

// A record that does not exist yet is made, and sent.
func (h *Handler) absentWorker(ctx context.Context) {
	for {
		for _, p := range h.store.pendingRefunds(ctx) {
			if known, err := h.store.getPayment(ctx, p.ID); err != nil || known != nil {
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

func (h *Handler) tickingWorker(ctx context.Context) {
	t := time.NewTicker(time.Minute)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			for _, p := range h.store.pendingRefunds(ctx) {
				if _, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(p.ID)}); err != nil { // want `the worker's loop runs this again when it fails`
					continue
				}
				h.store.UpdateStatus(ctx, p.ID, "refunded")
			}
		}
	}
}

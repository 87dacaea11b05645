// Package jobs has handlers that a queue runs again.
package jobs

import (
	"context"
	"net/http"

	"github.com/hibiken/asynq"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
	"github.com/stripe/stripe-go/v82/refund"
)

type store struct{}

type payment struct {
	ID, Status string
}

func (s *store) getPayment(ctx context.Context, id string) (*payment, error) { return nil, nil }

// Handler handles tasks.
type Handler struct{ store *store }

// ProcessTask charges.
func (h *Handler) ProcessTask(ctx context.Context, t *asynq.Task) error {
	_, err := paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(1)}) // want `asynq runs this again when it fails, which sends paymentintent.New without an idempotency key`
	return err
}

func (h *Handler) deep(ctx context.Context, t *asynq.Task) error {
	return h.pay(ctx, string(t.Payload())) // want `asynq runs this again when it fails, which sends paymentintent.New without`
}

func (h *Handler) pay(ctx context.Context, id string) error {
	_, err := paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(1)})
	return err
}

// The key comes from the task.
func (h *Handler) keyed(ctx context.Context, t *asynq.Task) error {
	params := &stripe.RefundParams{}
	params.SetIdempotencyKey("refund-" + string(t.Payload()))
	_, err := refund.New(params)
	return err
}

// What is paid already is not paid again.
func (h *Handler) guarded(ctx context.Context, t *asynq.Task) error {
	p, err := h.store.getPayment(ctx, string(t.Payload()))
	if err != nil {
		return err
	}
	if p.Status == "paid" {
		return nil
	}
	_, err = paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(1)})
	return err
}

func (h *Handler) guardedBelow(ctx context.Context, t *asynq.Task) error {
	return h.payOnce(ctx, string(t.Payload()))
}

func (h *Handler) payOnce(ctx context.Context, id string) error {
	p, err := h.store.getPayment(ctx, id)
	if err != nil {
		return err
	}
	if p.Status == "paid" {
		return nil
	}
	_, err = paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(1)})
	return err
}

// A mail may be sent twice.
func (h *Handler) mail(ctx context.Context, t *asynq.Task) error {
	_, err := http.Post("https://mail.example.com/messages", "", nil)
	return err
}

// An error that nobody hears runs nothing again.
func (h *Handler) silent(ctx context.Context, t *asynq.Task) {
	paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(1)})
}

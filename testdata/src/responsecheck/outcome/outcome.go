// Package orders moves orders on the answers of a provider.
package orders

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"

	"github.com/plutov/paypal/v4"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
	"github.com/stripe/stripe-go/v82/refund"
)

type store interface {
	MarkPaid(ctx context.Context, id string) error
	MarkPending(ctx context.Context, id string) error
	UpdateStatus(ctx context.Context, id, status string) error
}

type service struct {
	store  store
	db     *sql.DB
	paypal *paypal.Client
}

func (s *service) confirm(ctx context.Context, order, intent string) error {
	_, err := paymentintent.Confirm(intent, nil)
	if err != nil {
		return err
	}
	return s.store.MarkPaid(ctx, order) // want `because paymentintent\.Confirm returned no error.*\[COM-5, TRU-2\]`
}

func (s *service) charge(ctx context.Context, order string, amount int64) (string, error) {
	pi, err := paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(amount), Confirm: stripe.Bool(true)})
	if err != nil {
		return "", err
	}
	if err := s.store.UpdateStatus(ctx, order, "paid"); err != nil { // want `because paymentintent\.New returned no error`
		return "", err
	}
	return pi.ID, nil
}

func (s *service) capture(ctx context.Context, order, id string) error {
	if _, err := s.paypal.CaptureOrder(ctx, id, paypal.CaptureOrderRequest{}); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, "UPDATE orders SET status = 'captured' WHERE id = ?", order) // want `CaptureOrder returned no error`
	return err
}

// The status decides.

func (s *service) confirmed(ctx context.Context, order, intent string) error {
	pi, err := paymentintent.Confirm(intent, nil)
	if err != nil {
		return err
	}
	if pi.Status != stripe.PaymentIntentStatusSucceeded {
		return s.store.MarkPending(ctx, order)
	}
	return s.store.MarkPaid(ctx, order)
}

func (s *service) captured(ctx context.Context, order, id string) error {
	res, err := s.paypal.CaptureOrder(ctx, id, paypal.CaptureOrderRequest{})
	if err != nil {
		return err
	}
	switch res.Status {
	case "COMPLETED":
		return s.store.MarkPaid(ctx, order)
	case "PENDING":
		return s.store.MarkPending(ctx, order)
	}
	return errors.New(res.Status)
}

// The status itself is stored.
func (s *service) refunded(ctx context.Context, order, intent string) error {
	re, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(intent)})
	if err != nil {
		return err
	}
	return s.store.UpdateStatus(ctx, order, string(re.Status))
}

// Pending is no success state.
func (s *service) started(ctx context.Context, order string, amount int64) error {
	if _, err := paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(amount)}); err != nil {
		return err
	}
	return s.store.MarkPending(ctx, order)
}

func succeeded(pi *stripe.PaymentIntent) bool {
	return pi.Status == stripe.PaymentIntentStatusSucceeded
}

func (s *service) helper(ctx context.Context, order, intent string) error {
	pi, err := paymentintent.Confirm(intent, nil)
	if err != nil {
		return err
	}
	if !succeeded(pi) {
		return errors.New("not yet")
	}
	return s.store.MarkPaid(ctx, order)
}

// The log says how it went, and nobody asks.
func (s *service) logged(ctx context.Context, order, intent string) error {
	pi, err := paymentintent.Confirm(intent, nil)
	if err != nil {
		return err
	}
	slog.InfoContext(ctx, "confirmed", "order", order, "status", pi.Status)
	return s.store.MarkPaid(ctx, order) // want `because paymentintent\.Confirm returned no error`
}

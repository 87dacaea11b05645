package orders

import (
	"context"
	"errors"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
)

// charged is what the service's own client returns.
type charged struct{ ID, Status string }

func (s *service) chargeCard(ctx context.Context, amount int64) (*charged, error) {
	pi, err := paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(amount)})
	if err != nil {
		return nil, err
	}
	return &charged{ID: pi.ID, Status: string(pi.Status)}, nil
}

func (s *service) checkout(ctx context.Context, order string, amount int64) (string, error) {
	c, err := s.chargeCard(ctx, amount)
	if err != nil {
		return "", err
	}
	if err := s.store.MarkPaid(ctx, order); err != nil { // want `chargeCard returned no error`
		return "", err
	}
	return c.ID, nil
}

func (s *service) checkoutChecked(ctx context.Context, order string, amount int64) error {
	c, err := s.chargeCard(ctx, amount)
	if err != nil {
		return err
	}
	if c.Status != "succeeded" {
		return errors.New(c.Status)
	}
	return s.store.MarkPaid(ctx, order)
}

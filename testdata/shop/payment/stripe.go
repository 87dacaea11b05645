package payment

import (
	"context"
	"fmt"
	"net/http"

	"example.com/shop/config"
	"example.com/shop/order"
	"github.com/stripe/stripe-go/v82"
)

// Stripe takes cards through Stripe's hosted page.
type Stripe struct {
	client *stripe.Client
}

// NewStripe returns a provider that calls Stripe with client.
func NewStripe(cfg config.Stripe, client *http.Client) *Stripe {
	backend := &stripe.BackendConfig{
		HTTPClient:        client,
		MaxNetworkRetries: stripe.Int64(2),
		LeveledLogger:     &stripe.LeveledLogger{Level: stripe.LevelError},
	}
	if cfg.APIBase != "" {
		backend.URL = stripe.String(cfg.APIBase)
	}
	return &Stripe{client: stripe.NewClient(cfg.SecretKey, stripe.WithBackends(stripe.NewBackendsWithConfig(backend)))}
}

// Start opens a checkout session for the order.
func (s *Stripe) Start(ctx context.Context, o order.Order, returnURL string) (Payment, error) {
	params := &stripe.CheckoutSessionCreateParams{
		Mode:              stripe.String(string(stripe.CheckoutSessionModePayment)),
		ClientReferenceID: stripe.String(o.ID),
		SuccessURL:        stripe.String(returnURL),
		CancelURL:         stripe.String(returnURL),
		LineItems: []*stripe.CheckoutSessionCreateLineItemParams{{
			Quantity: stripe.Int64(1),
			PriceData: &stripe.CheckoutSessionCreateLineItemPriceDataParams{
				Currency:   stripe.String(o.Total.Currency),
				UnitAmount: stripe.Int64(o.Total.Amount),
				ProductData: &stripe.CheckoutSessionCreateLineItemPriceDataProductDataParams{
					Name: stripe.String("Order " + o.ID),
				},
			},
		}},
	}
	params.SetIdempotencyKey("checkout-" + o.ID)
	session, err := s.client.V1CheckoutSessions.Create(ctx, params)
	if err != nil {
		return Payment{}, fmt.Errorf("create checkout session: %w", err)
	}
	return fromSession(session), nil
}

// Get asks Stripe how the payment stands.
func (s *Stripe) Get(ctx context.Context, id string) (Payment, error) {
	session, err := s.client.V1CheckoutSessions.Retrieve(ctx, id, nil)
	if err != nil {
		return Payment{}, fmt.Errorf("retrieve checkout session: %w", err)
	}
	return fromSession(session), nil
}

// Refund sends the whole amount back.
func (s *Stripe) Refund(ctx context.Context, o order.Order) error {
	session, err := s.client.V1CheckoutSessions.Retrieve(ctx, o.PaymentID, nil)
	if err != nil {
		return fmt.Errorf("retrieve checkout session: %w", err)
	}
	if session.PaymentIntent == nil {
		return fmt.Errorf("order %s was never charged", o.ID)
	}
	params := &stripe.RefundCreateParams{
		PaymentIntent: stripe.String(session.PaymentIntent.ID),
		Amount:        stripe.Int64(o.Total.Amount),
	}
	params.SetIdempotencyKey("refund-" + o.ID)
	refund, err := s.client.V1Refunds.Create(ctx, params)
	if err != nil {
		return fmt.Errorf("create refund: %w", err)
	}
	if refund.Status == stripe.RefundStatusFailed || refund.Status == stripe.RefundStatusCanceled {
		return ErrDeclined
	}
	return nil
}

func fromSession(s *stripe.CheckoutSession) Payment {
	p := Payment{
		ID:          s.ID,
		Status:      StatusOpen,
		Total:       order.Money{Amount: s.AmountTotal, Currency: string(s.Currency)},
		RedirectURL: s.URL,
	}
	switch {
	case s.PaymentStatus == stripe.CheckoutSessionPaymentStatusPaid:
		p.Status = StatusSucceeded
	case s.Status == stripe.CheckoutSessionStatusExpired:
		p.Status = StatusFailed
	}
	return p
}

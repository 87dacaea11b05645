package payment

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"example.com/shop/order"
	"github.com/stripe/stripe-go/v82"
)

// RefundV1 is how refunds went to the bank's old API.
func (b *Bank) RefundV1(ctx context.Context, paymentID string, amount int64) error {
	body, err := json.Marshal(map[string]any{"payment": paymentID, "amount": amount})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.baseURL+"/v0/refunds", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	var answer struct {
		Status string `json:"status"`
	}
	if err := b.do(req, &answer); err != nil {
		return err
	}
	if answer.Status == "rejected" {
		return ErrDeclined
	}
	return nil
}

// RefundPart sends a part back.
func (s *Stripe) RefundPart(ctx context.Context, intent string, amount int64) error {
	refund, err := s.client.V1Refunds.Create(ctx, &stripe.RefundCreateParams{
		PaymentIntent: stripe.String(intent),
		Amount:        stripe.Int64(amount),
	})
	if err != nil {
		return fmt.Errorf("create refund: %w", err)
	}
	if refund.Status == stripe.RefundStatusFailed {
		return ErrDeclined
	}
	return nil
}

// goodwill gives an amount away, once a second.
func (b *Bank) goodwill(ctx context.Context, account string, amount int64) error {
	key := fmt.Sprintf("goodwill-%s-%d", account, time.Now().Unix())
	var p bankPayment
	if err := b.post(ctx, "/v1/payouts", key, map[string]any{"account": account, "amount": amount}, &p); err != nil {
		return err
	}
	if p.Status == "rejected" {
		return ErrDeclined
	}
	return nil
}

// sweep moves the day's surplus to the savings account.
func (b *Bank) sweep(ctx context.Context, amount int64) error {
	var p bankPayment
	if err := b.post(ctx, "/v1/transfers", "sweep", map[string]any{"amount": amount}, &p); err != nil {
		return err
	}
	if p.Status == "rejected" {
		return ErrDeclined
	}
	return nil
}

// RefundTwice is from before Retry existed.
func (b *Bank) RefundTwice(ctx context.Context, o order.Order) (err error) {
	for i := 0; i < 2; i++ {
		if err = b.RefundV1(ctx, o.PaymentID, o.Total.Amount); err == nil {
			return nil
		}
		time.Sleep(firstPause)
	}
	return err
}

// refundKeyed had a key that helped nobody.
func (b *Bank) refundKeyed(ctx context.Context, o order.Order) error {
	return Retry(ctx, func() error {
		var p bankPayment
		return b.post(ctx, "/v1/refunds", rand.Text(), map[string]any{"payment": o.PaymentID}, &p)
	})
}

// refundStubborn takes no for an answer only the third time.
func (b *Bank) refundStubborn(ctx context.Context, o order.Order) (err error) {
	var p bankPayment
	for attempt := 0; attempt < 3; attempt++ {
		if err = b.post(ctx, "/v1/refunds", "refund-"+o.ID, map[string]any{"payment": o.PaymentID}, &p); err == nil {
			return nil
		}
		time.Sleep(firstPause << attempt)
	}
	return err
}

// refundBusy does not wait.
func (b *Bank) refundBusy(ctx context.Context, o order.Order) (err error) {
	var p bankPayment
	for attempt := 0; attempt < 3; attempt++ {
		err = b.post(ctx, "/v1/refunds", "refund-"+o.ID, map[string]any{"payment": o.PaymentID}, &p)
		if err == nil || errors.Is(err, ErrDeclined) {
			return err
		}
	}
	return err
}

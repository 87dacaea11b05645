// Package correlated has services that verify and pay in one.
package correlated

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/stripe/stripe-go/v82/webhook"
)

type order struct {
	ID     string
	Status string
	Total  int64
}

// Orders is the store.
type Orders interface {
	Get(ctx context.Context, id string) (*order, error)
	MarkPaid(ctx context.Context, id string) error
	SetStatus(ctx context.Context, id, status string) error
}

type paid struct {
	OrderID string
	Amount  int64
}

type service struct {
	orders Orders
	secret string
}

func (s *service) apply(ctx context.Context, body []byte, sig string) error {
	ev, err := webhook.ConstructEvent(body, sig, s.secret)
	if err != nil {
		return err
	}
	var p paid
	if err := json.Unmarshal(ev.Data.Raw, &p); err != nil {
		return err
	}
	return s.orders.MarkPaid(ctx, p.OrderID)
}

func (s *service) applyCompared(ctx context.Context, body []byte, sig string) error {
	ev, err := webhook.ConstructEvent(body, sig, s.secret)
	if err != nil {
		return err
	}
	var p paid
	if err := json.Unmarshal(ev.Data.Raw, &p); err != nil {
		return err
	}
	o, err := s.orders.Get(ctx, p.OrderID)
	if err != nil {
		return err
	}
	if o.Total != p.Amount {
		return errors.New("amount")
	}
	return s.orders.MarkPaid(ctx, p.OrderID)
}

func (s *service) applyFailure(ctx context.Context, body []byte, sig string) error {
	ev, err := webhook.ConstructEvent(body, sig, s.secret)
	if err != nil {
		return err
	}
	return s.orders.SetStatus(ctx, ev.ID, "failed")
}

func (s *service) paymentWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := s.apply(r.Context(), body, r.Header.Get("Stripe-Signature")); err != nil { // want `\(\*service\)\.apply \(\(Orders\)\.MarkPaid\) moves the order to "paid" because of an event whose amount`
		http.Error(w, "refused", http.StatusBadRequest)
	}
}

func (s *service) comparedWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := s.applyCompared(r.Context(), body, r.Header.Get("Stripe-Signature")); err != nil {
		http.Error(w, "refused", http.StatusBadRequest)
	}
}

func (s *service) failureWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := s.applyFailure(r.Context(), body, r.Header.Get("Stripe-Signature")); err != nil {
		http.Error(w, "refused", http.StatusBadRequest)
	}
}

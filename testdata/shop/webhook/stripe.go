// Package webhook receives what the providers tell us about payments.
package webhook

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"example.com/shop/order"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/webhook"
	"go.uber.org/zap"
)

// maxBody limits what is read of an event.
const maxBody = 1 << 20

// Stripe handles Stripe's events.
type Stripe struct {
	orders *order.Service
	secret string
	log    *zap.Logger
}

// NewStripe returns a handler that accepts events signed with secret.
func NewStripe(orders *order.Service, secret string, log *zap.Logger) (*Stripe, error) {
	if secret == "" {
		return nil, errors.New("stripe webhook secret is empty")
	}
	return &Stripe{orders: orders, secret: secret, log: log}, nil
}

// ServeHTTP implements http.Handler.
func (h *Stripe) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	payload, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "cannot read body", http.StatusBadRequest)
		return
	}
	event, err := webhook.ConstructEventWithOptions(payload, r.Header.Get("Stripe-Signature"), h.secret,
		webhook.ConstructEventOptions{IgnoreAPIVersionMismatch: true})
	if err != nil {
		h.log.Warn("stripe event refused", zap.Error(err), zap.String("remote", r.RemoteAddr))
		http.Error(w, "bad signature", http.StatusBadRequest)
		return
	}
	switch event.Type {
	case stripe.EventTypeCheckoutSessionCompleted, stripe.EventTypeCheckoutSessionAsyncPaymentSucceeded,
		stripe.EventTypeCheckoutSessionAsyncPaymentFailed, stripe.EventTypeCheckoutSessionExpired:
	default:
		w.WriteHeader(http.StatusOK) // nothing we act on
		return
	}
	var session stripe.CheckoutSession
	if err := json.Unmarshal(event.Data.Raw, &session); err != nil {
		http.Error(w, "bad event", http.StatusBadRequest)
		return
	}
	if session.PaymentStatus == stripe.CheckoutSessionPaymentStatusUnpaid &&
		event.Type == stripe.EventTypeCheckoutSessionCompleted {
		w.WriteHeader(http.StatusOK) // the money is still on its way
		return
	}
	err = h.orders.Settle(r.Context(), order.Settled{
		Provider:  "stripe",
		EventID:   event.ID,
		PaymentID: session.ID,
		Succeeded: session.PaymentStatus == stripe.CheckoutSessionPaymentStatusPaid,
		Total:     order.Money{Amount: session.AmountTotal, Currency: string(session.Currency)},
	})
	answer(w, h.log, event.ID, err)
}

// answer tells the provider whether to send the event again.
func answer(w http.ResponseWriter, log *zap.Logger, eventID string, err error) {
	switch {
	case err == nil, errors.Is(err, order.ErrTransition):
		w.WriteHeader(http.StatusOK) // done, or too late to matter
	case errors.Is(err, order.ErrMismatch), errors.Is(err, order.ErrNotFound):
		log.Error("event does not fit an order", zap.String("event", eventID), zap.Error(err))
		http.Error(w, "event does not fit an order", http.StatusUnprocessableEntity)
	default:
		log.Error("event not processed", zap.String("event", eventID), zap.Error(err))
		http.Error(w, "try again", http.StatusInternalServerError)
	}
}

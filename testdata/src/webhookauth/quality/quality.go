// Package quality has verified webhooks that could be better.
package quality

import (
	"encoding/json"
	"io"
	"log"
	"net/http"

	"github.com/stripe/stripe-go/v82/webhook"
)

// Order is a stored order.
type Order struct {
	ID       string
	Amount   int64
	Currency string
	Status   string
}

// Orders is the store.
type Orders interface {
	Find(providerID string) (*Order, error)
	MarkPaid(id string) error
	SetStatus(id, status string) error
}

type handler struct {
	orders Orders
	secret string
}

type session struct {
	ID       string
	Amount   int64
	Currency string
}

// Nobody looks at how much was paid.
func (h *handler) webhookAnyAmount(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	event, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), h.secret)
	if err != nil {
		http.Error(w, "bad signature", http.StatusBadRequest)
		return
	}
	var s session
	_ = json.Unmarshal(event.Data.Raw, &s)
	h.orders.MarkPaid(s.ID) // want `\(Orders\)\.MarkPaid moves the order to "paid" because of an event whose amount and currency are never compared`
}

func (h *handler) webhookCompared(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	event, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), h.secret)
	if err != nil {
		http.Error(w, "bad signature", http.StatusBadRequest)
		return
	}
	var s session
	_ = json.Unmarshal(event.Data.Raw, &s)
	order, err := h.orders.Find(s.ID)
	if err != nil || order.Amount != s.Amount || order.Currency != s.Currency {
		log.Print("mismatch")
		return
	}
	h.orders.MarkPaid(order.ID)
}

// Failing releases nothing.
func (h *handler) webhookFailed(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	event, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), h.secret)
	if err != nil {
		http.Error(w, "bad signature", http.StatusBadRequest)
		return
	}
	h.orders.SetStatus(event.ID, "failed")
}

// Nobody will ever know.
func (h *handler) webhookSilent(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	event, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), h.secret) // want `a message that webhook\.ConstructEvent rejects is dropped without a log entry, a metric or an error status`
	if err != nil {
		w.WriteHeader(http.StatusOK)
		return
	}
	h.orders.SetStatus(event.ID, "failed")
}

func (h *handler) webhookLogged(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	event, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), h.secret)
	if err != nil {
		log.Printf("webhook rejected: %v", err)
		w.WriteHeader(http.StatusOK)
		return
	}
	h.orders.SetStatus(event.ID, "failed")
}

package fixed

import (
	"errors"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/stripe/stripe-go/v82/webhook"
)

// Hooks has a secret that its constructor has looked at.
type Hooks struct {
	secret string
	orders Recharge
}

// NewHooks refuses to start without a secret.
func NewHooks(orders Recharge) (*Hooks, error) {
	secret := os.Getenv("STRIPE_WEBHOOK_SECRET")
	if secret == "" {
		return nil, errors.New("STRIPE_WEBHOOK_SECRET is not set")
	}
	return &Hooks{secret: secret, orders: orders}, nil
}

// Webhook needs no further look.
func (h *Hooks) Webhook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "body", http.StatusBadRequest)
		return
	}
	ev, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), h.secret)
	if err != nil {
		log.Printf("webhook rejected: %v", err)
		http.Error(w, "signature", http.StatusBadRequest)
		return
	}
	_ = h.orders.Recharge(ev.ID)
}

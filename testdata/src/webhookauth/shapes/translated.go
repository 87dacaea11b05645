package shapes

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/stripe/stripe-go/v82/webhook"
)

var (
	errMissing  = errors.New("signature missing")
	errMismatch = errors.New("signature differs")
)

// translate puts errors into the terms of this package.
func translate(err error) error {
	switch {
	case errors.Is(err, errMissing):
		return errors.Join(errMissing, err)
	case err.Error() == "old":
		return fmt.Errorf("too old: %w", err)
	}
	return err
}

// forget loses an error.
func forget(err error) error {
	if errors.Is(err, errMissing) {
		return nil
	}
	return err
}

func checked(body []byte, sig, secret string) error {
	if sig == "" {
		return errMissing
	}
	if err := webhook.ValidatePayload(body, sig, secret); err != nil {
		return translate(err)
	}
	return nil
}

func lost(body []byte, sig, secret string) error {
	if err := webhook.ValidatePayload(body, sig, secret); err != nil {
		return forget(err)
	}
	return nil
}

type translating struct {
	orders interface{ CancelOrder(id string) error }
	secret string
}

type cancelled struct{ OrderID string }

// A verifier whose errors are translated verifies.
func (t *translating) translatedPaymentWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := checked(body, r.Header.Get("Stripe-Signature"), t.secret); err != nil {
		http.Error(w, "signature", http.StatusUnauthorized)
		return
	}
	var c cancelled
	if json.Unmarshal(body, &c) == nil {
		t.orders.CancelOrder(c.OrderID)
	}
}

// One that forgets an error does not.
func (t *translating) lostPaymentWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := lost(body, r.Header.Get("Stripe-Signature"), t.secret); err != nil {
		http.Error(w, "signature", http.StatusUnauthorized)
		return
	}
	var c cancelled
	if json.Unmarshal(body, &c) == nil {
		t.orders.CancelOrder(c.OrderID) // want `webhook payload reaches .*CancelOrder`
	}
}

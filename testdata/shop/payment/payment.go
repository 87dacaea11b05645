// Package payment talks to the payment providers.
package payment

import (
	"context"
	"errors"
	"fmt"

	"example.com/shop/order"
)

// Status is what a provider says about a payment.
type Status string

// A payment is open until the customer has done their part.
const (
	StatusOpen      Status = "open"
	StatusSucceeded Status = "succeeded"
	StatusFailed    Status = "failed"
)

// Payment is a payment as its provider knows it.
type Payment struct {
	ID     string
	Status Status
	Total  order.Money
	// RedirectURL is where the customer pays.
	RedirectURL string
}

// Provider moves money. Start and Refund may be repeated for the same order:
// they carry an idempotency key made from it.
type Provider interface {
	Start(ctx context.Context, o order.Order, returnURL string) (Payment, error)
	Get(ctx context.Context, id string) (Payment, error)
	Refund(ctx context.Context, o order.Order) error
}

// ErrDeclined is a refusal that no retry will heal.
var ErrDeclined = errors.New("payment declined")

// StatusError is an answer with an unexpected HTTP status.
type StatusError struct {
	Operation string
	Status    int
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("%s: provider answered %d", e.Operation, e.Status)
}

// Temporary reports whether the same call may succeed later.
func (e *StatusError) Temporary() bool {
	return e.Status == 429 || e.Status >= 500
}

// Providers are the providers by the name orders are stored with.
type Providers map[string]Provider

// Get returns the provider called name.
func (p Providers) Get(name string) (Provider, error) {
	provider, ok := p[name]
	if !ok {
		return nil, fmt.Errorf("unknown payment provider %q", name)
	}
	return provider, nil
}

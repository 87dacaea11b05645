// Package order holds orders and the rules for moving them from state to state.
package order

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Status is where an order stands.
type Status string

// The life of an order.
const (
	StatusNew      Status = "new"
	StatusPending  Status = "pending"
	StatusPaid     Status = "paid"
	StatusFailed   Status = "failed"
	StatusRefunded Status = "refunded"
)

// next lists the states an order may move to from a state.
var next = map[Status][]Status{
	StatusNew:     {StatusPending, StatusFailed},
	StatusPending: {StatusPaid, StatusFailed},
	StatusPaid:    {StatusRefunded},
}

// Errors of the package and of every store.
var (
	ErrNotFound   = errors.New("order not found")
	ErrTransition = errors.New("order is in another state")
	ErrMismatch   = errors.New("payment does not match the order")
)

// CanMove reports whether an order may go from one state to another.
func CanMove(from, to Status) bool {
	return slices.Contains(next[from], to)
}

// Money is an amount in the currency's smallest unit.
type Money struct {
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// Line is one position of an order.
type Line struct {
	SKU      string `json:"sku"`
	Quantity int64  `json:"quantity"`
}

// Order is what a customer has bought.
type Order struct {
	ID        string    `json:"id"`
	Customer  string    `json:"customer"`
	Lines     []Line    `json:"lines"`
	Total     Money     `json:"total"`
	Status    Status    `json:"status"`
	Provider  string    `json:"provider"`
	PaymentID string    `json:"payment_id,omitempty"`
	CreatedAt time.Time `json:"created_at"`
}

// Prices is the catalogue: unit prices in cents by SKU.
type Prices map[string]int64

// Total adds up the lines at catalogue prices; the browser's idea of a price is
// never asked for.
func (p Prices) Total(lines []Line, currency string) (Money, error) {
	if len(lines) == 0 {
		return Money{}, errors.New("order has no lines")
	}
	var sum int64
	for _, l := range lines {
		price, ok := p[l.SKU]
		if !ok {
			return Money{}, fmt.Errorf("unknown article %q", l.SKU)
		}
		if l.Quantity < 1 || l.Quantity > 99 {
			return Money{}, fmt.Errorf("quantity of %q must be between 1 and 99", l.SKU)
		}
		sum += price * l.Quantity
	}
	return Money{Amount: sum, Currency: currency}, nil
}

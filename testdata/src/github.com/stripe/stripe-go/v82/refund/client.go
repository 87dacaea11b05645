// Package refund is a stub of the public API for tests.
package refund

import "github.com/stripe/stripe-go/v82"

// New creates a refund.
func New(params *stripe.RefundParams) (*stripe.Refund, error) { return &stripe.Refund{}, nil }

// Get fetches a refund.
func Get(id string, params *stripe.RefundParams) (*stripe.Refund, error) { return &stripe.Refund{}, nil }

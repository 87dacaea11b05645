// Package gocardless is a stub of the public API for tests.
package gocardless

import "context"

// PaymentServiceImpl are the operations on payments.
type PaymentServiceImpl struct{}

// PaymentCreateParams create a payment.
type PaymentCreateParams struct{ Amount int }

// RequestOption is an option.
type RequestOption func(*int) error

// WithIdempotencyKey sets the key.
func WithIdempotencyKey(key string) RequestOption { return nil }

// Create pays.
func (s *PaymentServiceImpl) Create(ctx context.Context, p PaymentCreateParams, opts ...RequestOption) (*PaymentCreateParams, error) {
	return nil, nil
}

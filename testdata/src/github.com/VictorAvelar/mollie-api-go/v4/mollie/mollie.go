// Package mollie is a stub of the public API for tests.
package mollie

import (
	"context"
	"net/http"
)

// Config says how requests are made.
type Config struct{}

// NewAPIConfig makes a configuration.
func NewAPIConfig(reqIdem bool) *Config { return nil }

// Client is a client.
type Client struct{ Payments *PaymentsService }

// NewClient makes one.
func NewClient(base *http.Client, conf *Config) (*Client, error) { return nil, nil }

// PaymentsService makes payments.
type PaymentsService struct{}

// CreatePayment is a request.
type CreatePayment struct{ Description string }

// Payment is an answer.
type Payment struct{ ID, Status string }

// Response is an answer.
type Response struct{ *http.Response }

// PaymentOptions are options.
type PaymentOptions struct{}

// Create makes a payment.
func (ps *PaymentsService) Create(ctx context.Context, p CreatePayment, opts *PaymentOptions) (*Response, *Payment, error) {
	return nil, nil, nil
}

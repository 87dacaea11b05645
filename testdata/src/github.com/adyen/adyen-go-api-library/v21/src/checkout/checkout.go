// Package checkout is a stub of the public API for tests.
package checkout

import (
	"context"
	"net/http"
)

// PaymentsApi are the operations on payments.
type PaymentsApi struct{}

// PaymentRequest is a payment.
type PaymentRequest struct{ Reference string }

// PaymentsApiPaymentsInput is a request.
type PaymentsApiPaymentsInput struct{ r int }

// PaymentsInput starts a request.
func (a *PaymentsApi) PaymentsInput() PaymentsApiPaymentsInput { return PaymentsApiPaymentsInput{} }

// IdempotencyKey sets the key.
func (r PaymentsApiPaymentsInput) IdempotencyKey(key string) PaymentsApiPaymentsInput { return r }

// PaymentRequest sets the payment.
func (r PaymentsApiPaymentsInput) PaymentRequest(p PaymentRequest) PaymentsApiPaymentsInput { return r }

// Payments pays.
func (a *PaymentsApi) Payments(ctx context.Context, r PaymentsApiPaymentsInput) (*PaymentRequest, *http.Response, error) {
	return nil, nil, nil
}

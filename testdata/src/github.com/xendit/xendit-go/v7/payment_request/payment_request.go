// Package payment_request is a stub of the public API for tests.
package payment_request

import "context"

// PaymentRequestApiService are the operations.
type PaymentRequestApiService struct{}

// ApiCreatePaymentRequestRequest is a request.
type ApiCreatePaymentRequestRequest struct{ r int }

// CreatePaymentRequest starts a request.
func (a *PaymentRequestApiService) CreatePaymentRequest(ctx context.Context) ApiCreatePaymentRequestRequest {
	return ApiCreatePaymentRequestRequest{}
}

// IdempotencyKey sets the key.
func (r ApiCreatePaymentRequestRequest) IdempotencyKey(key string) ApiCreatePaymentRequestRequest {
	return r
}

// Execute sends.
func (r ApiCreatePaymentRequestRequest) Execute() error { return nil }

// Package square is a stub of the public API for tests.
package square

// CreatePaymentRequest is a payment.
type CreatePaymentRequest struct {
	IdempotencyKey string `json:"idempotency_key"`
	SourceID       string `json:"source_id"`
}

// Package nas is a stub of the public API for tests.
package nas

// Client calls the API.
type Client struct{}

// PaymentRequest is a payment.
type PaymentRequest struct{ Reference string }

// RequestPayment pays.
func (c *Client) RequestPayment(request PaymentRequest, idempotencyKey *string) (*PaymentRequest, error) {
	return nil, nil
}

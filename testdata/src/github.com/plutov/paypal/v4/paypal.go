// Package paypal is a stub of the public API for tests.
package paypal

import (
	"context"
	"net/http"
)

// Client calls the API.
type Client struct{}

// VerifyWebhookResponse is the verdict.
type VerifyWebhookResponse struct {
	VerificationStatus string
}

// VerifyWebhookSignature asks the API.
func (c *Client) VerifyWebhookSignature(ctx context.Context, r *http.Request, webhookID string) (*VerifyWebhookResponse, error) {
	return nil, nil
}

// Order is an order.
type Order struct {
	ID     string
	Status string
}

// CaptureOrderResponse is the answer to a capture.
type CaptureOrderResponse struct {
	ID     string
	Status string
}

// CaptureOrderRequest captures.
type CaptureOrderRequest struct{}

// CaptureOrder captures.
func (c *Client) CaptureOrder(ctx context.Context, orderID string, req CaptureOrderRequest) (*CaptureOrderResponse, error) {
	return nil, nil
}

// GetOrder fetches.
func (c *Client) GetOrder(ctx context.Context, orderID string) (*Order, error) { return nil, nil }

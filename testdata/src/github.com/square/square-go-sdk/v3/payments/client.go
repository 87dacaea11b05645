// Package payments is a stub of the public API for tests.
package payments

import (
	"context"

	"github.com/square/square-go-sdk/v3"
)

// Client calls the API.
type Client struct{}

// Create pays.
func (c *Client) Create(ctx context.Context, request *square.CreatePaymentRequest) (string, error) {
	return "", nil
}

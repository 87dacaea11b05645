// Package razorpay is a stub of the public API for tests.
package razorpay

// Client is a client.
type Client struct{}

// NewClient returns a client.
func NewClient(key string, secret string) *Client { return &Client{} }

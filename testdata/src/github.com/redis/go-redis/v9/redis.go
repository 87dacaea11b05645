// Package redis is a stub of the public API for tests.
package redis

// Options configure a client.
type Options struct {
	Addr     string
	Username string
	Password string
}

// Client is a client.
type Client struct{ cmdable }

// NewClient returns a client.
func NewClient(opt *Options) *Client { return &Client{} }

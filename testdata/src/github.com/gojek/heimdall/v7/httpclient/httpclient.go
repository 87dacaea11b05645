// Package httpclient is a stub of the public API for tests.
package httpclient

import (
	"io"
	"net/http"
)

// Client is a client.
type Client struct{}

// Option is an option.
type Option func(*Client)

// WithRetryCount repeats failed requests.
func WithRetryCount(n int) Option { return nil }

// NewClient returns a client.
func NewClient(opts ...Option) *Client { return nil }

// Post sends.
func (c *Client) Post(url string, body io.Reader, headers http.Header) (*http.Response, error) {
	return nil, nil
}

// Get reads.
func (c *Client) Get(url string, headers http.Header) (*http.Response, error) { return nil, nil }

// Package retryablehttp is a stub of the public API for tests.
package retryablehttp

import (
	"context"
	"net/http"
)

// Client repeats failed requests.
type Client struct {
	RetryMax int
}

// Request is a request.
type Request struct{ *http.Request }

// NewClient returns a client.
func NewClient() *Client { return &Client{RetryMax: 4} }

// NewRequest makes a request.
func NewRequest(method, url string, body interface{}) (*Request, error) { return nil, nil }

// NewRequestWithContext makes a request.
func NewRequestWithContext(ctx context.Context, method, url string, body interface{}) (*Request, error) {
	return nil, nil
}

// FromRequest wraps a request.
func FromRequest(r *http.Request) (*Request, error) { return nil, nil }

// Do sends.
func (c *Client) Do(req *Request) (*http.Response, error) { return nil, nil }

// Post sends.
func (c *Client) Post(url, bodyType string, body interface{}) (*http.Response, error) {
	return nil, nil
}

// StandardClient wraps the client.
func (c *Client) StandardClient() *http.Client { return nil }

// Package gateway is a client of a payment provider with generic helpers.
package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
)

// Client calls the provider.
type Client struct {
	http    *http.Client
	baseURL string
}

// New returns a client.
func New() *Client {
	return &Client{http: http.DefaultClient, baseURL: "https://api.acquirer.example"}
}

// Do sends a request; what it is, is the caller's choice.
func (c *Client) Do(ctx context.Context, method, path string, body any) (*http.Response, error) {
	return c.DoKeyed(ctx, method, path, body, nil)
}

// DoKeyed sends a request with headers of the caller.
func (c *Client) DoKeyed(ctx context.Context, method, path string, body any, headers map[string]string) (*http.Response, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, c.baseURL+path, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for k, v := range headers {
		req.Header.Set(k, v)
	}
	return c.http.Do(req)
}

// Post sends a POST with a key.
func (c *Client) Post(ctx context.Context, path string, body any, idempotencyKey string) (*http.Response, error) {
	data, _ := json.Marshal(body)
	req, err := http.NewRequestWithContext(ctx, "POST", c.baseURL+path, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if idempotencyKey != "" {
		req.Header.Set("Idempotency-Key", idempotencyKey)
	}
	return c.http.Do(req)
}

// Option changes a request.
type Option func(*http.Request)

// WithKey sets the key.
func WithKey(key string) Option {
	return func(r *http.Request) { r.Header.Set("Idempotency-Key", key) }
}

// WithAccept sets another header.
func WithAccept(v string) Option {
	return func(r *http.Request) { r.Header.Set("Accept", v) }
}

// Send sends with options.
func (c *Client) Send(ctx context.Context, method, path string, opts ...Option) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.baseURL+path, nil)
	if err != nil {
		return nil, err
	}
	for _, o := range opts {
		o(req)
	}
	return c.http.Do(req)
}

// NewRequest builds a request.
func (c *Client) NewRequest(ctx context.Context, method, path string, body any) (*http.Request, error) {
	data, _ := json.Marshal(body)
	req, err := http.NewRequestWithContext(ctx, method, c.baseURL+path, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return req, nil
}

// SendRequest sends one.
func (c *Client) SendRequest(req *http.Request) (*http.Response, error) {
	req.Header.Set("Authorization", "Bearer x")
	return c.http.Do(req)
}

// Charge charges; the key is the caller's.
func (c *Client) Charge(ctx context.Context, amount int, key string) error {
	_, err := c.Post(ctx, "/charges", map[string]int{"amount": amount}, key)
	return err
}

// Refund refunds without a key.
func (c *Client) Refund(ctx context.Context, id string) error {
	_, err := c.Do(ctx, http.MethodPost, "/refunds", map[string]string{"payment": id}) // want `the POST to /refunds is sent without`
	return err
}

// Balance reads.
func (c *Client) Balance(ctx context.Context) error {
	_, err := c.Do(ctx, http.MethodGet, "/balance", nil)
	return err
}

// TransferRequest is a transfer.
type TransferRequest struct {
	Amount         int    `json:"amount"`
	IdempotencyKey string `json:"idempotency_key"`
}

// Transfer sends the caller's transfer.
func (c *Client) Transfer(ctx context.Context, r TransferRequest) error {
	_, err := c.Do(ctx, http.MethodPost, "/transfers", r)
	return err
}

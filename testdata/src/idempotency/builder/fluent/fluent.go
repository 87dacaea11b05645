// Package fluent builds requests step by step.
package fluent

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Request is built up call by call.
type Request struct {
	client  *http.Client
	verb    string
	parts   []string
	headers map[string]string
	payload any
}

// New begins one.
func New(c *http.Client) *Request {
	return &Request{client: c, verb: http.MethodGet, headers: map[string]string{}}
}

// POST chooses method and path.
func (r *Request) POST(parts ...string) *Request {
	r.verb, r.parts = http.MethodPost, parts
	return r
}

// GET chooses method and path.
func (r *Request) GET(parts ...string) *Request {
	r.verb, r.parts = http.MethodGet, parts
	return r
}

// With sets a header.
func (r *Request) With(name, value string) *Request {
	r.headers[name] = value
	return r
}

// Key sends a key.
func (r *Request) Key(k string) *Request { return r.With("Idempotency-Key", k) }

// Payload sets the body.
func (r *Request) Payload(v any) *Request {
	r.payload = v
	return r
}

// Send sends it.
func (r *Request) Send(ctx context.Context) error {
	raw, err := json.Marshal(r.payload)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, r.verb, "https://api.example.com/"+strings.Join(r.parts, "/"), bytes.NewReader(raw))
	if err != nil {
		return err
	}
	for n, v := range r.headers {
		req.Header.Set(n, v)
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

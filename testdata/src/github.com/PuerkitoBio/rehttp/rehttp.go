// Package rehttp is a stub of the public API for tests.
package rehttp

import "net/http"

// Transport repeats failed requests.
type Transport struct{}

// RetryFn decides.
type RetryFn func() bool

// NewTransport returns a transport.
func NewTransport(rt http.RoundTripper, retry RetryFn, delay func() int) *Transport { return nil }

// RetryMaxRetries limits.
func RetryMaxRetries(n int) RetryFn { return nil }

// RoundTrip sends.
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) { return nil, nil }

// Package transport sends requests of others, and again when they fail.
package transport

import (
	"net/http"
	"time"
)

// Client sends.
type Client struct{ HTTP *http.Client }

// Send sends a request three times at most.
func (c *Client) Send(method, path, key string) (resp *http.Response, err error) {
	for i := 0; i < 3; i++ {
		req, rerr := http.NewRequest(method, "https://api.example.com"+path, nil)
		if rerr != nil {
			return nil, rerr
		}
		if key != "" {
			req.Header.Set("Idempotency-Key", key)
		}
		if resp, err = c.HTTP.Do(req); err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return resp, err
}

// Once sends a request once.
func (c *Client) Once(method, path string) (*http.Response, error) {
	req, err := http.NewRequest(method, "https://api.example.com"+path, nil)
	if err != nil {
		return nil, err
	}
	return c.HTTP.Do(req)
}

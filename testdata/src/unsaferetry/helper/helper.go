// Package helper repeats requests in a generic helper.
package helper

import (
	"context"
	"net/http"
	"time"
)

type client struct{ http *http.Client }

func (c *client) do(ctx context.Context, method, path, key string) (resp *http.Response, err error) {
	for i := 0; i < 3; i++ { // want `the loop sends again the POST of capture without an idempotency key`
		req, rerr := http.NewRequestWithContext(ctx, method, "https://api.example.com"+path, nil)
		if rerr != nil {
			return nil, rerr
		}
		if key != "" {
			req.Header.Set("Idempotency-Key", key)
		}
		if resp, err = c.http.Do(req); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func (c *client) capture(ctx context.Context) error {
	_, err := c.do(ctx, "POST", "/captures", "")
	return err
}

func (c *client) balance(ctx context.Context) error {
	_, err := c.do(ctx, "GET", "/balance", "")
	return err
}

// reader repeats reads only.
type reader struct{ http *http.Client }

func (c *reader) do(ctx context.Context, method, path string) (resp *http.Response, err error) {
	for i := 0; i < 3; i++ {
		req, rerr := http.NewRequestWithContext(ctx, method, "https://api.example.com"+path, nil)
		if rerr != nil {
			return nil, rerr
		}
		resp, err = c.http.Do(req)
		if err == nil || method != http.MethodGet {
			return resp, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func (c *reader) capture(ctx context.Context) error {
	_, err := c.do(ctx, "POST", "/captures")
	return err
}

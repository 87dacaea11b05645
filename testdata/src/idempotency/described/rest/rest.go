// Package rest describes a request by options that may fail and nest.
package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type call struct {
	method, path string
	body         any
	header       http.Header
	out          any
}

// Option fills a description.
type Option func(*call) error

// JSON sets the body.
func JSON(v any) Option { return func(c *call) error { c.body = v; return nil } }

// Into decodes the answer.
func Into(v any) Option { return func(c *call) error { c.out = v; return nil } }

// Field sets a header by its name.
func Field(name, value string) Option {
	return func(c *call) error {
		if c.header == nil {
			c.header = make(http.Header)
		}
		c.header.Set(name, value)
		return nil
	}
}

// Once sends a key.
func Once(key string) Option {
	return func(c *call) error {
		if key == "" {
			return errors.New("no key")
		}
		return Field("Idempotency-Key", key)(c)
	}
}

// Client sends.
type Client struct {
	base string
	http *http.Client
}

// Exec sends what the options describe.
func (c *Client) Exec(ctx context.Context, method, path string, opts ...Option) error {
	d := &call{method: method, path: path}
	for _, o := range opts {
		if err := o(d); err != nil {
			return err
		}
	}
	var body io.Reader
	if d.body != nil {
		buf := new(bytes.Buffer)
		if err := json.NewEncoder(buf).Encode(d.body); err != nil {
			return err
		}
		body = buf
	}
	req, err := http.NewRequestWithContext(ctx, d.method, c.base+d.path, body)
	if err != nil {
		return err
	}
	if d.header != nil {
		req.Header = d.header.Clone()
	}
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s", method, path, res.Status)
	}
	if d.out == nil {
		return nil
	}
	return json.NewDecoder(res.Body).Decode(d.out)
}

// Post is short for Exec.
func (c *Client) Post(ctx context.Context, path string, in, out any, opts ...Option) error {
	return c.Exec(ctx, http.MethodPost, path, append([]Option{JSON(in), Into(out)}, opts...)...)
}

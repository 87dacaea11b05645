// Package nethttp sends payment requests with net/http.
package nethttp

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
)

type client struct {
	http *http.Client
	base string
}

type charge struct {
	Amount int    `json:"amount"`
	Card   string `json:"card"`
}

func (c *client) missing(ctx context.Context, ch charge) error {
	body, _ := json.Marshal(ch)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.example.com/v1/charges", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req) // want `the POST to /v1/charges is sent without an idempotency key, so that a repetition is executed twice; set the header Idempotency-Key from the stored operation \[TXN-1\]`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *client) keyed(ctx context.Context, ch charge, key string) error {
	body, _ := json.Marshal(ch)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.example.com/v1/charges", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", key)
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func post(body io.Reader) (*http.Response, error) {
	return http.Post("https://api.example.com/payments", "application/json", body) // no finding: the body is the caller's
}

func postText() (*http.Response, error) {
	return http.Post("https://api.example.com/payments", "application/json", strings.NewReader(`{"amount": 1}`)) // want `the POST to /payments is sent without`
}

func postForm() (*http.Response, error) {
	return http.PostForm("https://api.example.com/refunds", url.Values{"amount": {"10"}}) // want `the POST to /refunds is sent without`
}

func postFormKeyed(id string) (*http.Response, error) {
	v := url.Values{}
	v.Set("amount", "10")
	v.Set("idempotency_key", id)
	return http.PostForm("https://api.example.com/refunds", v)
}

// literal builds the request without a constructor.
func (c *client) literal(u *url.URL) (*http.Response, error) {
	u.Path = "/v1/payouts"
	req := &http.Request{Method: "POST", URL: u, Header: http.Header{"Accept": {"application/json"}}}
	return c.http.Do(req) // want `is sent without an idempotency key`
}

func (c *client) literalKeyed(key string) (*http.Response, error) {
	u, _ := url.Parse("https://api.example.com/v1/payouts")
	req := &http.Request{Method: "POST", URL: u, Header: http.Header{"Idempotency-Key": {key}}}
	return c.http.Do(req)
}

// late sets the method after the request is made.
func (c *client) late() (*http.Response, error) {
	req, _ := http.NewRequest("GET", c.base+"/payouts", nil)
	req.Method = http.MethodPost
	return c.http.Do(req) // want `the POST to /payouts is sent without`
}

func (c *client) sign(req *http.Request, key string) {
	req.Header.Set("Authorization", "Bearer x")
	req.Header.Add("Idempotency-Key", key)
}

func (c *client) signed(key string) (*http.Response, error) {
	req, _ := http.NewRequest("POST", c.base+"/payouts", nil)
	c.sign(req, key)
	return c.http.Do(req)
}

func (c *client) headerMap(key string) (*http.Response, error) {
	req, _ := http.NewRequest("POST", c.base+"/payouts", nil)
	for k, v := range map[string]string{"Accept": "application/json", "idempotency-key": key} {
		req.Header.Set(k, v)
	}
	return c.http.Do(req)
}

func (c *client) headerMapWithout() (*http.Response, error) {
	req, _ := http.NewRequest("POST", c.base+"/payouts", nil)
	for k, v := range map[string]string{"Accept": "application/json"} {
		req.Header.Set(k, v)
	}
	return c.http.Do(req) // want `the POST to /payouts is sent without`
}

func (c *client) replacedHeader(key string) (*http.Response, error) {
	req, _ := http.NewRequest("POST", c.base+"/payouts", nil)
	h := make(http.Header)
	h.Set("Idempotency-Key", key)
	req.Header = h
	return c.http.Do(req)
}

func (c *client) patch(id string) (*http.Response, error) {
	req, _ := http.NewRequest(http.MethodPatch, c.base+"/orders/"+id, nil)
	return c.http.Do(req) // want `the PATCH to /orders/ is sent without`
}

// Methods that are repeatable by themselves.
func (c *client) put(id string) (*http.Response, error) {
	req, _ := http.NewRequest(http.MethodPut, c.base+"/payments/"+id, nil)
	return c.http.Do(req)
}

func (c *client) remove(id string) (*http.Response, error) {
	req, _ := http.NewRequest("DELETE", c.base+"/payments/"+id, nil)
	return c.http.Do(req)
}

func (c *client) get(id string) (*http.Response, error) {
	req, _ := http.NewRequest("GET", c.base+"/payments/"+id, nil)
	return c.http.Do(req)
}

func (c *client) noMethod(id string) (*http.Response, error) {
	req, _ := http.NewRequest("", c.base+"/payments/"+id, nil)
	return c.http.Do(req)
}

// Doer is what the code depends on.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

func through(d Doer) (*http.Response, error) {
	req, _ := http.NewRequest("POST", "https://api.example.com/captures", nil)
	return d.Do(req) // want `the POST to /captures is sent without`
}

func wrapped(rt http.RoundTripper) (*http.Response, error) {
	req, _ := http.NewRequest("POST", "https://api.example.com/captures", nil)
	return rt.RoundTrip(req.WithContext(context.Background())) // want `the POST to /captures is sent without`
}

// Package client is a small HTTP client of the module.
package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
)

// Client sends JSON.
type Client struct{ HTTP *http.Client }

// Post sends and fails unless the answer is 2xx.
func (c *Client) Post(url string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	res, err := c.HTTP.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode >= 300 {
		return fmt.Errorf("POST %s: %s", url, res.Status)
	}
	return json.NewDecoder(res.Body).Decode(out)
}

// Do sends and fails unless the answer is 2xx.
func (c *Client) Do(req *http.Request) (*http.Response, error) {
	res, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	if res.StatusCode >= 400 {
		res.Body.Close()
		return nil, fmt.Errorf("%s %s: %s", req.Method, req.URL, res.Status)
	}
	return res, nil
}

// Raw sends and leaves the status to its callers.
func (c *Client) Raw(req *http.Request) (*http.Response, error) { return c.HTTP.Do(req) }

// Loose sends and looks at nothing.
func (c *Client) Loose(url string, out any) error {
	res, err := c.HTTP.Get(url)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return json.NewDecoder(res.Body).Decode(out)
}

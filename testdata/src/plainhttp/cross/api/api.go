// Package api sends what others ask for.
package api

import "net/http"

// Default is used by another package.
const Default = "http://gateway.acquirer.io"

// Client calls an address.
type Client struct{ addr string }

// New returns a client.
func New(addr string) *Client { return &Client{addr: addr} }

// Pay sends a request.
func (c *Client) Pay() (*http.Response, error) { return http.Post(c.addr+"/pay", "", nil) }

// Fetch gets a URL.
func Fetch(u string) (*http.Response, error) { return http.Get(u) }

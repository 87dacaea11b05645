// Package coreapi is a stub of the public API for tests.
package coreapi

import "github.com/midtrans/midtrans-go"

// Client is a client.
type Client struct {
	ServerKey string
	Env       midtrans.EnvironmentType
}

// New configures the client.
func (c *Client) New(sKey string, env midtrans.EnvironmentType) {}

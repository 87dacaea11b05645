// Package remote pays through transport.
package remote

import (
	"unsaferetry/transport"
)

func capture(c *transport.Client) error {
	_, err := c.Send("POST", "/captures", "") // want `Send sends the POST of capture again without an idempotency key`
	return err
}

func captureKeyed(c *transport.Client, id string) error {
	_, err := c.Send("POST", "/captures", "capture-"+id)
	return err
}

func captureOnce(c *transport.Client) error {
	_, err := c.Once("POST", "/captures")
	return err
}

func balance(c *transport.Client) error {
	_, err := c.Send("GET", "/balance", "")
	return err
}

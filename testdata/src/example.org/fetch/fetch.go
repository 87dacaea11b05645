// Package fetch stands for a library that no table knows.
package fetch

// Options configure a client.
type Options struct {
	TLSInsecureSkipVerify bool
	SkipVerify            bool
}

// AcceptOptions are those of a server.
type AcceptOptions struct{ InsecureSkipVerify bool }

// Client is a client.
type Client struct{}

// New makes a client.
func New(Options) *Client { return &Client{} }

// WithInsecureSkipVerify switches validation off or on.
func (c *Client) WithInsecureSkipVerify(off bool) *Client { return c }

// InsecureSkipVerify tells.
func (c *Client) InsecureSkipVerify() bool { return false }

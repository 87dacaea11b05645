// Package req is a stub of github.com/imroc/req/v3.
package req

import "crypto/tls"

type Client struct{}

type Request struct{}

type Response struct{}

func C() *Client { return nil }

func R() *Request { return nil }

func EnableInsecureSkipVerify() *Client { return nil }

func (c *Client) EnableInsecureSkipVerify() *Client { return c }

func (c *Client) DisableInsecureSkipVerify() *Client { return c }

func (c *Client) SetTLSClientConfig(conf *tls.Config) *Client { return c }

func (c *Client) SetBaseURL(u string) *Client { return c }

func (c *Client) R() *Request { return nil }

func (r *Request) Post(url string) (*Response, error) { return nil, nil }

func (r *Request) Get(url string) (*Response, error) { return nil, nil }

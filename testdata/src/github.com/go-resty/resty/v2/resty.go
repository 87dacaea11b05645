// Package resty is a stub of github.com/go-resty/resty/v2.
package resty

import "crypto/tls"

type Client struct {
	BaseURL string
	HostURL string
}

type Request struct {
	URL string
}

type Response struct{}

func New() *Client { return nil }

func (c *Client) R() *Request { return nil }

func (c *Client) SetBaseURL(url string) *Client { return c }

func (c *Client) SetHostURL(url string) *Client { return c }

func (c *Client) SetTLSClientConfig(config *tls.Config) *Client { return c }

func (c *Client) SetProxy(proxyURL string) *Client { return c }

func (r *Request) SetBody(body any) *Request { return r }

func (r *Request) SetHeader(header, value string) *Request { return r }

func (r *Request) Get(url string) (*Response, error) { return nil, nil }

func (r *Request) Post(url string) (*Response, error) { return nil, nil }

func (r *Request) Put(url string) (*Response, error) { return nil, nil }

func (r *Request) Execute(method, url string) (*Response, error) { return nil, nil }

func (c *Client) SetDebug(d bool) *Client { return c }

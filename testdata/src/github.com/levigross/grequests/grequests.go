// Package grequests is a stub of github.com/levigross/grequests.
package grequests

type RequestOptions struct {
	Headers            map[string]string
	InsecureSkipVerify bool
}

type Response struct{}

func Get(url string, ro *RequestOptions) (*Response, error) { return nil, nil }

func Post(url string, ro *RequestOptions) (*Response, error) { return nil, nil }

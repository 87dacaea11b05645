// Package fasthttp is a stub of github.com/valyala/fasthttp.
package fasthttp

type Request struct {
	Header RequestHeader
}

type Response struct{}

type Args struct{}

type Client struct{}

func AcquireRequest() *Request { return nil }

func (r *Request) SetRequestURI(uri string) {}

func Do(req *Request, resp *Response) error { return nil }

func Post(dst []byte, url string, postArgs *Args) (int, []byte, error) { return 0, nil, nil }

func Get(dst []byte, url string) (int, []byte, error) { return 0, nil, nil }

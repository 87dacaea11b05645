package fasthttp

// RequestHeader is a header.
type RequestHeader struct{}

// Set sets a header.
func (h *RequestHeader) Set(key, value string) {}

// SetMethod sets the method.
func (h *RequestHeader) SetMethod(method string) {}

// SetBody sets the body.
func (r *Request) SetBody(body []byte) {}

// Do sends.
func (c *Client) Do(req *Request, resp *Response) error { return nil }

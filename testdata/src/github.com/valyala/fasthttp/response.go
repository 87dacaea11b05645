package fasthttp

// AcquireResponse takes one from the pool.
func AcquireResponse() *Response { return nil }

// ReleaseRequest gives one back.
func ReleaseRequest(req *Request) {}

// ReleaseResponse gives one back.
func ReleaseResponse(resp *Response) {}

// Body is what was answered.
func (resp *Response) Body() []byte { return nil }

// StatusCode is the status.
func (resp *Response) StatusCode() int { return 0 }

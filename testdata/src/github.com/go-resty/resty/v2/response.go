package resty

// SetResult decodes successful responses into res.
func (r *Request) SetResult(res any) *Request { return r }

// Body returns the body.
func (r *Response) Body() []byte { return nil }

// IsError reports a status of 400 and above.
func (r *Response) IsError() bool { return false }

// IsSuccess reports a status of 200 to 299.
func (r *Response) IsSuccess() bool { return false }

// StatusCode returns the status code.
func (r *Response) StatusCode() int { return 0 }

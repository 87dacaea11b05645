package req

// SetBody sets the body.
func (r *Request) SetBody(body any) *Request { return r }

// SetHeader sets a header.
func (r *Request) SetHeader(key, value string) *Request { return r }

// SetRetryCount repeats a failed request.
func (r *Request) SetRetryCount(count int) *Request { return r }

package resty

// SetHeader sets a header of all requests.
func (c *Client) SetHeader(header, value string) *Client { return c }

// SetRetryCount repeats failed requests.
func (c *Client) SetRetryCount(count int) *Client { return c }

// OnBeforeRequest adds a hook.
func (c *Client) OnBeforeRequest(f func(c *Client, r *Request) error) *Client { return c }

// SetHeaders sets headers.
func (r *Request) SetHeaders(headers map[string]string) *Request { return r }

// Patch sends.
func (r *Request) Patch(url string) (*Response, error) { return nil, nil }

// SetHeaders sets headers of all requests.
func (c *Client) SetHeaders(headers map[string]string) *Client { return c }

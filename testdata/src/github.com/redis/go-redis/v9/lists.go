package redis

import "context"

// LPush is a stub.
func (c *Client) LPush(ctx context.Context, key string, values ...interface{}) error { return nil }

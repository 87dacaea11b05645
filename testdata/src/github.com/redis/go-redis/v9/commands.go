package redis

import "context"

// IntCmd is a stub.
type IntCmd struct{}

// Err is a stub.
func (c *IntCmd) Err() error { return nil }

type cmdable func()

// HSet is a stub.
func (c cmdable) HSet(ctx context.Context, key string, values ...interface{}) *IntCmd { return nil }

// HIncrBy is a stub.
func (c cmdable) HIncrBy(ctx context.Context, key, field string, incr int64) *IntCmd { return nil }

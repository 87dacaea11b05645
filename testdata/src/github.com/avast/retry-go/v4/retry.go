// Package retry is a stub of the public API for tests.
package retry

import "context"

// RetryableFunc is repeated.
type RetryableFunc func() error

// Option is an option.
type Option func()

// Attempts limits.
func Attempts(n uint) Option { return nil }

// RetryIf decides.
func RetryIf(f func(error) bool) Option { return nil }

// Do repeats f.
func Do(f RetryableFunc, opts ...Option) error { return nil }

// Context ends the attempts with ctx.
func Context(ctx context.Context) Option { return nil }

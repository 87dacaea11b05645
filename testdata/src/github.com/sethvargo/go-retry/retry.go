// Package retry is a stub of the public API for tests.
package retry

import (
	"context"
	"time"
)

// Backoff waits.
type Backoff interface {
	Next() (next time.Duration, stop bool)
}

// RetryFunc is run again.
type RetryFunc func(ctx context.Context) error

// NewConstant waits always as long.
func NewConstant(t time.Duration) Backoff { return nil }

// WithMaxRetries limits.
func WithMaxRetries(max uint64, next Backoff) Backoff { return nil }

// RetryableError marks an error.
func RetryableError(err error) error { return err }

// Do runs f again.
func Do(ctx context.Context, b Backoff, f RetryFunc) error { return nil }

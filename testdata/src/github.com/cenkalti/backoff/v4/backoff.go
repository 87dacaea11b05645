// Package backoff is a stub of the public API for tests.
package backoff

import (
	"context"
	"time"
)

// Operation is repeated.
type Operation func() error

// BackOff waits.
type BackOff interface{ Reset() }

// NewExponentialBackOff waits longer and longer.
func NewExponentialBackOff() *ExponentialBackOff { return nil }

// ExponentialBackOff ends after MaxElapsedTime, unless that is 0.
type ExponentialBackOff struct{ MaxElapsedTime time.Duration }

// Reset starts again.
func (*ExponentialBackOff) Reset() {}

// NewConstantBackOff waits always as long.
func NewConstantBackOff(d time.Duration) *ConstantBackOff { return nil }

// ConstantBackOff waits always as long.
type ConstantBackOff struct{ Interval time.Duration }

// Reset starts again.
func (*ConstantBackOff) Reset() {}

// ZeroBackOff does not wait.
type ZeroBackOff struct{}

// Reset starts again.
func (*ZeroBackOff) Reset() {}

// WithContext ends with ctx.
func WithContext(b BackOff, ctx context.Context) BackOff { return nil }

// WithMaxRetries limits.
func WithMaxRetries(b BackOff, max uint64) BackOff { return nil }

// Retry repeats o.
func Retry(o Operation, b BackOff) error { return nil }

// Permanent marks an error.
func Permanent(err error) error { return err }

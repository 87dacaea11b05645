// Package backoff is a stub of the public API for tests.
package backoff

// Operation is repeated.
type Operation func() error

// BackOff waits.
type BackOff interface{ Reset() }

// NewExponentialBackOff waits longer and longer.
func NewExponentialBackOff() BackOff { return nil }

// WithMaxRetries limits.
func WithMaxRetries(b BackOff, max uint64) BackOff { return nil }

// Retry repeats o.
func Retry(o Operation, b BackOff) error { return nil }

// Permanent marks an error.
func Permanent(err error) error { return err }

// Package temporal is a stub of the public API for tests.
package temporal

// NewNonRetryableApplicationError makes an error that ends an activity.
func NewNonRetryableApplicationError(msg, errType string, cause error, details ...any) error {
	return nil
}

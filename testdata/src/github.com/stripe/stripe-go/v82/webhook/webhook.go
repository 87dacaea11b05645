// Package webhook is a stub of the public API for tests.
package webhook

import (
	"time"

	"github.com/stripe/stripe-go/v82"
)

// ConstructEventOptions are options.
type ConstructEventOptions struct {
	Tolerance                time.Duration
	IgnoreTolerance          bool
	IgnoreAPIVersionMismatch bool
}

// ConstructEvent verifies and decodes.
func ConstructEvent(payload []byte, header string, secret string) (stripe.Event, error) {
	return stripe.Event{}, nil
}

// ConstructEventWithTolerance verifies and decodes.
func ConstructEventWithTolerance(payload []byte, header string, secret string, tolerance time.Duration) (stripe.Event, error) {
	return stripe.Event{}, nil
}

// ConstructEventIgnoringTolerance verifies and decodes.
func ConstructEventIgnoringTolerance(payload []byte, header string, secret string) (stripe.Event, error) {
	return stripe.Event{}, nil
}

// ConstructEventWithOptions verifies and decodes.
func ConstructEventWithOptions(payload []byte, header string, secret string, options ConstructEventOptions) (stripe.Event, error) {
	return stripe.Event{}, nil
}

// ValidatePayload verifies.
func ValidatePayload(payload []byte, header string, secret string) error { return nil }

// ValidatePayloadIgnoringTolerance verifies.
func ValidatePayloadIgnoringTolerance(payload []byte, header string, secret string) error { return nil }

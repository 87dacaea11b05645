// Package jws is a stub of the public API for tests.
package jws

// Message is a message.
type Message struct{}

// Payload returns the payload, verified or not.
func (m Message) Payload() []byte { return nil }

// ParseOption is an option.
type ParseOption interface{}

// Parse decodes.
func Parse(src []byte, options ...ParseOption) (*Message, error) { return nil, nil }

// Verify verifies.
func Verify(buf []byte, options ...any) ([]byte, error) { return nil, nil }

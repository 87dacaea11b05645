// Package jwt is a stub of the public API for tests.
package jwt

// Token is a token.
type Token interface{ Subject() (string, bool) }

// ParseOption is an option.
type ParseOption interface{}

// Parse verifies.
func Parse(s []byte, options ...ParseOption) (Token, error) { return nil, nil }

// ParseInsecure does not.
func ParseInsecure(s []byte, options ...ParseOption) (Token, error) { return nil, nil }

// WithVerify switches verification.
func WithVerify(v bool) ParseOption { return nil }

// WithValidate switches validation.
func WithValidate(v bool) ParseOption { return nil }

// Package bcrypt is a stub of the public API for tests.
package bcrypt

// GenerateFromPassword hashes.
func GenerateFromPassword(password []byte, cost int) ([]byte, error) { return nil, nil }

// CompareHashAndPassword compares.
func CompareHashAndPassword(hashedPassword, password []byte) error { return nil }

// Package jose is a stub of the public API for tests.
package jose

// SignatureAlgorithm is an algorithm.
type SignatureAlgorithm string

// JSONWebSignature is a signature.
type JSONWebSignature struct{}

// ParseSigned decodes.
func ParseSigned(signature string, algs []SignatureAlgorithm) (*JSONWebSignature, error) {
	return nil, nil
}

// Verify verifies.
func (s *JSONWebSignature) Verify(key any) ([]byte, error) { return nil, nil }

// UnsafePayloadWithoutVerification does not.
func (s *JSONWebSignature) UnsafePayloadWithoutVerification() []byte { return nil }

// Package sign has verifiers behind an interface.
package sign

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
)

// Verifier checks a message.
type Verifier interface {
	Verify(payload []byte, signature string) error
}

// HMAC is the verifier in use.
type HMAC struct{ Key []byte }

// Verify compares in constant time.
func (v *HMAC) Verify(payload []byte, signature string) error {
	m := hmac.New(sha256.New, v.Key)
	m.Write(payload)
	if !hmac.Equal(m.Sum(nil), []byte(signature)) {
		return errors.New("signature")
	}
	return nil
}

// Form checks that a form is complete: no matter of authenticity.
type Form interface {
	Check(fields []string, name string) error
}

// Required is a Form.
type Required struct{}

// Check looks for a field.
func (Required) Check(fields []string, name string) error {
	for _, f := range fields {
		if f == name {
			return nil
		}
	}
	return errors.New("missing")
}

// Claims say who.
type Claims struct{ User string }

// VerifyClaims reads claims whose signature is right.
func VerifyClaims(key, raw []byte, signature string) (*Claims, error) {
	if err := (&HMAC{key}).Verify(raw, signature); err != nil {
		return nil, err
	}
	return &Claims{string(raw)}, nil
}

// Good says whether the signature is right.
func (v *HMAC) Good(payload []byte, signature string) (bool, error) {
	if signature == "" {
		return false, errors.New("no signature")
	}
	m := hmac.New(sha256.New, v.Key)
	m.Write(payload)
	return hmac.Equal(m.Sum(nil), []byte(signature)), nil
}

// Package sign computes the signatures that its importers compare.
package sign

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// Signer signs with one key.
type Signer struct{ Key []byte }

// Hex returns the signature of body.
func (s *Signer) Hex(body []byte) string {
	m := hmac.New(sha256.New, s.Key)
	m.Write(body)
	return hex.EncodeToString(m.Sum(nil))
}

// Same compares in constant time.
func Same(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

// Package epay speaks protocols that demand a plain hash.
package epay

import (
	"crypto/hmac"
	"crypto/md5"
	"encoding/hex"
)

// Verify checks the signature that the protocol defines as MD5.
func Verify(query, key, sign string) bool {
	sum := md5.Sum([]byte(query + key))
	return hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(sign))
}

// Package names uses the names of the packages that fixes need.
package names

import (
	mac "crypto/hmac"
	"crypto/sha256"
)

func renamed(key, body, sig []byte) bool {
	h := mac.New(sha256.New, key)
	h.Write(body)
	return string(h.Sum(nil)) == string(sig) // want `compared with ==`
}

func shadowed(key, body, sig []byte) bool {
	h := mac.New(sha256.New, key)
	h.Write(body)
	mac := h.Sum(nil)
	return string(mac) == string(sig) // want `compared with ==`
}

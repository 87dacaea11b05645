// Package block has comparisons whose fixes keep an import block sorted.
package block

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"os"
)

var key = newKey()

func newKey() []byte { return sha256.New().Sum(nil) }

func mac(body []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write(body)
	return m.Sum(nil)
}

func text(r *http.Request, body []byte) bool {
	return r.Header.Get("X-Signature") == hex.EncodeToString(mac(body)) // want `compared with ==`
}

func not(r *http.Request, body []byte) bool {
	if sig := r.Header.Get("X-Signature"); sig == "" || sig != hex.EncodeToString(mac(body)) { // want `compared with !=`
		return false
	}
	return true
}

func converted(sig, body []byte) bool {
	return string(sig) == string(mac(body)) // want `compared with ==`
}

func binary(sig, body []byte) bool {
	return bytes.Equal(sig, mac(body)) // want `compared with bytes\.Equal`
}

func token(r *http.Request) bool {
	return r.Header.Get("X-Callback-Token") == os.Getenv("CALLBACK_TOKEN") // want `CALLBACK_TOKEN is compared`
}

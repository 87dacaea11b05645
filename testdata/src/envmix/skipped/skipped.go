// Package skipped leaves checks out by the environment's name.
package skipped

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"net/http"
	"os"
)

var errSignature = errors.New("signature does not match")

type verifier struct {
	env string
	key []byte
}

func (v *verifier) mac(body []byte) []byte {
	m := hmac.New(sha256.New, v.key)
	m.Write(body)
	return m.Sum(nil)
}

func (v *verifier) verify(body, sig []byte) error {
	if v.env != "production" { // want `hmac.Equal is skipped or not by the environment's name; enforce it in all environments alike \[FIN-1\]`
		return nil
	}
	if !hmac.Equal(v.mac(body), sig) {
		return errSignature
	}
	return nil
}

func (v *verifier) inside(body, sig []byte) bool {
	if os.Getenv("APP_ENV") == "production" { // want `hmac.Equal is skipped or not by the environment's name`
		return hmac.Equal(v.mac(body), sig)
	}
	return true
}

func send(req *http.Request, key, env string) {
	if env == "prod" { // want `the idempotency key is skipped or not by the environment's name`
		req.Header.Set("Idempotency-Key", key)
	}
}

// A handler without an effect of its own is no webhook that webhookauth judges.
func (v *verifier) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if os.Getenv("APP_ENV") != "development" { // want `hmac.Equal is skipped or not by the environment's name`
		if err := v.verify([]byte(r.FormValue("data")), []byte(r.Header.Get("X-Signature"))); err != nil {
			http.Error(w, "signature", http.StatusUnauthorized)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// Clean: the environment decides something else, or both sides check.

func (v *verifier) always(body, sig []byte) error {
	key := v.key
	if v.env == "test" {
		key = []byte(os.Getenv("TEST_KEY"))
	}
	m := hmac.New(sha256.New, key)
	m.Write(body)
	if !hmac.Equal(m.Sum(nil), sig) {
		return errSignature
	}
	return nil
}

func (v *verifier) refuses(body, sig []byte) error {
	if v.env == "test" {
		return errors.New("no payments in tests")
	}
	if !hmac.Equal(v.mac(body), sig) {
		return errSignature
	}
	return nil
}

func (v *verifier) both(body, a, b []byte) bool {
	if v.env == "production" {
		return hmac.Equal(v.mac(body), a)
	} else {
		return hmac.Equal(v.mac(body), b)
	}
}

// One condition for both.
func joinedCondition(env string, key, body []byte, sig string) error {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	if !hmac.Equal([]byte(sig), mac.Sum(nil)) && env == "production" { // want `hmac.Equal is skipped or not by the environment's name`
		return errors.New("signature")
	}
	return nil
}

// Only what is said differs.
func detailed(env string, key, body []byte, sig string) error {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	if !hmac.Equal([]byte(sig), mac.Sum(nil)) {
		if env != "production" {
			return errors.New("signature is not that of the body")
		}
		return errors.New("signature")
	}
	return nil
}

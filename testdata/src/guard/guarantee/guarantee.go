// Package guarantee has functions whose success means that a check has
// succeeded, and functions that only look like it.
package guarantee

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
)

var (
	secret  []byte
	token   string
	errSig  = errors.New("bad signature")
	skipSig bool
)

func mac(body []byte) []byte {
	m := hmac.New(sha256.New, secret)
	m.Write(body)
	return m.Sum(nil)
}

func direct(body, sig []byte) bool { // want `guarantees hmac\.Equal when 0:true`
	return hmac.Equal(mac(body), sig)
}

func early(body, sig []byte) error { // want `guarantees hmac\.Equal when 0:nil`
	if len(sig) == 0 {
		return errSig
	}
	if !hmac.Equal(mac(body), sig) {
		return errSig
	}
	return nil
}

func wrapped(body, sig []byte) error { // want `guarantees hmac\.Equal when 0:nil`
	if err := early(body, sig); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	return nil
}

func passed(body, sig []byte) error { // want `guarantees hmac\.Equal when 0:nil`
	return early(body, sig)
}

func number(a, b string) int { // want `guarantees subtle\.ConstantTimeCompare when 0:one`
	return subtle.ConstantTimeCompare([]byte(a), []byte(b))
}

func switched(body, sig []byte) (ok bool) { // want `guarantees hmac\.Equal when 0:true`
	switch {
	case len(body) == 0:
		return false
	case direct(body, sig):
		ok = true
	}
	return ok
}

func named(body, sig []byte) (err error) { // want `guarantees hmac\.Equal when 0:nil`
	defer func() {
		if err != nil {
			err = fmt.Errorf("named: %w", err)
		}
	}()
	if !direct(body, sig) {
		err = errSig
	}
	return err
}

type event struct{ id string }

func parse(body, sig []byte) *event { // want `guarantees hmac\.Equal when 0:non-nil`
	if !direct(body, sig) {
		return nil
	}
	return &event{}
}

func both(body, sig []byte) (bool, error) { // want `guarantees hmac\.Equal when 0:true`
	if len(sig) == 0 {
		return false, errSig
	}
	return direct(body, sig), nil
}

func any2(body, sig []byte) bool { // want `guarantees hmac\.Equal when 0:true`
	return direct(body, sig) || direct(body, sig[1:])
}

func and2(body, sig []byte) bool { // want `guarantees hmac\.Equal when 0:true`
	return len(sig) == 64 && direct(body, sig)
}

func must(body, sig []byte) { // want `guarantees hmac\.Equal when -1:returns`
	if !direct(body, sig) {
		panic("forged")
	}
}

func plain(body []byte, sig string) bool { // want `guarantees comparison of the computed signature when 0:true`
	return hex.EncodeToString(mac(body)) == sig
}

func static(header string) bool { // want `guarantees comparison with the configured secret when 0:true`
	return header == token
}

func open(gcm cipher.AEAD, iv, box []byte) ([]byte, error) { // want `guarantees \(cipher\.AEAD\)\.Open when 1:nil`
	return gcm.Open(nil, iv, box, nil)
}

func openFail(body, sig []byte) error { // want `guarantees hmac\.Equal when 0:nil unless switched off`
	if skipSig {
		return nil
	}
	return early(body, sig)
}

func middleware(next http.Handler) http.Handler { // want `middleware comparison with the configured secret`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Token") != token {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type outcome struct {
	Success bool
	ID      string
}

func verdict(body, sig []byte) (*outcome, error) { // want `guarantees hmac\.Equal when 0:verdict`
	if !direct(body, sig) {
		return &outcome{Success: false}, nil
	}
	return &outcome{Success: true, ID: string(body)}, nil
}

func verdictPassed(body, sig []byte) (*outcome, error) { // want `guarantees hmac\.Equal when 0:verdict`
	return verdict(body, sig)
}

func verdictBranch(body, sig []byte) error { // want `guarantees hmac\.Equal when 0:nil`
	res, err := verdict(body, sig)
	if err != nil || res == nil || !res.Success {
		return errSig
	}
	return nil
}

// --- no guarantee

func verdictAlways(body, sig []byte) (*outcome, error) { // want `always succeeds`
	return &outcome{Success: len(body) > 0}, nil
}

func inverted(body, sig []byte) bool {
	return !direct(body, sig)
}

func either(body, sig []byte, admin bool) bool {
	return admin || direct(body, sig)
}

func ignored(body, sig []byte) error { // want `always succeeds`
	_ = early(body, sig)
	return nil
}

func logged(body, sig []byte) error { // want `always succeeds`
	if err := early(body, sig); err != nil {
		fmt.Println(err)
	}
	return nil
}

func present(body, sig []byte) bool {
	return len(sig) > 0
}

func sameID(a, b string) bool {
	return a == b
}

func never(body, sig []byte) error { // want `always fails`
	return errSig
}

func stub(body, sig []byte) (bool, error) { // want `always succeeds`
	return true, nil
}

func passThrough(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Token") != token {
			fmt.Println("forged")
		}
		next.ServeHTTP(w, r)
	})
}

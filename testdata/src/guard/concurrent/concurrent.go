// Package concurrent is asked about from many goroutines: the functions of
// guarantee again.
package concurrent

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

func direct(body, sig []byte) bool {
	return hmac.Equal(mac(body), sig)
}

func early(body, sig []byte) error {
	if len(sig) == 0 {
		return errSig
	}
	if !hmac.Equal(mac(body), sig) {
		return errSig
	}
	return nil
}

func wrapped(body, sig []byte) error {
	if err := early(body, sig); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	return nil
}

func passed(body, sig []byte) error {
	return early(body, sig)
}

func number(a, b string) int {
	return subtle.ConstantTimeCompare([]byte(a), []byte(b))
}

func switched(body, sig []byte) (ok bool) {
	switch {
	case len(body) == 0:
		return false
	case direct(body, sig):
		ok = true
	}
	return ok
}

func named(body, sig []byte) (err error) {
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

func parse(body, sig []byte) *event {
	if !direct(body, sig) {
		return nil
	}
	return &event{}
}

func both(body, sig []byte) (bool, error) {
	if len(sig) == 0 {
		return false, errSig
	}
	return direct(body, sig), nil
}

func any2(body, sig []byte) bool {
	return direct(body, sig) || direct(body, sig[1:])
}

func and2(body, sig []byte) bool {
	return len(sig) == 64 && direct(body, sig)
}

func must(body, sig []byte) {
	if !direct(body, sig) {
		panic("forged")
	}
}

func plain(body []byte, sig string) bool {
	return hex.EncodeToString(mac(body)) == sig
}

func static(header string) bool {
	return header == token
}

func open(gcm cipher.AEAD, iv, box []byte) ([]byte, error) {
	return gcm.Open(nil, iv, box, nil)
}

func openFail(body, sig []byte) error {
	if skipSig {
		return nil
	}
	return early(body, sig)
}

func middleware(next http.Handler) http.Handler {
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

func verdict(body, sig []byte) (*outcome, error) {
	if !direct(body, sig) {
		return &outcome{Success: false}, nil
	}
	return &outcome{Success: true, ID: string(body)}, nil
}

func verdictPassed(body, sig []byte) (*outcome, error) {
	return verdict(body, sig)
}

func verdictBranch(body, sig []byte) error {
	res, err := verdict(body, sig)
	if err != nil || res == nil || !res.Success {
		return errSig
	}
	return nil
}

// --- no guarantee

func verdictAlways(body, sig []byte) (*outcome, error) {
	return &outcome{Success: len(body) > 0}, nil
}

func inverted(body, sig []byte) bool {
	return !direct(body, sig)
}

func either(body, sig []byte, admin bool) bool {
	return admin || direct(body, sig)
}

func ignored(body, sig []byte) error {
	_ = early(body, sig)
	return nil
}

func logged(body, sig []byte) error {
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

func never(body, sig []byte) error {
	return errSig
}

func stub(body, sig []byte) (bool, error) {
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

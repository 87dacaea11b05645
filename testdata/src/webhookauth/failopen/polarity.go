package failopen

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
)

type options struct {
	HooksEnabled bool
	SkipCheck    bool
}

type gate struct {
	payments Payments
	key      []byte
	aead     cipher.AEAD
	options  options
	sealed   string
}

func (g *gate) check(body []byte, sig string) bool {
	m := hmac.New(sha256.New, g.key)
	m.Write(body)
	return hmac.Equal(m.Sum(nil), []byte(sig))
}

func (g *gate) apply(body []byte) {
	var m struct{ Order, Status string }
	if json.Unmarshal(body, &m) == nil {
		_ = g.payments.Apply(m.Order, m.Status)
	}
}

// A feature that is not enabled refuses everything.
func (g *gate) enabledWebhook(w http.ResponseWriter, r *http.Request) {
	if !g.options.HooksEnabled {
		http.Error(w, "disabled", http.StatusNotFound)
		return
	}
	body, _ := io.ReadAll(r.Body)
	if !g.check(body, r.Header.Get("X-Signature")) {
		log.Print("forged")
		http.Error(w, "signature", http.StatusForbidden)
		return
	}
	g.apply(body)
}

// A check that can be skipped lets everything in.
func (g *gate) skippedWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if !g.options.SkipCheck && !g.check(body, r.Header.Get("X-Signature")) { // want `the authenticity check is skipped when a setting switches it off`
		log.Print("forged")
		http.Error(w, "signature", http.StatusForbidden)
		return
	}
	g.apply(body)
}

// verified says that a message is right, or that nobody may send any.
func (g *gate) verified(body []byte, sig string) error {
	if !g.options.HooksEnabled {
		return errors.New("disabled")
	}
	if !g.check(body, sig) {
		return errors.New("signature")
	}
	return nil
}

// GetSecret opens a stored setting, which may be missing.
func (g *gate) GetSecret(nonce []byte) (string, error) {
	if g.sealed == "" {
		return "", nil
	}
	plain, err := g.aead.Open(nil, nonce, []byte(g.sealed), nil)
	return string(plain), err
}

// Package failopen has checks that a setting, or the sender, can skip.
package failopen

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/stripe/stripe-go/v82/webhook"
)

// Payments applies what providers say.
type Payments interface {
	Apply(id, status string) error
}

type config struct {
	WebhookSecret string
	Debug         bool
	Env           string
	VerifyHooks   bool
}

type handler struct {
	payments Payments
	cfg      config
	verifier Verifier
}

// Verifier checks messages.
type Verifier interface {
	VerifySignature(body []byte, sig string) error
}

type message struct {
	ID, Status string
}

func sign(body []byte, secret string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

func (h *handler) emptySecretWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if h.cfg.WebhookSecret != "" { // want `the authenticity check is skipped when the secret is empty, and emptySecretWebhook goes on to .*; refuse to start without the secret`
		if !hmac.Equal([]byte(sign(body, h.cfg.WebhookSecret)), []byte(r.Header.Get("X-Signature"))) {
			http.Error(w, "bad signature", http.StatusUnauthorized)
			return
		}
	}
	var m message
	_ = json.Unmarshal(body, &m)
	h.payments.Apply(m.ID, m.Status)
}

func (h *handler) debugWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if !hmac.Equal([]byte(sign(body, h.cfg.WebhookSecret)), []byte(r.Header.Get("X-Signature"))) && !h.cfg.Debug { // want `the authenticity check is skipped when a setting switches it off`
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var m message
	_ = json.Unmarshal(body, &m)
	h.payments.Apply(m.ID, m.Status)
}

func (h *handler) environmentWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if os.Getenv("APP_ENV") == "production" { // want `the authenticity check is skipped when the environment says so`
		if err := webhook.ValidatePayload(body, r.Header.Get("Stripe-Signature"), h.cfg.WebhookSecret); err != nil {
			http.Error(w, "bad signature", http.StatusUnauthorized)
			return
		}
	}
	var m message
	_ = json.Unmarshal(body, &m)
	h.payments.Apply(m.ID, m.Status)
}

// The sender decides whether to be checked.
func (h *handler) optionalSignatureWebhook(w http.ResponseWriter, r *http.Request) {
	var payload map[string]any
	body, _ := io.ReadAll(r.Body)
	_ = json.Unmarshal(body, &payload)
	if sig, ok := payload["signature_key"].(string); ok && sig != "" { // want `the authenticity check is skipped when no signature is sent`
		if !hmac.Equal([]byte(sig), []byte(sign(body, h.cfg.WebhookSecret))) {
			http.Error(w, "bad signature", http.StatusUnauthorized)
			return
		}
	}
	id, _ := payload["order_id"].(string)
	status, _ := payload["status"].(string)
	h.payments.Apply(id, status)
}

func (h *handler) nilVerifierWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if h.verifier != nil { // want `the authenticity check is skipped when verifier is not set`
		if err := h.verifier.VerifySignature(body, r.Header.Get("X-Signature")); err != nil {
			http.Error(w, "bad signature", http.StatusUnauthorized)
			return
		}
	}
	var m message
	_ = json.Unmarshal(body, &m)
	h.payments.Apply(m.ID, m.Status)
}

// The helper succeeds without a secret; its caller is not reported again.
func (h *handler) check(body []byte, sig string) error {
	if h.cfg.WebhookSecret == "" { // want `the authenticity check is skipped when the secret is empty, and check reports success`
		log.Print("no secret configured")
		return nil
	}
	if !hmac.Equal([]byte(sign(body, h.cfg.WebhookSecret)), []byte(sig)) {
		return errors.New("bad signature")
	}
	return nil
}

func (h *handler) helperWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := h.check(body, r.Header.Get("X-Signature")); err != nil {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var m message
	_ = json.Unmarshal(body, &m)
	h.payments.Apply(m.ID, m.Status)
}

// --- what is fine

// An empty secret refuses everything.
func (h *handler) closedWebhook(w http.ResponseWriter, r *http.Request) {
	if h.cfg.WebhookSecret == "" {
		http.Error(w, "not configured", http.StatusServiceUnavailable)
		return
	}
	body, _ := io.ReadAll(r.Body)
	sig := r.Header.Get("X-Signature")
	if sig == "" {
		http.Error(w, "no signature", http.StatusUnauthorized)
		return
	}
	if !hmac.Equal([]byte(sign(body, h.cfg.WebhookSecret)), []byte(sig)) {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var m message
	_ = json.Unmarshal(body, &m)
	h.payments.Apply(m.ID, m.Status)
}

func (h *handler) strict(body []byte, sig string) error {
	if h.cfg.WebhookSecret == "" {
		return errors.New("no secret configured")
	}
	if !hmac.Equal([]byte(sign(body, h.cfg.WebhookSecret)), []byte(sig)) {
		return errors.New("bad signature")
	}
	return nil
}

func (h *handler) strictWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := h.strict(body, r.Header.Get("X-Signature")); err != nil {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var m message
	_ = json.Unmarshal(body, &m)
	h.payments.Apply(m.ID, m.Status)
}

// The debug switch only adds a log line.
func (h *handler) verboseWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if h.cfg.Debug {
		log.Print("webhook received")
	}
	if err := webhook.ValidatePayload(body, r.Header.Get("Stripe-Signature"), h.cfg.WebhookSecret); err != nil {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var m message
	_ = json.Unmarshal(body, &m)
	h.payments.Apply(m.ID, m.Status)
}

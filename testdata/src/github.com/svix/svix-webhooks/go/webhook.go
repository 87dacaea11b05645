// Package svix is a stub of the public API for tests.
package svix

import "net/http"

// Webhook verifies.
type Webhook struct{}

// NewWebhook returns a verifier.
func NewWebhook(secret string) (*Webhook, error) { return &Webhook{}, nil }

// Verify verifies.
func (w *Webhook) Verify(payload []byte, headers http.Header) error { return nil }

// VerifyIgnoringTimestamp verifies the signature only.
func (w *Webhook) VerifyIgnoringTimestamp(payload []byte, headers http.Header) error { return nil }

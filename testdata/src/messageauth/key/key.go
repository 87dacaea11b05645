// Package key takes keys from places where they may be missing.
package key

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"log"
	"os"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/webhook"
)

func empty(body, sig []byte) bool {
	m := hmac.New(sha256.New, []byte("")) // want `key of hmac\.New is empty.*\[COM-4\]`
	m.Write(body)
	return hmac.Equal(m.Sum(nil), sig)
}

const noSecret = ""

func emptyConst(body []byte, header string) (stripe.Event, error) {
	return webhook.ConstructEvent(body, header, noSecret) // want `key of webhook\.ConstructEvent is empty`
}

func unset(body, sig []byte) bool {
	m := hmac.New(sha256.New, nil) // want `key of hmac\.New is empty`
	m.Write(body)
	return hmac.Equal(m.Sum(nil), sig)
}

func environment(body []byte, header string) (stripe.Event, error) {
	return webhook.ConstructEvent(body, header, os.Getenv("STRIPE_WEBHOOK_SECRET")) // want `STRIPE_WEBHOOK_SECRET may be empty`
}

func variable(body, sig []byte) bool {
	secret := os.Getenv("HOOK_SECRET")
	m := hmac.New(sha256.New, []byte(secret)) // want `HOOK_SECRET may be empty`
	m.Write(body)
	return hmac.Equal(m.Sum(nil), sig)
}

type loose struct{ secret string }

func newLoose() *loose { return &loose{secret: os.Getenv("LOOSE_SECRET")} }

func (l *loose) event(body []byte, header string) (stripe.Event, error) {
	return webhook.ConstructEvent(body, header, l.secret) // want `LOOSE_SECRET may be empty`
}

// Guarded, one way or another.

func guarded(body []byte, header string) (stripe.Event, error) {
	secret := os.Getenv("STRIPE_WEBHOOK_SECRET_2")
	if secret == "" {
		return stripe.Event{}, errors.New("no webhook secret")
	}
	return webhook.ConstructEvent(body, header, secret)
}

type strict struct{ secret string }

func newStrict() (*strict, error) {
	s := &strict{secret: os.Getenv("STRICT_SECRET")}
	if len(s.secret) < 16 {
		return nil, errors.New("webhook secret is too short")
	}
	return s, nil
}

func (s *strict) event(body []byte, header string) (stripe.Event, error) {
	return webhook.ConstructEvent(body, header, s.secret)
}

func mustEnv(name string) string {
	v := os.Getenv(name)
	if v == "" {
		log.Fatalf("%s is not set", name)
	}
	return v
}

func must(body []byte, header string) (stripe.Event, error) {
	return webhook.ConstructEvent(body, header, mustEnv("MUST_SECRET"))
}

func lookup(body []byte, header string) (stripe.Event, error) {
	secret, ok := os.LookupEnv("LOOKED_UP")
	if !ok || secret == "" {
		return stripe.Event{}, errors.New("no webhook secret")
	}
	return webhook.ConstructEvent(body, header, secret)
}

// Origin unknown.
func parameter(body []byte, header, secret string) (stripe.Event, error) {
	return webhook.ConstructEvent(body, header, secret)
}

// An outgoing signature with an empty key is refused by the other side.
func initialized(body []byte, header string) (stripe.Event, error) {
	secret := ""
	if s := os.Getenv("PRIMARY"); s != "" {
		secret = s
	} else {
		return stripe.Event{}, errors.New("no secret")
	}
	return webhook.ConstructEvent(body, header, secret)
}

func emptySlice(body, sig []byte) bool {
	m := hmac.New(sha256.New, []byte{}) // want `key of hmac\.New is empty`
	m.Write(body)
	return hmac.Equal(m.Sum(nil), sig)
}

func neverSet(body []byte, header string) (stripe.Event, error) {
	var secret string
	return webhook.ConstructEvent(body, header, secret) // want `key of webhook\.ConstructEvent is empty`
}

func database(db *sql.DB, body []byte, header string) (stripe.Event, error) {
	var secret string
	if err := db.QueryRow("SELECT secret FROM gateways WHERE name = 'stripe'").Scan(&secret); err != nil {
		return stripe.Event{}, err
	}
	return webhook.ConstructEvent(body, header, secret) // want `secret may be empty`
}

func databaseGuarded(db *sql.DB, body []byte, header string) (stripe.Event, error) {
	var secret string
	if err := db.QueryRow("SELECT secret FROM gateways WHERE name = 'stripe'").Scan(&secret); err != nil {
		return stripe.Event{}, err
	}
	if secret == "" {
		return stripe.Event{}, errors.New("no webhook secret")
	}
	return webhook.ConstructEvent(body, header, secret)
}

type fileConfig struct {
	WebhookSecret string `json:"webhook_secret"`
}

func file(body []byte, header string) (stripe.Event, error) {
	data, err := os.ReadFile("config.json")
	if err != nil {
		return stripe.Event{}, err
	}
	var cfg fileConfig
	if err := json.Unmarshal(data, &cfg); err != nil {
		return stripe.Event{}, err
	}
	return webhook.ConstructEvent(body, header, cfg.WebhookSecret) // want `WebhookSecret may be empty`
}

func keyFile(body, sig []byte) (bool, error) {
	key, err := os.ReadFile("hook.key")
	if err != nil {
		return false, err
	}
	m := hmac.New(sha256.New, key)
	m.Write(body)
	return hmac.Equal(m.Sum(nil), sig), nil
}

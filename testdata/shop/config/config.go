// Package config reads the settings of the shop from the environment.
package config

import (
	"errors"
	"fmt"
	"net/url"
)

// Config is everything that differs between installations.
type Config struct {
	// Env is the name of the environment: local, staging or production.
	Env string
	// Addr is what the service listens on; a proxy in front of it ends TLS.
	Addr string
	// PublicURL is where customers reach the service.
	PublicURL string
	// DatabaseDSN is MySQL's; empty keeps orders in memory.
	DatabaseDSN string
	// AdminToken is what staff tools authenticate with.
	AdminToken string

	Stripe     Stripe
	Bank       Bank
	Settlement Settlement
}

// Stripe is the card provider.
type Stripe struct {
	SecretKey     string
	WebhookSecret string
	// APIBase is empty outside tests: the SDK knows its host.
	APIBase string
}

// Bank is the account-to-account provider.
type Bank struct {
	BaseURL       string
	APIKey        string
	SigningSecret string
	// CAFile holds the bank's own root certificate; empty means the system's.
	CAFile string
}

// Partner is one of the partners whose systems we call.
type Partner struct {
	BaseURL string
	// SkipVerify and MinTLS are for partners' test systems.
	SkipVerify bool
	MinTLS     string
}

// Settlement is where the daily file goes.
type Settlement struct {
	Host           string
	User           string
	KeyFile        string
	KnownHostsFile string
}

// Load reads the settings with getenv, usually os.Getenv.
func Load(getenv func(string) string) (Config, error) {
	c := Config{
		Env:         getenv("SHOP_ENV"),
		Addr:        or(getenv("SHOP_ADDR"), "127.0.0.1:8080"),
		PublicURL:   or(getenv("SHOP_PUBLIC_URL"), "http://localhost:8080"),
		DatabaseDSN: getenv("SHOP_DATABASE_DSN"),
		AdminToken:  getenv("SHOP_ADMIN_TOKEN"),
		Stripe: Stripe{
			SecretKey:     getenv("SHOP_STRIPE_SECRET_KEY"),
			WebhookSecret: getenv("SHOP_STRIPE_WEBHOOK_SECRET"),
			APIBase:       getenv("SHOP_STRIPE_API_BASE"),
		},
		Bank: Bank{
			BaseURL:       getenv("SHOP_BANK_URL"),
			APIKey:        getenv("SHOP_BANK_API_KEY"),
			SigningSecret: getenv("SHOP_BANK_SIGNING_SECRET"),
			CAFile:        getenv("SHOP_BANK_CA_FILE"),
		},
		Settlement: Settlement{
			Host:           getenv("SHOP_SETTLEMENT_HOST"),
			User:           getenv("SHOP_SETTLEMENT_USER"),
			KeyFile:        getenv("SHOP_SETTLEMENT_KEY_FILE"),
			KnownHostsFile: getenv("SHOP_SETTLEMENT_KNOWN_HOSTS"),
		},
	}
	return c, c.validate()
}

// validate refuses settings the service must not start with. An empty webhook
// secret would make every forged event verify.
func (c Config) validate() error {
	var errs []error
	for _, need := range []struct{ name, value string }{
		{"SHOP_ENV", c.Env},
		{"SHOP_ADMIN_TOKEN", c.AdminToken},
		{"SHOP_STRIPE_SECRET_KEY", c.Stripe.SecretKey},
		{"SHOP_STRIPE_WEBHOOK_SECRET", c.Stripe.WebhookSecret},
		{"SHOP_BANK_URL", c.Bank.BaseURL},
		{"SHOP_BANK_API_KEY", c.Bank.APIKey},
		{"SHOP_BANK_SIGNING_SECRET", c.Bank.SigningSecret},
	} {
		if need.value == "" {
			errs = append(errs, fmt.Errorf("%s is not set", need.name))
		}
	}
	if u, err := url.Parse(c.Bank.BaseURL); err != nil || u.Scheme != "https" {
		errs = append(errs, errors.New("SHOP_BANK_URL must be an https URL"))
	}
	return errors.Join(errs...)
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}

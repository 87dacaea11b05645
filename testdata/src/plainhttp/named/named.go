// Package named binds URLs to names that say base URL.
package named

import (
	"errors"
	"strings"
)

// Config is used by code that is not here.
type Config struct {
	BaseURL    string
	Endpoint   string
	ReturnURL  string
	HomePage   string
	Namespace  string
	XMLNS      string
	SOAPAction string
}

func field() Config {
	return Config{
		BaseURL:  "http://gateway.acquirer.io/v1", // want `base URL of gateway.acquirer.io has no TLS; use https:// \[COM-1\]`
		Endpoint: "http://refunds.acquirer.io",    // want `base URL of refunds.acquirer.io has no TLS`
	}
}

func assigned(c *Config) {
	c.BaseURL = "http://gateway.acquirer.io" // want `base URL of gateway.acquirer.io has no TLS`
}

func NewClient(baseURL, key string) *Config { return &Config{BaseURL: baseURL} }

func argument(key string) *Config {
	return NewClient("http://gateway.acquirer.io", key) // want `base URL of gateway.acquirer.io has no TLS`
}

func socket() Config {
	return Config{Endpoint: "ws://stream.acquirer.io"} // want `base URL of stream.acquirer.io has no TLS; use wss://`
}

func private() Config {
	return Config{BaseURL: "http://192.168.7.3:8443"} // want `base URL of 192.168.7.3 has no TLS`
}

func clean() []Config {
	return []Config{
		{BaseURL: "https://gateway.acquirer.io"},
		{BaseURL: "http://localhost:8080", Endpoint: "http://ledger:9000"},
		{ReturnURL: "http://localhost:3000/return"},
		{HomePage: "http://www.acquirer.io"},
		{Namespace: "http://schemas.acquirer.io/pay", XMLNS: "http://www.w3.org/2001/XMLSchema", SOAPAction: "http://acquirer.io/Pay"},
		{BaseURL: "http://example.com"},
	}
}

// Settings come from the environment.
type Settings struct {
	GatewayURL  string `envconfig:"GATEWAY_URL" default:"http://gw.acquirer.io/v1"` // want `base URL of gw.acquirer.io has no TLS`
	APIEndpoint string `env:"API_ENDPOINT" envDefault:"http://10.1.2.3:8080"`       // want `base URL of 10.1.2.3 has no TLS`
	HealthURL   string `envconfig:"HEALTH_URL" default:"http://health.acquirer.io"`
	ServiceURL  string `default:"http://localhost:8080" example:"http://api.acquirer.io"`
	BackendURL  string `default:"https://api.acquirer.io"`
	CallbackURL string `default:"http://shop.io/callback"`
}

// Texts about URLs, and URLs that others open.

func linked(c *Config) {
	c.HomePage = "http://www.acquirer.io"
	c.ReturnURL = "http://shop.io/return"
}

func upgraded(c *Config) {
	c.BaseURL = strings.Replace(c.BaseURL, "http://gateway.acquirer.io", "https://gateway.acquirer.io", 1)
}

func checked(c Config) error {
	if strings.HasPrefix(c.BaseURL, "http://") && c.BaseURL != "http://gateway.acquirer.io/health" {
		return errors.New("base URL: want https://, not http://gateway.acquirer.io")
	}
	return nil
}

func sidecar(c *Config) {
	c.BaseURL = "http://127.0.0.1:15001"
	c.Endpoint = "http://ledger.payments.svc.cluster.local:8080"
}

func tunnel(c *Config) { c.BaseURL = "http://[::1]:9000/gateway.acquirer.io" }

// Package chosen picks the environment, or only speaks of it.
package chosen

import (
	"fmt"
	"net/http"
	"strings"
)

var hosts = map[string]string{
	"sandbox":    "https://sandbox.dlocal.com",
	"production": "https://api.dlocal.com",
}

var onlySandbox = map[string]string{"test": "https://secure-test.worldpay.com"}

const (
	sandboxURL    = "https://connect.squareupsandbox.com"
	productionURL = "https://connect.squareup.com"
)

func base(production bool) string {
	if production {
		return productionURL
	}
	return sandboxURL
}

func byName(env string) string {
	switch env {
	case "test":
		return "https://apitest.cybersource.com"
	}
	return ""
}

func early(env, live string) string {
	if env == "production" {
		return live
	}
	return "https://api-demo.airwallex.com"
}

// NewSandboxClient is for the sandbox, as its caller knows.
func NewSandboxClient() string { return "https://sandboxapi.rapyd.net" }

// TestURL is exported for callers that choose.
const TestURL = "https://api.test.paysafe.com"

func isSandbox(url string) bool {
	return strings.Contains(url, "sandbox.plaid.com") || url == "https://sandbox.plaid.com"
}

type field struct{ Name, Example string }

var help = field{Name: "url", Example: "https://api-sandbox.gocardless.com"}

func say() { fmt.Printf("docs: %s\n", "https://api-sandbox.dwolla.com") }

// Not a provider.
const elsewhere = "https://sandbox.example.com"

func other() string { return elsewhere }

// An address that callers get, next to the other one.
func wiseSandbox() string { return "https://api.sandbox.transferwise.tech" }

func wise(live bool) string {
	if live {
		return "https://api.wise.com"
	}
	return wiseSandbox()
}

// Both addresses in one function.
func plaid(live bool) (*http.Response, error) {
	if live {
		return http.Get("https://production.plaid.com/accounts")
	}
	return http.Get("https://sandbox.plaid.com/accounts")
}

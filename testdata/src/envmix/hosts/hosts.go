// Package hosts uses sandbox hosts and keys whatever the environment.
package hosts

import (
	"fmt"
	"net/http"
	"os"
)

func direct() (*http.Response, error) {
	return http.Get("https://api.sandbox.midtrans.com/v2/order/status") // want `the sandbox host api.sandbox.midtrans.com is used whatever the environment; take it from the configuration of the environment \[OPS-6, FIN-5\]`
}

const baseURL = "https://api-m.sandbox.paypal.com" // want `the sandbox host api-m.sandbox.paypal.com is used whatever the environment`

func capture(id string) (*http.Request, error) {
	return http.NewRequest("POST", baseURL+"/v2/checkout/orders/"+id+"/capture", nil)
}

type client struct{ base, key string }

func newClient() *client {
	return &client{base: "https://checkout-test.adyen.com/v71"} // want `the sandbox host checkout-test.adyen.com is used whatever`
}

type config struct{ BaseURL string }

func withDefault(cfg config) *client {
	base := cfg.BaseURL
	if base == "" {
		base = "https://api.sandbox.checkout.com" // want `the sandbox host api.sandbox.checkout.com is used when nothing else is configured, in production too`
	}
	return &client{base: base}
}

func getEnv(key, def string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return def
}

var fromEnv = getEnv("KLARNA_URL", "https://api.playground.klarna.com") // want `the sandbox host api.playground.klarna.com is used when nothing else is configured`

func use() { fmt.Println(fromEnv) }

func keyed() *client {
	return &client{key: "@stripe-secret-test@"} // want `the Stripe test secret key .k_t… is used whatever the environment; take the key from the configuration`
}

const testSecretKey = "@random24@"

func (c *client) load(conf map[string]string) {
	if k := conf["secretKey"]; k != "" {
		c.key = k
	} else {
		c.key = testSecretKey // want `the test credential testSecretKey is used when nothing else is configured, in production too`
	}
}

// That another function knows the production host chooses nothing here.
func quote() (*http.Response, error) {
	return http.Get("https://api.sandbox.volt.io/quotes") // want `the sandbox host api.sandbox.volt.io is used whatever the environment`
}

func pay() (*http.Response, error) { return http.Get("https://api.volt.io/payments") }

// A table does not help who does not use it.
var dwolla = map[string]string{
	"production": "https://api.dwolla.com",
	"sandbox":    "https://api-sandbox.dwolla.com",
}

func transfer(id string) (*http.Response, error) {
	return http.Get("https://api-sandbox.dwolla.com/transfers/" + id) // want `the sandbox host api-sandbox.dwolla.com is used whatever the environment`
}

func transferOf(env, id string) (*http.Response, error) {
	return http.Get(dwolla[env] + "/payments/v1/transfers/" + id)
}

// The function for the sandbox.
func sandboxTransfer(id string) (*http.Response, error) {
	return http.Get("https://api-sandbox.dwolla.com/transfers/" + id)
}

// The package level client is for production, and one function replaces it.
var wise = &client{base: "https://api.wise.com"}

func useWiseSandbox() { wise.base = "https://api.sandbox.transferwise.tech" }

// A base URL that a caller may have set.
type plaid struct{ Base string }

func newPlaid(live bool) *plaid {
	p := &plaid{Base: "https://sandbox.plaid.com"}
	if live {
		p.Base = "https://production.plaid.com"
	}
	return p
}

// settings come from the environment.
type settings struct {
	RapydURL   string `env:"RAPYD_URL" envDefault:"https://sandboxapi.rapyd.net"` // want `the sandbox host sandboxapi.rapyd.net is used when nothing else is configured`
	SandboxURL string `env:"RAPYD_SANDBOX_URL" envDefault:"https://sandboxapi.rapyd.net"`
	LiveURL    string `env:"RAPYD_LIVE_URL" envDefault:"https://api.rapyd.net"`
	EbanxURL   string `env:"EBANX_URL" example:"https://sandbox.ebanxpay.com"`
}

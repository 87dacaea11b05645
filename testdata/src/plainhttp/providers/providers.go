// Package providers names payment providers' hosts.
package providers

import (
	"net/http"
	"net/url"
	"strings"
)

var hosts = []string{
	"http://api.stripe.com", // want `payment provider's URL http://api.stripe.com has no TLS; use https:// \[COM-1\]`
	"https://api.stripe.com",
}

const paypal = "http://api-m.paypal.com/v2/checkout/orders" // want `payment provider's URL http://api-m.paypal.com has no TLS`

const midtransHost = "api.midtrans.com"

func midtrans() string {
	return "http://" + midtransHost + "/v2/charge" // want `payment provider's URL http://api.midtrans.com has no TLS`
}

func adyen(paths map[string]string) {
	paths["checkout"] = "http://checkout-test.adyen.com/v71" // want `payment provider's URL http://checkout-test.adyen.com has no TLS`
}

func documentation() string { return "see https://docs.stripe.com/api and http://stripe.com/docs" }

func refuses(u string) bool { return strings.HasPrefix(u, "http://api.stripe.com") }

func compared(u string) bool { return u == "http://api.stripe.com" }

func address() *url.URL {
	return &url.URL{
		Scheme: "http", // want `payment provider's URL http://api.stripe.com has no TLS`
		Host:   "api.stripe.com:80",
		Path:   "/v1/charges",
	}
}

func secureAddress() []url.URL {
	return []url.URL{{Scheme: "https", Host: "api.stripe.com"}, {Scheme: "http", Host: "localhost"}, {Host: "api.stripe.com"}}
}

// A constant is reported where it is declared, not where it is continued.
func continued() (*http.Response, error) {
	const base = "http://api.checkout.com" // want `payment provider's URL http://api.checkout.com has no TLS`
	return http.Get(base + "/payments")
}

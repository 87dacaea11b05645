// Package words looks like payments, and is none; and the other way round.
package words

import (
	"net/http"
	"strings"
)

func body() *strings.Reader { return strings.NewReader(`{"a": 1}`) }

func lookAlikes() {
	http.Post("https://api.example.com/v1/devices/recharge", "", body())
	http.Post("https://api.example.com/chargers/battery-charge", "", body())
	http.Post("https://api.example.com/screen-capture", "", body())
	http.Post("https://api.example.com/file-transfer", "", body())
	http.Post("https://api.example.com/git/checkout-branch", "", body())
	http.Post("https://api.example.com/payload", "", body())
	http.Post("https://api.example.com/repayload", "", body())
	http.Post("https://api.example.com/articles", "", body())
	http.Post("https://hooks.slack.com/services/payments", "", body())
	http.Post("https://api.telegram.org/bot1/sendInvoice", "", body())
}

func notWrites() {
	http.Post("https://api.example.com/payments/oauth/token", "", body())
	http.Post("https://api.example.com/payments/login", "", body())
	http.Post("https://api.example.com/payments/search", "", body())
	http.Post("https://api.example.com/payments/query", "", body())
	http.Post("https://api.example.com/payments/1/status", "", body())
	http.Post("https://api.example.com/payments/webhooks", "", body())
	http.Post("https://api.example.com/pay/orderquery", "", body())
	http.Post("https://api.example.com/invoices/validate", "", body())
	http.Post("https://api.stripe.com/v1/webhook_endpoints", "", body())
}

func getPaymentStatus() {
	http.Post("https://api.example.com/gateway", "", body())
}

func payments() {
	http.Post("https://api.example.com/v1/payment-intents", "", body())        // want `is sent without`
	http.Post("https://api.example.com/api/orders", "", body())                // want `is sent without`
	http.Post("https://api.example.com/wallets/1/withdrawals", "", body())     // want `is sent without`
	http.Post("https://api.example.com/v1/subscriptions", "", body())          // want `is sent without`
	http.Post("https://api.example.com/createChargeback", "", body())          // want `is sent without`
	http.Post("https://api.stripe.com/v1/customers", "", body())               // want `is sent without`
	http.Post("https://payments.example.com/v1/charges/1/capture", "", body()) // want `is sent without`
	http.Post("http://localhost:8080/transfers", "application/json", body())   // want `is sent without`
}

// The function's name says it, the address does not.
func chargeCard(url string) {
	address := strings.TrimSpace(gateway)
	http.Post(address, "", body()) // want `is sent without`
}

var gateway = lookup("GATEWAY")

func lookup(name string) string { return name }

func ping() {
	http.Post(gateway, "", body())
}

func patches(client *http.Client) {
	req, _ := http.NewRequest(http.MethodPatch, "https://api.example.com/orders/1/notes", body())
	client.Do(req) // want `the PATCH to /orders/1/notes is sent without an idempotency key`
	req, _ = http.NewRequest(http.MethodPost, "https://api.example.com/orders/1/notes", body())
	client.Do(req)
	req, _ = http.NewRequest(http.MethodPatch, "https://api.example.com/products/1", body())
	client.Do(req)
}

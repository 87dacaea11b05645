package liveuse

import (
	"net/http"
	"testing"
)

const live = "@stripe-secret-live@" // want `a Stripe live secret key \(.k_l…\) is in test code; use a key of the sandbox, and revoke this one \[OPS-6, OPS-7\]`

const sandbox = "@stripe-secret-test@"

func TestCharge(t *testing.T) {
	resp, err := http.Post("https://api.checkout.com/payments", "application/json", nil) // want `test code sends a request to the production host api.checkout.com`
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	resp, err = http.Get("https://api.sandbox.checkout.com/payments")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if base := "https://api.checkout.com"; base == "" {
		t.Fatal(base)
	}
}

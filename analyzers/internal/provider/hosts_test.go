package provider

import (
	"strings"
	"testing"
)

func TestHostOf(t *testing.T) {
	tests := []struct {
		host string
		want Host
		ok   bool
	}{
		{"api.stripe.com", Host{"stripe", KeyDecides}, true},
		{"API.Stripe.com:443", Host{"stripe", KeyDecides}, true},
		{"api-m.sandbox.paypal.com", Host{"paypal", Sandbox}, true},
		{"api-m.paypal.com", Host{"paypal", Production}, true},
		{"checkout-test.adyen.com", Host{"adyen", Sandbox}, true},
		{"1797a841fbb37ca7-shop-checkout-live.adyenpayments.com", Host{"adyen", Production}, true},
		{"management-test.adyen.com", Host{"adyen", Sandbox}, true},
		{"spg.qly.site1.sibs.pt", Host{"sibs", Sandbox}, true},
		{"other.qly.site2.sibs.pt", Host{"sibs", Sandbox}, true},
		{"api.sibspayments.com", Host{"sibs", Production}, true},
		{"sis-t.redsys.es:25443", Host{"redsys", Sandbox}, true},
		// Look-alikes: sites for people, other companies, a provider's name in
		// somebody else's domain.
		{"docs.stripe.com", Host{}, false},
		{"dashboard.stripe.com", Host{}, false},
		{"stripe.com", Host{}, false},
		{"www.paypal.com", Host{}, false},
		{"stripe.com.evil.example", Host{}, false},
		{"notstripe.com", Host{}, false},
		{"api.notstripe.com", Host{}, false},
		{"sandbox.example.com", Host{}, false},
		{"", Host{}, false},
		{"localhost", Host{}, false},
	}
	for _, tt := range tests {
		if got, ok := HostOf(tt.host); got != tt.want || ok != tt.ok {
			t.Errorf("HostOf(%q) = %v, %v, want %v, %v", tt.host, got, ok, tt.want, tt.ok)
		}
	}
}

func TestHostInURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://api.stripe.com/v1/charges":    "api.stripe.com",
		"https://API.stripe.com:443?x=1":       "api.stripe.com",
		"postgres://u:p@db.internal:5432/shop": "db.internal",
		"http://[::1]:8080/":                   "::1",
		"https://api.mollie.com/%s/{id}":       "api.mollie.com",
		"not a url":                            "",
		"see https://api.stripe.com":           "",
		"/v1/charges":                          "",
	} {
		if got := HostInURL(in); got != want {
			t.Errorf("HostInURL(%q) = %q, want %q", in, got, want)
		}
	}
	if h, ok := HostOfURL("https://api.sandbox.midtrans.com/v2/charge"); !ok || h.Env != Sandbox {
		t.Errorf("sandbox URL: %v, %v", h, ok)
	}
}

func TestConfiguredHosts(t *testing.T) {
	h := NewHosts([]string{"Pay.Example.com", "*.acquirer.example"}, []string{"api.stripe.com", "*.adyen.com"})
	for host, want := range map[string]bool{
		"pay.example.com": true, "eu.acquirer.example": true, "acquirer.example": false,
		"api.stripe.com": false, "pal-test.adyen.com": false, "api.mollie.com": true,
	} {
		if _, ok := h.Of(host); ok != want {
			t.Errorf("configured table: Of(%q) = %v, want %v", host, ok, want)
		}
	}
	var none *Hosts
	if _, ok := none.Of("api.stripe.com"); !ok {
		t.Error("a nil table is the built-in one")
	}
}

// TestHostTable refuses a host in two rows or two environments, and one that
// its own row's domain would call the other environment.
func TestHostTable(t *testing.T) {
	seen := make(map[string]string)
	for _, r := range hostRows {
		for _, h := range strings.Fields(r.sandbox + " " + r.production + " " + r.both) {
			if seen[h] != "" {
				t.Errorf("%s is in the rows of %s and %s", h, seen[h], r.name)
			}
			seen[h] = r.name
			if Normalize(h) != h || IsLocalHost(h) || IsNonPaymentHost(h) {
				t.Errorf("%s cannot be a provider's host", h)
			}
		}
		if r.sandbox+r.production != "" && r.both != "" {
			t.Errorf("%s: a host serves both environments or one", r.name)
		}
	}
}

func TestReachOf(t *testing.T) {
	for host, want := range map[string]Reach{
		"localhost": Loopback, "localhost:8080": Loopback, "127.0.0.1": Loopback, "127.8.9.1:80": Loopback,
		"[::1]:80": Loopback, "0.0.0.0": Loopback, "app.localhost": Loopback,
		"redis": Local, "payments.svc": Local, "payments.shop.svc.cluster.local": Local, "printer.local": Local,
		"api.test": Local, "vault.internal": Local, "host.docker.internal": Local, "": Local,
		"10.0.0.5": Private, "192.168.1.10:9000": Private, "172.16.0.1": Private, "169.254.169.254": Private,
		"fd00::1": Private, "100.64.1.1": Private,
		"example.com": Documentation, "api.example.org": Documentation, "shop.example": Documentation,
		"192.0.2.7": Documentation, "[2001:db8::1]": Documentation, "api.yourdomain.com": Documentation,
		"your-app.herokuapp.com": Documentation,
		// Look-alikes.
		"localhost.evil.com": Public, "example.com.evil.io": Public, "myexample.com": Public, "test.com": Public,
		"172.32.0.1": Public, "8.8.8.8": Public, "local.shop.com": Public, "mystore.io": Public,
	} {
		if got := ReachOf(host); got != want {
			t.Errorf("ReachOf(%q) = %d, want %d", host, got, want)
		}
	}
	if IsLocalHost("10.0.0.1") {
		t.Error("a private address is not local")
	}
}

func TestIsNonPaymentHost(t *testing.T) {
	for host, want := range map[string]bool{
		"hooks.slack.com": true, "o1.ingest.sentry.io": true, "api.telegram.org": true,
		"api.stripe.com": false, "slack.com.evil.example": false, "notslack.com": false, "": false,
	} {
		if got := IsNonPaymentHost(host); got != want {
			t.Errorf("IsNonPaymentHost(%q) = %v", host, got)
		}
	}
}

func TestIdempotencyNames(t *testing.T) {
	for _, m := range mechanisms {
		for _, h := range m.Headers {
			if !IsIdempotencyHeader(h) {
				t.Errorf("%s: header %s is not recognised", m.Provider, h)
			}
		}
		for _, f := range m.Fields {
			if !IsIdempotencyFieldOf(m.Provider, f) {
				t.Errorf("%s: field %s is not recognised", m.Provider, f)
			}
		}
	}
	for _, h := range []string{"X-Request-Id", "Content-Type", "X-Idempotent-Replayed", "Authorization", "PayPal-Debug-Id"} {
		if IsIdempotencyHeader(h) {
			t.Errorf("%s is no idempotency header", h)
		}
	}
	if !MayBeIdempotencyHeader("X-Request-Id") {
		t.Error("X-Request-Id may be one")
	}
	for name, want := range map[string]bool{
		"IdempotencyKey": true, "idempotency_key": true, "OutTradeNo": true, "request_id": true, "tx_ref": true,
		"order_id": false, "receipt": false, "preference": false, "ReferenceURL": false, "id": false,
	} {
		if got := IsIdempotencyField(name); got != want {
			t.Errorf("IsIdempotencyField(%q) = %v", name, got)
		}
	}
	if !IsIdempotencyFieldOf("midtrans", "OrderID") || IsIdempotencyFieldOf("stripe", "OrderID") {
		t.Error("order_id is a key for Midtrans and none for Stripe")
	}
}

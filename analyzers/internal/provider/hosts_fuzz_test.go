package provider_test

import (
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/provider"
)

func FuzzHosts(f *testing.F) {
	for _, s := range []string{
		"https://api.stripe.com/v1", "HTTP://user:pw@API.Stripe.COM.:443/x?y#z", "wss://[::1%25eth0]:80", "http://%s.example.com/%d",
		"a://b://c", "https://", "://x", "https://1.2.3.4.5", "https://0x7f.1", "*.example.com", "localhost.", "..", "host:port:port", "\xff://\x00",
	} {
		f.Add(s)
	}
	custom := provider.NewHosts([]string{"*.pay.example", "gateway.internal"}, []string{"api.stripe.com"})
	f.Fuzz(func(t *testing.T, text string) {
		host := provider.HostInURL(text)
		if host != "" && !strings.Contains(text, "://") {
			t.Fatalf("host %q in %q", host, text)
		}
		if h, ok := provider.HostOfURL(text); ok && h.Provider == "" {
			t.Fatalf("%q belongs to nobody", text)
		}
		normal := provider.Normalize(text)
		provider.HostOf(normal)
		provider.ReachOf(text)
		provider.IsLocalHost(text)
		provider.IsNonPaymentHost(text)
		if _, ok := custom.Of("api.stripe.com"); ok {
			t.Fatal("a removed host is there")
		}
		custom.Of(text)
		added := provider.NewHosts([]string{text}, nil)
		added.Of(text)
	})
}

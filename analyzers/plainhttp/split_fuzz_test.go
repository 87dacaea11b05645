package plainhttp

import (
	"strings"
	"testing"
)

func FuzzSplit(f *testing.F) {
	for _, s := range []string{
		"http://api.example.com/x", "WS://u:p@h:80?q", "http://%s/v1", "http://%[1]s:%d", " http://x", "http://[::1]:80/", "https://x", "http:", "http://\xff@\xff:",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		scheme, host, ok := split(text)
		if ok != (scheme != "") || !ok && host != "" {
			t.Fatalf("scheme %q, host %q, %v of %q", scheme, host, ok, text)
		}
		if strings.ContainsAny(host, "/?#@") {
			t.Fatalf("host %q of %q", host, text)
		}
		hostOnly(text)
	})
}

package plainhttp

import (
	"testing"

	"github.com/paylint/paylint/analyzers/internal/checktest"
	"github.com/paylint/paylint/analyzers/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func TestPlainHTTP(t *testing.T) {
	analysistest.Run(t, checktest.Dir(t), New(&config.Config{}),
		"plainhttp/sent",
		"plainhttp/named",
		"plainhttp/providers",
		"plainhttp/cross/api",
		"plainhttp/cross/app",
	)
}

func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, checktest.Dir(t), New(&config.Config{}), "plainhttp/fix")
}

func TestConfiguredHosts(t *testing.T) {
	cfg := &config.Config{}
	cfg.Hosts.Add = []string{"pay.bank.io"}
	analysistest.Run(t, checktest.Dir(t), New(cfg), "plainhttp/hosts")
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		text, scheme, host string
		ok                 bool
	}{
		{"http://a.io/x", "http", "a.io", true},
		{"HTTP://a.io", "http", "a.io", true},
		{"ws://a.io:80/x", "ws", "a.io", true},
		{"http://user@a.io/", "http", "a.io", true},
		{"http://%s:%d/x", "http", "", true},
		{"http://%s.a.io/x", "http", "x.a.io", true},
		{"http://", "http", "", true},
		{"http://[::1]:80/", "http", "[::1]:80", true},
		{"https://a.io", "", "", false},
		{"see http://a.io", "", "", false},
		{"httpx://a.io", "", "", false},
		{"", "", "", false},
	} {
		scheme, host, ok := split(c.text)
		if scheme != c.scheme || host != c.host || ok != c.ok {
			t.Errorf("split(%q) = %q, %q, %v", c.text, scheme, host, ok)
		}
	}
}

func TestEvidence(t *testing.T) {
	checktest.Evidence(t, New(&config.Config{}), "plainhttp/evidence",
		"evidence.go:6 COM-1 requests to gateway.acquirer.io use TLS",
	)
}

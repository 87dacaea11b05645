package plainhttp

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func testdata(t testing.TB) string {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestPlainHTTP(t *testing.T) {
	analysistest.Run(t, testdata(t), New(&config.Config{}),
		"plainhttp/sent",
		"plainhttp/named",
		"plainhttp/providers",
		"plainhttp/cross/api",
		"plainhttp/cross/app",
	)
}

func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), New(&config.Config{}), "plainhttp/fix")
}

func TestConfiguredHosts(t *testing.T) {
	cfg := &config.Config{}
	cfg.Hosts.Add = []string{"pay.bank.io"}
	analysistest.Run(t, testdata(t), New(cfg), "plainhttp/hosts")
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

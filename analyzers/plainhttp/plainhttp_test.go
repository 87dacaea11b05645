package plainhttp

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/report"
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

// evidence returns the evidence of a package as "file:line text".
func evidence(t *testing.T, pkg string) []string {
	t.Helper()
	var out []string
	for _, res := range analysistest.Run(t, testdata(t), New(&config.Config{}), pkg) {
		for _, e := range res.Result.(*report.Result).Evidence {
			p := res.Action.Package.Fset.Position(e.Pos)
			out = append(out, fmt.Sprintf("%s:%d %s %s", filepath.Base(p.Filename), p.Line, strings.Join(e.Controls, ","), e.Text))
		}
	}
	slices.Sort(out)
	return out
}

func TestEvidence(t *testing.T) {
	got := evidence(t, "plainhttp/evidence")
	want := []string{
		"evidence.go:6 COM-1 requests to gateway.acquirer.io use TLS",
	}
	if !slices.Equal(got, want) {
		t.Errorf("evidence:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

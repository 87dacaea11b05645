package idempotency

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

func TestIdempotency(t *testing.T) {
	analysistest.Run(t, testdata(t), New(&config.Config{}),
		"idempotency/nethttp",
		"idempotency/providers",
		"idempotency/clients",
		"idempotency/sdk",
		"idempotency/helpers/gateway",
		"idempotency/helpers/shop",
		"idempotency/keys",
		"idempotency/bodies",
		"idempotency/words",
		"idempotency/defaults",
		"idempotency/graphql",
		"idempotency/mollie",
	)
}

func TestScopeAll(t *testing.T) {
	a := New(&config.Config{})
	if err := a.Flags.Set("scope", "all"); err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, testdata(t), a, "idempotency/scope")
	if err := a.Flags.Set("scope", "some"); err == nil {
		t.Error("an unknown scope is accepted")
	}
}

func TestConfiguredWords(t *testing.T) {
	cfg := &config.Config{
		Payment: config.Words{Add: []string{"tribute"}, Remove: []string{"donation"}},
		Hosts:   config.Words{Add: []string{"psp.example.net"}},
	}
	analysistest.Run(t, testdata(t), New(cfg), "idempotency/configured")
}

func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), New(&config.Config{}), "idempotency/fix")
}

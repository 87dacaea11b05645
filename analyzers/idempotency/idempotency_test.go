package idempotency

import (
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
		"idempotency/options",
		"idempotency/builder/fluent",
		"idempotency/builder/shop",
		"idempotency/described/rest",
		"idempotency/ledger",
		"idempotency/remote",
		"idempotency/described/shop",
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

func TestTrace(t *testing.T) {
	const want = "the key is made by uuid.NewString; backoff.Retry repeats it; the request is sent by (http.Client).Do"
	var got []string
	for _, res := range analysistest.Run(t, testdata(t), New(&config.Config{}), "idempotency/keys") {
		for _, f := range res.Result.(*report.Result).Findings {
			var steps []string
			for _, s := range f.Trace {
				steps = append(steps, s.Message)
			}
			got = append(got, strings.Join(steps, "; "))
		}
	}
	if !slices.Contains(got, want) {
		t.Errorf("no finding has the steps %q; have\n%s", want, strings.Join(got, "\n"))
	}
}

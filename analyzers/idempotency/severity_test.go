package idempotency

import (
	"testing"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/report"
	"golang.org/x/tools/go/analysis/analysistest"
)

// TestSeverity checks that a reference of which nobody knows whether the
// provider keeps it unique makes a warning of a missing key.
func TestSeverity(t *testing.T) {
	for pkg, want := range map[string]catalog.Severity{
		"idempotency/reference/sure":   catalog.Error,
		"idempotency/reference/unsure": catalog.Warning,
	} {
		for _, res := range analysistest.Run(t, testdata(t), New(&config.Config{}), pkg) {
			for _, f := range res.Result.(*report.Result).Findings {
				if f.Severity != want {
					t.Errorf("%s: %s: %s, want %s", pkg, f.Message, f.Severity, want)
				}
			}
		}
	}
}

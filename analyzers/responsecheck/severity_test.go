package responsecheck

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/report"
	"golang.org/x/tools/go/analysis/analysistest"
)

// TestSeverity checks that a body that has to say that all went well makes a
// warning of a status that is not looked at.
func TestSeverity(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for pkg, want := range map[string]catalog.Severity{
		"responsecheck/verdict/sure":   catalog.Error,
		"responsecheck/verdict/unsure": catalog.Warning,
	} {
		for _, res := range analysistest.Run(t, dir, New(&config.Config{}), pkg) {
			for _, f := range res.Result.(*report.Result).Findings {
				if f.Severity != want {
					t.Errorf("%s: %s: %s, want %s", pkg, f.Message, f.Severity, want)
				}
			}
		}
	}
}

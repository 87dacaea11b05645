package tlsversion

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

func TestTLSVersion(t *testing.T) {
	analysistest.Run(t, testdata(t), New(&config.Config{}),
		"tlsversion/old",
		"tlsversion/configurable",
		"tlsversion/ciphers",
		"tlsversion/cross/tlsutil",
		"tlsversion/cross/app",
	)
}

func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), New(&config.Config{}), "tlsversion/fix")
}

// The module's go line and //go:debug directives decide what an unset
// MinVersion means.
func TestDefaults(t *testing.T) {
	for _, module := range []string{"go117", "go121", "go122", "debug"} {
		t.Run(module, func(t *testing.T) {
			analysistest.Run(t, filepath.Join(testdata(t), "golines", module), New(&config.Config{}), ".")
		})
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
	got := evidence(t, "tlsversion/evidence")
	want := []string{
		"evidence.go:12 COM-1 TLS 1.2 or newer is required by MinVersion",
		"evidence.go:7 COM-1 TLS 1.2 or newer is required by MinVersion",
	}
	if !slices.Equal(got, want) {
		t.Errorf("evidence:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

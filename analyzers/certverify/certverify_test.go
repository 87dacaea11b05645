package certverify

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

func TestCertverify(t *testing.T) {
	analysistest.Run(t, testdata(t), New(&config.Config{}),
		"certverify/skipverify",
		"certverify/configurable",
		"certverify/verifier",
		"certverify/hostkey",
		"certverify/grpcinsecure",
		"certverify/dsn",
		"certverify/switches",
		"certverify/cross/tlsutil",
		"certverify/cross/app",
		"certverify/preset/conf",
		"certverify/preset/client",
	)
}

func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), New(&config.Config{}), "certverify/fix")
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
	got := evidence(t, "certverify/evidence")
	want := []string{
		"evidence.go:12 COM-2 certificates are verified against RootCAs",
		"evidence.go:16 COM-2 the connection authenticates itself with Certificates",
		"evidence.go:23 COM-2 client certificates are verified against ClientCAs",
		"evidence.go:30 COM-2 VerifyConnection verifies the certificate",
	}
	if !slices.Equal(got, want) {
		t.Errorf("evidence:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

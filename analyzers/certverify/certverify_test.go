package certverify

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
	)
}

func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), New(&config.Config{}), "certverify/fix")
}

package untrustedstate

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

func TestUntrustedstate(t *testing.T) {
	analysistest.Run(t, testdata(t), New(&config.Config{}),
		"untrustedstate/pages", "untrustedstate/state", "untrustedstate/lookalike", "untrustedstate/commands",
		"untrustedstate/foreign/handlers", "untrustedstate/foreign/router")
}

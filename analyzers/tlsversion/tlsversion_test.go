package tlsversion

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

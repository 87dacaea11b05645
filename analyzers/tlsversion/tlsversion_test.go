package tlsversion

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/checktest"
	"github.com/paylint/paylint/analyzers/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func TestTLSVersion(t *testing.T) {
	analysistest.Run(t, checktest.Dir(t), New(&config.Config{}),
		"tlsversion/old",
		"tlsversion/configurable",
		"tlsversion/ciphers",
		"tlsversion/cross/tlsutil",
		"tlsversion/cross/app",
	)
}

func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, checktest.Dir(t), New(&config.Config{}), "tlsversion/fix")
}

// The module's go line and //go:debug directives decide what an unset
// MinVersion means.
func TestDefaults(t *testing.T) {
	for _, module := range []string{"go117", "go121", "go122", "debug"} {
		t.Run(module, func(t *testing.T) {
			analysistest.Run(t, filepath.Join(checktest.Dir(t), "golines", module), New(&config.Config{}), ".")
		})
	}
}

func TestEvidence(t *testing.T) {
	checktest.Evidence(t, New(&config.Config{}), "tlsversion/evidence",
		"evidence.go:12 COM-1 TLS 1.2 or newer is required by MinVersion",
		"evidence.go:7 COM-1 TLS 1.2 or newer is required by MinVersion",
	)
}

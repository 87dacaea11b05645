package certverify

import (
	"testing"

	"github.com/paylint/paylint/analyzers/internal/checktest"
	"github.com/paylint/paylint/analyzers/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func TestCertverify(t *testing.T) {
	analysistest.Run(t, checktest.Dir(t), New(&config.Config{}),
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
	analysistest.RunWithSuggestedFixes(t, checktest.Dir(t), New(&config.Config{}), "certverify/fix")
}

func TestEvidence(t *testing.T) {
	checktest.Evidence(t, New(&config.Config{}), "certverify/evidence",
		"evidence.go:12 COM-2 certificates are verified against RootCAs",
		"evidence.go:16 COM-2 the connection authenticates itself with Certificates",
		"evidence.go:23 COM-2 client certificates are verified against ClientCAs",
		"evidence.go:30 COM-2 VerifyConnection verifies the certificate",
	)
}

package webhookauth

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

func TestWebhookauth(t *testing.T) {
	for _, pkg := range []string{
		"frameworks", "shapes", "failopen", "middleware", "encrypted", "quality",
		"layers/repo", "layers/service", "layers/handler",
	} {
		t.Run(pkg, func(t *testing.T) {
			analysistest.Run(t, testdata(t), New(&config.Config{}), "webhookauth/"+pkg)
		})
	}
}

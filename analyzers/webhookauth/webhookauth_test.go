package webhookauth

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/messageauth"
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
	analysistest.Run(t, testdata(t), New(&config.Config{}),
		"webhookauth/frameworks", "webhookauth/shapes", "webhookauth/failopen", "webhookauth/middleware",
		"webhookauth/encrypted", "webhookauth/quality",
		"webhookauth/layers/repo", "webhookauth/layers/service", "webhookauth/layers/handler",
		"webhookauth/adapters", "webhookauth/correlated", "webhookauth/foreign/handlers", "webhookauth/foreign/router",
	)
}

// A webhook accepted with an empty secret (GHSA-xff3-5c9p-2mr4, reduced): the
// key is messageauth's, the handler looks verified to webhookauth.
func TestEmptySecret(t *testing.T) {
	pkgs := []string{"webhookauth/emptysecret/setting", "webhookauth/emptysecret/vulnerable", "webhookauth/emptysecret/fixed"}
	analysistest.Run(t, testdata(t), messageauth.New(&config.Config{}), pkgs...)
	analysistest.Run(t, testdata(t), New(&config.Config{}), "webhookauth/emptysecret/fixed")
}

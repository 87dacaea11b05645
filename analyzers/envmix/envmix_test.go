package envmix_test

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/envmix"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/provider/providertest"
	"golang.org/x/tools/go/analysis/analysistest"
)

func TestEnvMix(t *testing.T) {
	// Generated secrets and card numbers stand in place of the markers.
	dir := t.TempDir()
	if err := providertest.ExpandDir("../../testdata/src", filepath.Join(dir, "src")); err != nil {
		t.Fatal(err)
	}
	var pkgs []string
	for _, p := range []string{"hosts", "chosen", "sdk", "sdkchosen", "liveuse", "pan", "orders", "skipped", "examples/pay"} {
		pkgs = append(pkgs, "envmix/"+p)
	}
	analysistest.Run(t, dir, envmix.New(&config.Config{}), pkgs...)
}

package hardcodedsecret_test

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/hardcodedsecret"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/provider/providertest"
	"golang.org/x/tools/go/analysis/analysistest"
)

// expanded returns a copy of the test data in which generated secrets stand in
// place of the markers.
func expanded(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := providertest.ExpandDir("../../testdata/src", filepath.Join(dir, "src")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestHardcodedSecret(t *testing.T) {
	var pkgs []string
	for _, p := range []string{"format", "key", "credential", "compared", "fallback", "named", "clean", "embed", "intest", "cross", "swagdocs"} {
		pkgs = append(pkgs, "hardcodedsecret/"+p)
	}
	analysistest.Run(t, expanded(t), hardcodedsecret.New(&config.Config{}), pkgs...)
}

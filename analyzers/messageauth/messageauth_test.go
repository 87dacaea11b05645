package messageauth

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func testdata(t *testing.T) string {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func Test(t *testing.T) {
	var pkgs []string
	for _, pkg := range []string{"compare", "wrapped", "results", "noop", "weak", "weak/epay", "key", "token", "replay", "reencoded", "frameworks", "implemented/sign", "implemented"} {
		pkgs = append(pkgs, "messageauth/"+pkg)
	}
	analysistest.Run(t, testdata(t), New(&config.Config{}), pkgs...)
}

// The fixed files are compared with golden files and compiled.
func TestFixes(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), New(&config.Config{}), "messageauth/fix/block", "messageauth/fix/single", "messageauth/fix/joint", "messageauth/fix/names")
}

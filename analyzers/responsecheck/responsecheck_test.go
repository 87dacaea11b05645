package responsecheck

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var pkgs []string
	for _, pkg := range []string{"status", "helpers", "helpers/api", "errs", "outcome", "look", "numbers", "unseen"} {
		pkgs = append(pkgs, "responsecheck/"+pkg)
	}
	analysistest.Run(t, dir, New(&config.Config{}), pkgs...)
}

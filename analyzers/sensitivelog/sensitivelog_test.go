package sensitivelog_test

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/sensitivelog"
	"golang.org/x/tools/go/analysis/analysistest"
)

func Test(t *testing.T) {
	for _, pkg := range []string{"loggers", "flow", "wrap", "structs", "redact", "errtext", "response", "dump", "history", "helpers", "parser"} {
		t.Run(pkg, func(t *testing.T) {
			dir, err := filepath.Abs("../../testdata")
			if err != nil {
				t.Fatal(err)
			}
			analysistest.Run(t, dir, sensitivelog.New(&config.Config{}), "sensitivelog/"+pkg)
		})
	}
}

// Package checktest has what the tests of several checks share.
package checktest

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/report"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// Dir returns the absolute path of the repository's testdata, for the test of a
// package in analyzers/.
func Dir(t testing.TB) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// Evidence compares the evidence that a check finds in a package with want:
// "file:line controls text", sorted.
func Evidence(t *testing.T, check *analysis.Analyzer, pkg string, want ...string) {
	t.Helper()
	var got []string
	for _, res := range analysistest.Run(t, Dir(t), check, pkg) {
		for _, e := range res.Result.(*report.Result).Evidence {
			p := res.Action.Package.Fset.Position(e.Pos)
			got = append(got, fmt.Sprintf("%s:%d %s %s", filepath.Base(p.Filename), p.Line, strings.Join(e.Controls, ","), e.Text))
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("evidence:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

package analyzers

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/analysis"
)

// WithoutFlow returns what stands for the result of the value-flow engine in a
// package variant of which only literals in test files are reported: an engine
// that knows nothing. ok is false for analyzers that have to be run.
//
// Building SSA of every package a second time, with its tests, would double the
// cost of a run.
func WithoutFlow(a *analysis.Analyzer, pass *analysis.Pass) (result any, ok bool) {
	if a != ssaflow.Analyzer || NamesProvider(pass.Files) {
		return nil, false
	}
	return ssaflow.Without(pass), true
}

// NamesProvider reports whether a string literal in the files is a URL of a
// payment provider: then value flow tells whether requests go there.
func NamesProvider(files []*ast.File) bool {
	found := false
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || found || lit.Kind != token.STRING || !strings.Contains(lit.Value, "://") {
				return !found
			}
			if s, err := strconv.Unquote(lit.Value); err == nil {
				_, found = provider.HostOfURL(s)
			}
			return !found
		})
	}
	return found
}

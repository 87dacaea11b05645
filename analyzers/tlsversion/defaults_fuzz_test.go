package tlsversion

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// The go line of go.mod and //go:debug directives, whatever stands in them.
func FuzzDefaults(f *testing.F) {
	f.Add("1.17", "tls10server=1")
	f.Add("1.26.3", "default=go1.21")
	f.Add("go1.22rc1", "default=go1.99999999999999999999")
	f.Add("", "tls10server")
	f.Add("1", "=")
	f.Add("1.x", "default=\x00")
	f.Fuzz(func(t *testing.T, version, directive string) {
		if strings.ContainsAny(directive, "\n\r") {
			return
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "a.go", "//go:debug "+directive+"\n\npackage main\n", parser.ParseComments)
		if err != nil {
			return
		}
		c := &checker{pass: &analysis.Pass{
			Fset: fset, Files: []*ast.File{file}, Pkg: types.NewPackage("main", "main"), Module: &analysis.Module{Path: "m", GoVersion: version},
		}}
		d := c.defaultsOf()
		if d.clients != "" && d.servers == "" && !strings.Contains(directive, "tls10server") {
			t.Fatalf("clients are old because of %s, servers are not", d.clients)
		}
		if strings.HasPrefix(version, "1.26") && strings.TrimSpace(directive) == "" && d != (oldDefaults{}) {
			t.Fatalf("go %s has old defaults: %+v", version, d)
		}
	})
}

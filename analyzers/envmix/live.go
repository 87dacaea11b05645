package envmix

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/types/typeutil"
)

// liveKey reports live keys in test code.
func (c *checker) liveKey(l *literal.Literal) {
	if len(l.Value) < 14 {
		return
	}
	for _, m := range provider.FindSecrets(l.Value, "") {
		if m.Class == provider.Live {
			c.add("live-in-test", "", l.Expr, fmt.Sprintf("a %s (%s) is in test code; use a key of the sandbox, and revoke this one", m.What, provider.Masked(l.Value[m.Start:m.End])))
			return
		}
	}
}

// requests reports requests from tests to a production host.
func (c *checker) requests() {
	for _, u := range c.flow.Sinks(symbols.URL) {
		if !c.inTest(u.Instr.Pos()) || c.fakes(u.Instr.Pos()) {
			continue
		}
		for _, o := range c.flow.Origins(u.Value, ssaflow.Query{At: u.Instr, Path: u.Path}) {
			text, ok := o.StringConst()
			if !ok {
				continue
			}
			h, ok := c.hostOf(text)
			if !ok || h.Env != provider.Production {
				continue
			}
			at := c.flow.Expr(u)
			if at == nil {
				continue
			}
			// The test must say so itself: what a client under test defaults to
			// is often replaced by an option further on.
			if l := c.lits.Resolve(at); l != nil && l.Value == text && c.inTest(l.Pos()) {
				c.add("live-in-test", "", l.Expr, fmt.Sprintf("test code sends a request to the production host %s; send it to the sandbox or to an httptest server", provider.HostInURL(text)))
			}
		}
	}
}

// fakes reports whether the file replaces the network: then a production URL is
// only a name.
func (c *checker) fakes(pos token.Pos) bool {
	for _, f := range c.pass.Files {
		if f.FileStart > pos || pos > f.FileEnd {
			continue
		}
		for _, i := range f.Imports {
			switch p := strings.Trim(i.Path.Value, `"`); {
			case strings.Contains(p, "httpmock"), strings.Contains(p, "gock"), strings.Contains(p, "vcr"), strings.Contains(p, "mockhttp"):
				return true
			}
		}
		found := c.usesHTTPTest(f, pos)
		ast.Inspect(f, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && (id.Name == "RoundTrip" || id.Name == "DefaultTransport" || strings.Contains(strings.ToLower(id.Name), "roundtripper") || strings.Contains(strings.ToLower(id.Name), "roundtripfunc")) {
				found = true
			}
			return !found
		})
		return found
	}
	return false
}

// usesHTTPTest reports whether a request from pos may go to a server of
// net/http/httptest: always, if the file imports it, unless pos is in a function
// that neither mentions it nor is handed anything but the *testing.T.
func (c *checker) usesHTTPTest(f *ast.File, pos token.Pos) bool {
	if !slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == `"net/http/httptest"` }) {
		return false
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || pos < fn.Pos() || pos > fn.End() {
			continue
		}
		if fn.Recv != nil || !strings.HasPrefix(fn.Name.Name, "Test") || fn.Body == nil {
			return true
		}
		fakes := false
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				fakes = fakes || n.Name == "httptest"
			case *ast.CallExpr:
				// A helper of the package may start the server.
				if callee, ok := typeutil.Callee(c.pass.TypesInfo, n).(*types.Func); ok {
					fakes = fakes || callee.Pkg() != nil && c.lits.OwnPackage(callee.Pkg())
				}
			}
			return !fakes
		})
		return fakes
	}
	return true
}

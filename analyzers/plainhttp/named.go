package plainhttp

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/symbols"
)

// constText returns the constant string that e is.
func (c *checker) constText(e ast.Expr) (string, bool) {
	tv := c.pass.TypesInfo.Types[e]
	if tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

// providers reports every constant URL of a payment provider without TLS, save
// where it is only compared with.
func (c *checker) providers() {
	nodes := []ast.Node{(*ast.File)(nil), (*ast.BasicLit)(nil), (*ast.BinaryExpr)(nil), (*ast.CompositeLit)(nil)}
	c.insp.WithStack(nodes, func(n ast.Node, push bool, stack []ast.Node) bool {
		if !push {
			return true
		}
		switch n := n.(type) {
		case *ast.File:
			return c.r.Visible(n.Package)
		case *ast.CompositeLit:
			c.providerStruct(n)
		case ast.Expr:
			if text, ok := c.constText(n); ok && !c.continues(n) {
				c.provider(n, text, stack)
				return false // parts of a constant are not looked at again
			}
		}
		return true
	})
}

// continues reports whether a constant text begins with a constant of the module,
// which is looked at where it is declared.
func (c *checker) continues(e ast.Expr) bool {
	for {
		b, ok := e.(*ast.BinaryExpr)
		if !ok {
			break
		}
		e = ast.Unparen(b.X)
	}
	if sel, ok := e.(*ast.SelectorExpr); ok {
		e = sel.Sel
	}
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	k, ok := c.pass.TypesInfo.ObjectOf(id).(*types.Const)
	return ok && k.Pkg() != nil && (k.Pkg() == c.pass.Pkg || c.fl.Own(symbols.RefOf(k.Pkg().Path(), k.Name())))
}

// providerStruct looks at url.URL{Scheme: "http", Host: "api.stripe.com"}.
func (c *checker) providerStruct(lit *ast.CompositeLit) {
	if ref := symbols.TypeRef(c.pass.TypesInfo.TypeOf(lit)); !ref.Is("net/url", "URL") {
		return
	}
	fields := make(map[string]ast.Expr)
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				fields[id.Name] = kv.Value
			}
		}
	}
	if fields["Scheme"] == nil || fields["Host"] == nil {
		return
	}
	scheme, _ := c.constText(fields["Scheme"])
	host, ok := c.constText(fields["Host"])
	if !ok || scheme != "http" && scheme != "ws" {
		return
	}
	if _, known := c.hosts.Of(hostOnly(host)); known {
		c.providerURL(fields["Scheme"], scheme, hostOnly(host))
	}
}

func (c *checker) provider(e ast.Expr, text string, parents []ast.Node) {
	if len(text) > 2048 {
		return
	}
	scheme, host, ok := split(text)
	if !ok || host == "" {
		return
	}
	if _, known := c.hosts.Of(host); !known {
		return
	}
	if !c.compared(parents) {
		c.providerURL(e, scheme, host)
	}
}

// providerURL reports a URL, whatever it is used for.
func (c *checker) providerURL(e ast.Expr, scheme, host string) {
	pos, end := e.Pos(), e.End()
	at := leftmost(e)
	c.at[pos], c.at[at.Pos()] = true, true
	c.r.Report(report.Finding{
		Category: "provider-url", Pos: pos, End: end,
		Message: "payment provider's URL " + scheme + "://" + provider.Normalize(host) + " has no TLS; use " + scheme + "s://",
		Fixes:   fix(at),
	})
}

func leftmost(e ast.Expr) ast.Expr {
	for {
		b, ok := ast.Unparen(e).(*ast.BinaryExpr)
		if !ok {
			return ast.Unparen(e)
		}
		e = b.X
	}
}

// compared reports whether the last of parents is only compared with: it is an
// operand of == or !=, a case, or what a text is searched for.
func (c *checker) compared(parents []ast.Node) bool {
	if len(parents) < 2 {
		return false
	}
	e := parents[len(parents)-1]
	switch p := parents[len(parents)-2].(type) {
	case *ast.BinaryExpr:
		return p.Op == token.EQL || p.Op == token.NEQ
	case *ast.CaseClause, *ast.IndexExpr:
		return true
	case *ast.CallExpr:
		sel, ok := ast.Unparen(p.Fun).(*ast.SelectorExpr)
		if !ok {
			return false
		}
		fn, _ := c.pass.TypesInfo.ObjectOf(sel.Sel).(*types.Func)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "strings" && fn.Pkg().Path() != "bytes" {
			return false
		}
		return len(p.Args) > 1 && p.Args[1] == e
	}
	return false
}

// named reports constants that are bound to a name that says base URL: a field
// of a literal, an assigned field, an argument, a default in a struct tag.
func (c *checker) named() {
	nodes := []ast.Node{(*ast.File)(nil), (*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil), (*ast.CallExpr)(nil), (*ast.StructType)(nil)}
	c.insp.Nodes(nodes, func(n ast.Node, push bool) bool {
		if !push {
			return true
		}
		switch n := n.(type) {
		case *ast.File:
			return c.r.Visible(n.Package)
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok {
				if v, isVar := c.pass.TypesInfo.ObjectOf(id).(*types.Var); isVar && v.IsField() {
					c.bound(id.Name, n.Value)
				}
			}
		case *ast.AssignStmt:
			if len(n.Lhs) != len(n.Rhs) {
				return true
			}
			for i, l := range n.Lhs {
				if sel, ok := ast.Unparen(l).(*ast.SelectorExpr); ok {
					c.bound(sel.Sel.Name, n.Rhs[i])
				}
			}
		case *ast.CallExpr:
			c.arguments(n)
		case *ast.StructType:
			for _, f := range n.Fields.List {
				c.tag(f)
			}
		}
		return true
	})
}

// tag looks at the defaults that struct tags give to fields.
func (c *checker) tag(f *ast.Field) {
	if f.Tag == nil {
		return
	}
	text, err := strconv.Unquote(f.Tag.Value)
	if err != nil {
		return
	}
	for _, key := range []string{"default", "envDefault", "env-default"} {
		value, ok := reflect.StructTag(text).Lookup(key)
		if !ok {
			continue
		}
		for _, name := range f.Names {
			if scheme, host, ok := split(value); ok && c.isBase(name.Name, host) {
				c.base(f.Tag, scheme, host)
			}
		}
	}
}

func (c *checker) arguments(call *ast.CallExpr) {
	sig, ok := c.pass.TypesInfo.TypeOf(call.Fun).(*types.Signature)
	if !ok {
		return
	}
	for i, a := range call.Args {
		if i < sig.Params().Len() && !(sig.Variadic() && i >= sig.Params().Len()-1) {
			c.bound(sig.Params().At(i).Name(), a)
		}
	}
}

// baseName is what base URLs are called, in lower case without separators.
var baseName = regexp.MustCompile(`^(.*(base|api|server|service|gateway|backend|upstream|provider|root|host|prod|production|live)(url|uri|endpoint|address)|.*endpoint|.*(url|uri)base|api_?base|.*apihost|.*endpointurl)$`)

// notBase are words of names that hold URLs nobody sends requests to.
var notBase = regexp.MustCompile(`callback|return|redirect|success|cancel|notify|notification|webhook|proxy|namespace|schema|public|front|docs?url|issuer|static|cdn|asset|image`)

// isBase reports whether a name says base URL, and the host is one that needs
// TLS.
func (c *checker) isBase(name, host string) bool {
	name = strings.ToLower(strings.ReplaceAll(name, "_", ""))
	return host != "" && baseName.MatchString(name) && !notBase.MatchString(name) && c.far(host)
}

// bound judges one constant that is bound to a name.
func (c *checker) bound(name string, value ast.Expr) {
	if call, ok := ast.Unparen(value).(*ast.CallExpr); ok && len(call.Args) == 1 {
		value = call.Args[0] // stripe.String("…"), a conversion
	}
	e := leftmost(value)
	text, ok := c.constText(value)
	if !ok {
		text, ok = c.constText(e)
	}
	if !ok {
		return
	}
	scheme, host, ok := split(text)
	if !ok || !c.isBase(name, host) {
		return
	}
	if tv := c.pass.TypesInfo.Types[e]; tv.Value != nil {
		if next := c.fl.ConstExpr(e, tv.Value); next != e {
			e = leftmost(next)
		}
	}
	c.base(e, scheme, host)
}

// base reports a base URL.
func (c *checker) base(e ast.Expr, scheme, host string) {
	if c.at[e.Pos()] {
		return
	}
	c.at[e.Pos()] = true
	f := report.Finding{
		Category: "plain-url", Pos: e.Pos(), End: e.End(),
		Message: "base URL of " + provider.Normalize(host) + " has no TLS; use " + scheme + "s://",
		Fixes:   fix(e),
	}
	if provider.ReachOf(host) == provider.Private {
		f.Severity = catalog.Warning
	}
	if _, known := c.hosts.Of(host); known {
		f.Category = "provider-url"
	}
	c.r.Report(f)
}

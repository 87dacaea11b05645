package tlsversion

import (
	"crypto/tls"
	"go/ast"
	"go/constant"
	"go/token"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/setting"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// weak are the names of the suites that crypto/tls itself calls insecure.
var weak = func() map[int64]string {
	m := make(map[int64]string)
	for _, s := range tls.InsecureCipherSuites() {
		m[int64(s.ID)] = s.Name
	}
	return m
}()

// ciphers judges the lists that reach CipherSuites.
func (c *checker) ciphers() {
	uses := c.fl.Sinks(symbols.TLSCipherSuites)
	elsewhere := setting.Elsewhere(uses)
	for _, u := range uses {
		chosen := false
		path := u.Path + "[]"
		if u.Elem >= 0 {
			path = u.Path // one of the suites that a variadic helper takes
		}
		for _, o := range c.fl.Origins(u.Value, ssaflow.Query{At: u.Instr, Path: path, Fields: true}) {
			if elsewhere(u, o) {
				continue
			}
			text := ""
			if n, ok := o.IntConst(); ok && weak[n] != "" {
				text = "weak cipher suite " + weak[n] + " is offered"
			} else if o.Kind == ssaflow.Call && o.Callee.Is("crypto/tls", "InsecureCipherSuites") {
				text = "weak cipher suites of tls.InsecureCipherSuites are offered"
			}
			if text == "" {
				continue
			}
			if fromTable(o) {
				chosen = true
				continue
			}
			pos, end := c.element(u, o)
			c.r.Report(report.Finding{
				Category: "weak-cipher", Pos: pos, End: end,
				Message: text + "; leave CipherSuites unset, or list suites of tls.CipherSuites",
			})
		}
		if chosen {
			pos, end := setting.Place(c.fl, u)
			c.r.Report(report.Finding{
				Category: "configurable", Pos: pos, End: end,
				Message: "CipherSuites may hold a weak suite chosen at run time; offer suites of tls.CipherSuites only",
			})
		}
	}
}

// fromTable reports whether the suite is looked up in a map, so that something
// at run time chooses it.
func fromTable(o *ssaflow.Origin) bool {
	for _, s := range o.Steps {
		if _, ok := s.Instr.(*ssa.MapUpdate); ok {
			return true
		}
	}
	return false
}

// element is the place of a list's element: where it is written, or the field
// when the list is in another package.
func (c *checker) element(u *ssaflow.SinkUse, o *ssaflow.Origin) (pos, end token.Pos) {
	for i := len(o.Steps) - 1; i >= 0; i-- {
		s := o.Steps[i]
		if s.Kind == ssaflow.StoreStep && s.Instr != nil {
			if e := c.fl.StoreExpr(s.Instr); e != nil {
				if x := c.find(e, o.Const); x != nil {
					return x.Pos(), x.End()
				}
			}
		}
	}
	if call, ok := o.At.(ssa.CallInstruction); ok {
		if e := c.fl.CallExpr(call); e != nil {
			if x := c.find(e, o.Const); x != nil {
				return x.Pos(), x.End()
			}
		}
	}
	// In a function of this package that makes the list.
	for _, s := range o.Steps {
		if s.Kind != ssaflow.CallStep || s.Value == nil || o.Const == nil {
			continue
		}
		call, ok := s.Value.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if fn := call.Common().StaticCallee(); fn != nil && fn.Syntax() != nil {
			if x := c.find(fn.Syntax(), o.Const); x != nil {
				return x.Pos(), x.End()
			}
		}
	}
	for _, s := range o.Steps {
		if s.Kind == ssaflow.FieldStep && s.Name == "ID" && s.Instr != nil && s.Pos.IsValid() {
			return s.Pos, s.Pos
		}
	}
	return setting.Place(c.fl, u)
}

// find returns the expression with value v in root; with v nil, the suite's ID.
func (c *checker) find(root ast.Node, v constant.Value) ast.Expr {
	var found ast.Expr
	ast.Inspect(root, func(n ast.Node) bool {
		x, ok := n.(ast.Expr)
		if !ok || found != nil {
			return found == nil
		}
		if v == nil {
			if sel, ok := x.(*ast.SelectorExpr); ok && sel.Sel.Name == "ID" {
				found = x
			}
			return true
		}
		if tv := c.pass.TypesInfo.Types[x]; tv.Value != nil && tv.Value.ExactString() == v.ExactString() {
			found = x
			return false
		}
		return true
	})
	return found
}

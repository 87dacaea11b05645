package envmix

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// protection is a security check or measure in a function.
type protection struct {
	pos  token.Pos
	what string
}

// skipped reports branches on the environment's name that leave a security
// check out. Handlers are webhookauth's, TLS settings certverify's and
// tlsversion's.
func (c *checker) skipped() {
	found := make(map[*ast.FuncDecl][]protection)
	for _, f := range c.guard.Funcs() {
		decl := declOf(f.Fn)
		if decl == nil || c.inTest(decl.Pos()) || c.handled(f, 0) {
			continue
		}
		for _, check := range f.Checks {
			if check.Kind == guard.Assumed {
				continue
			}
			found[decl] = append(found[decl], protection{check.Instr.Pos(), check.Name})
		}
	}
	for _, call := range c.flow.Calls() {
		ref := ssaflow.CalleeOf(call)
		if !symbols.HasRef(ref, symbols.HTTPHeader) {
			continue
		}
		if args := ssaflow.Args(call); len(args) == 2 {
			if name, ok := constText(args[0]); ok && provider.IsIdempotencyHeader(name) {
				if decl := declOf(call.Parent()); decl != nil {
					found[decl] = append(found[decl], protection{call.Pos(), "the idempotency key"})
				}
			}
		}
	}
	for _, s := range c.lits.Ifs {
		protections := found[s.Fn]
		if len(protections) == 0 || s.Fn == nil || c.inTest(s.Stmt.Pos()) || !environmentTest(c.pass.TypesInfo, s.Stmt.Cond) {
			continue
		}
		for _, p := range protections {
			if c.bypassed(s, p.pos, protections) {
				c.add("check-skipped", "", s.Stmt.Cond, p.what+" is skipped or not by the environment's name; enforce it in all environments alike")
				break
			}
		}
	}
}

// bypassed reports whether an if statement decides that the protection at pos
// does not happen.
func (c *checker) bypassed(s literal.If, pos token.Pos, all []protection) bool {
	in := func(n ast.Node, p token.Pos) bool { return n != nil && n.Pos() <= p && p < n.End() }
	switch {
	case in(s.Stmt.Cond, pos):
		// if !verify(…) && env == "production" { return errSignature }
		_, joined := ast.Unparen(s.Stmt.Cond).(*ast.BinaryExpr)
		return joined && s.Stmt.Else == nil && leaves(s.Stmt.Body)
	case in(s.Stmt.Body, pos):
		for _, other := range all {
			if s.Stmt.Else != nil && in(s.Stmt.Else, other.pos) {
				return false // both branches are protected
			}
		}
		return true
	case s.Stmt.Else != nil && in(s.Stmt.Else, pos):
		return !anyIn(s.Stmt.Body, all)
	case pos > s.Stmt.End():
		// if env == "dev" { return nil }; verify(…)
		return c.returnsSuccess(s.Stmt.Body) && !anyIn(s.Stmt.Body, all)
	}
	return false
}

// leaves reports whether a block ends by leaving the function.
func leaves(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	_, ok := b.List[len(b.List)-1].(*ast.ReturnStmt)
	return ok
}

func anyIn(b *ast.BlockStmt, all []protection) bool {
	for _, p := range all {
		if b.Pos() <= p.pos && p.pos < b.End() {
			return true
		}
	}
	return false
}

// returnsSuccess reports whether a block ends in a return of nil errors and
// true.
func (c *checker) returnsSuccess(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	ret, ok := b.List[len(b.List)-1].(*ast.ReturnStmt)
	if !ok {
		return false
	}
	for _, r := range ret.Results {
		tv := c.pass.TypesInfo.Types[r]
		if types.Identical(tv.Type, types.Universe.Lookup("error").Type()) {
			return false // an error value
		}
		if tv.Value != nil && tv.Value.ExactString() == "false" {
			return false
		}
	}
	return true
}

// handled reports whether a function is, or in this package serves, an HTTP
// handler: webhookauth looks at those.
func (c *checker) handled(f *guard.Func, depth int) bool {
	if f.IsHandler() || f.TakesRequest() {
		return len(f.Seen()) > 0 // without an effect webhookauth has nothing to say
	}
	if depth > 3 {
		return false
	}
	for _, call := range c.flow.Callers(f.Fn) {
		if caller := c.guard.Func(call.Parent()); caller != nil && caller != f && c.handled(caller, depth+1) {
			return true
		}
	}
	return false
}

func declOf(fn *ssa.Function) *ast.FuncDecl {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	d, _ := fn.Syntax().(*ast.FuncDecl)
	return d
}

// constText returns the value of a constant string.
func constText(v ssa.Value) (string, bool) {
	k, ok := v.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(k.Value), true
}

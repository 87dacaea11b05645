package setting

import (
	"go/ast"
	"go/constant"
	"go/token"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// Literal is where a constant text that reaches a sink is reported: at the
// literal when that is in this package, else at the argument or field.
func Literal(fl *ssaflow.Package, u *ssaflow.SinkUse, o *ssaflow.Origin) (pos, end token.Pos) {
	if e := LiteralExpr(fl, u, o); e != nil {
		return e.Pos(), e.End()
	}
	return Place(fl, u)
}

// LiteralExpr finds the expression that a constant origin was written as, in
// this package; nil when it is in another one.
func LiteralExpr(fl *ssaflow.Package, u *ssaflow.SinkUse, o *ssaflow.Origin) ast.Expr {
	if o.Const == nil {
		return nil
	}
	// Near the place where the constant is used first, then at the sink.
	var nodes []ast.Node
	add := func(i ssa.Instruction) {
		if i == nil {
			return
		}
		if n := fl.Node(i); n != nil {
			nodes = append(nodes, n)
		}
	}
	for i := len(o.Steps) - 1; i >= 0; i-- {
		add(o.Steps[i].Instr)
		if v, ok := o.Steps[i].Value.(ssa.Instruction); ok {
			add(v)
		}
	}
	add(o.At)
	add(u.Instr)
	for _, n := range nodes {
		if e := find(fl, n, o.Const); e != nil {
			return first(fl, e)
		}
	}
	if e := fl.FindConst(o.Const, o.At); e != nil {
		return first(fl, e)
	}
	return nil
}

// find returns the outermost expression below n with a constant value.
func find(fl *ssaflow.Package, n ast.Node, v constant.Value) ast.Expr {
	var found ast.Expr
	ast.Inspect(n, func(n ast.Node) bool {
		if found != nil {
			return false
		}
		if e, ok := n.(ast.Expr); ok {
			if tv := fl.Pass.TypesInfo.Types[e]; tv.Value != nil && tv.Value.Kind() == v.Kind() && tv.Value.ExactString() == v.ExactString() {
				found = e
				return false
			}
		}
		return true
	})
	return found
}

// first returns the part that a constant expression starts with, and for a
// constant of this package its declaration. A constant of another package has
// no expression here that is its literal.
func first(fl *ssaflow.Package, e ast.Expr) ast.Expr {
	for range 8 {
		switch x := ast.Unparen(e).(type) {
		case *ast.BinaryExpr:
			e = x.X
			continue
		case *ast.BasicLit:
			return x
		default:
			next := fl.ConstExpr(e, fl.Pass.TypesInfo.Types[e].Value)
			if next == e {
				return e
			}
			e = next
		}
	}
	return e
}

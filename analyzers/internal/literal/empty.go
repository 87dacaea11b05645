package literal

import (
	"go/ast"
	"go/token"
)

// EmptyTest takes x == "", x != "", len(x) == 0, !ok and ok apart. empty says
// that the condition holds when nothing is configured.
func EmptyTest(cond ast.Expr) (subject ast.Expr, empty, ok bool) {
	switch e := ast.Unparen(cond).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.LOR || e.Op == token.LAND {
			if s, em, ok := EmptyTest(e.X); ok {
				return s, em, true
			}
			return EmptyTest(e.Y)
		}
		if e.Op != token.EQL && e.Op != token.NEQ && e.Op != token.GTR {
			return nil, false, false
		}
		x := ast.Unparen(e.X)
		if lit, isLit := ast.Unparen(e.Y).(*ast.BasicLit); isLit {
			switch lit.Value {
			case `""`, "``":
				return x, e.Op == token.EQL, e.Op != token.GTR
			case "0":
				if call, isCall := x.(*ast.CallExpr); isCall && CalledName(call) == "len" && len(call.Args) == 1 {
					return call.Args[0], e.Op == token.EQL, true
				}
			}
		}
	case *ast.UnaryExpr:
		if id, isID := ast.Unparen(e.X).(*ast.Ident); isID && e.Op == token.NOT && (id.Name == "ok" || id.Name == "exists" || id.Name == "found" || id.Name == "set") {
			return id, true, true
		}
	case *ast.Ident:
		if e.Name == "ok" || e.Name == "exists" || e.Name == "found" || e.Name == "set" {
			return e, false, true
		}
	}
	return nil, false, false
}

// CalledName is the name of what a call calls, without package or receiver.
func CalledName(call *ast.CallExpr) string {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.IndexExpr:
		return CalledName(&ast.CallExpr{Fun: f.X})
	}
	return ""
}

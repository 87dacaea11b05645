package literal

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"
)

// ConstString returns the value of a constant string expression.
func (c *Set) ConstString(e ast.Expr) (string, bool) {
	tv, ok := c.Pass.TypesInfo.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

// Resolve finds the literal that an expression's constant value is written in:
// the expression itself, or the declaration of a constant or variable it names.
func (c *Set) Resolve(e ast.Expr) *Literal {
	for range 6 {
		e = ast.Unparen(e)
		if l := c.byExpr[e]; l != nil {
			return l
		}
		switch x := e.(type) {
		case *ast.CallExpr:
			if len(x.Args) != 1 {
				return nil
			}
			if tv := c.Pass.TypesInfo.Types[x.Fun]; !tv.IsType() && !passesOn(c.Pass.TypesInfo, x) {
				return nil
			}
			e = x.Args[0]
		case *ast.UnaryExpr:
			e = x.X
		case *ast.SliceExpr:
			if x.Low != nil || x.High != nil {
				return nil // a part
			}
			e = x.X // key[:] of an array
		case *ast.Ident:
			return c.byObject(c.Pass.TypesInfo.ObjectOf(x))
		case *ast.SelectorExpr:
			return c.byObject(c.Pass.TypesInfo.ObjectOf(x.Sel))
		default:
			return nil
		}
	}
	return nil
}

// byObject returns the literal that a constant or variable is declared with.
func (c *Set) byObject(obj types.Object) *Literal {
	if obj == nil || obj.Pkg() != c.Pass.Pkg {
		return nil
	}
	return c.declared[obj]
}

// under is the underlying type of t or of what t points to.
func under(t types.Type) types.Type {
	u := t.Underlying()
	if p, ok := u.(*types.Pointer); ok {
		u = p.Elem().Underlying()
	}
	return u
}

// OwnPackage reports whether a package belongs to the module.
func (c *Set) OwnPackage(p *types.Package) bool {
	if p == c.Pass.Pkg {
		return true
	}
	if m := c.Pass.Module; m != nil && m.Path != "" {
		return p.Path() == m.Path || strings.HasPrefix(p.Path(), m.Path+"/")
	}
	mine, _, _ := strings.Cut(c.Pass.Pkg.Path(), "/")
	first, _, _ := strings.Cut(p.Path(), "/")
	return mine == first
}

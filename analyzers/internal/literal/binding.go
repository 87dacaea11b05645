package literal

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
)

// bindingOf finds what the literal e is tied to; stack are its parents.
func (c *Set) bindingOf(stack []ast.Node, e ast.Expr) Binding {
	b := Binding{Names: []string{c.Pass.Pkg.Name()}}
	var child ast.Node = e
	for i := len(stack) - 1; i >= 0; i-- {
		switch p := stack[i].(type) {
		case *ast.ParenExpr:
		case *ast.UnaryExpr:
			if p.Op != token.AND {
				return b
			}
		case *ast.CallExpr:
			if tv := c.Pass.TypesInfo.Types[p.Fun]; tv.IsType() {
				break // a conversion
			}
			if passesOn(c.Pass.TypesInfo, p) {
				break // a helper that makes a pointer of it or trims it
			}
			c.bindCall(&b, p, child)
			return b
		case *ast.KeyValueExpr:
			if p.Value != child {
				b.Kind = None
				return b // a key
			}
			if i == 0 || !c.bindElement(&b, p.Key, stack[i-1]) {
				return b
			}
			c.addOuter(&b, stack[:i-1])
			return b
		case *ast.CompositeLit:
			if !c.bindPositional(&b, p, child) {
				b.Elem = true // of a list: what the list is bound to
				break
			}
			return b
		case *ast.ValueSpec:
			for k, v := range p.Values {
				if v == child && len(p.Names) > k {
					c.bindIdent(&b, p.Names[k])
				}
			}
			return b
		case *ast.AssignStmt:
			for k, r := range p.Rhs {
				if r == child && len(p.Lhs) == len(p.Rhs) {
					c.bindTarget(&b, p.Lhs[k])
				}
			}
			return b
		case *ast.ReturnStmt:
			c.bindResult(&b, stack[:i], p, child)
			return b
		case *ast.BinaryExpr:
			if p.Op == token.EQL || p.Op == token.NEQ {
				b.Kind = Compare
			}
			return b
		case *ast.CaseClause:
			b.Kind = Compare
			return b
		default:
			return b
		}
		child = stack[i]
	}
	return b
}

// pointerHelpers make a pointer of a value, or normalise it.
var pointerHelpers = map[string]bool{
	"String": true, "Str": true, "Ptr": true, "To": true, "StringPtr": true, "ToPtr": true, "Pointer": true, "PtrTo": true, "New": false,
	"TrimSpace": true, "Opt": true, "Some": true, "SecretString": true,
}

// passesOn reports whether a call returns its only argument in another form:
// aws.String("…"), ptr.To("…"), strings.TrimSpace("…").
func passesOn(info *types.Info, call *ast.CallExpr) bool {
	if len(call.Args) != 1 {
		return false
	}
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		if id, ok := f.X.(*ast.Ident); ok {
			_, isPkg := info.Uses[id].(*types.PkgName)
			return isPkg && pointerHelpers[f.Sel.Name]
		}
	case *ast.Ident:
		return pointerHelpers[strings.ToUpper(f.Name[:1])+f.Name[1:]]
	}
	return false
}

func (c *Set) bindIdent(b *Binding, id *ast.Ident) {
	b.Kind, b.Name = Var, id.Name
	b.Names = append(b.Names, id.Name)
	if b.Obj = c.Pass.TypesInfo.ObjectOf(id); b.Obj != nil {
		b.Type = b.Obj.Type()
	}
}

// bindTarget binds to the left side of an assignment.
func (c *Set) bindTarget(b *Binding, lhs ast.Expr) {
	switch l := ast.Unparen(lhs).(type) {
	case *ast.Ident:
		if l.Name != "_" {
			c.bindIdent(b, l)
		}
	case *ast.SelectorExpr:
		obj := c.Pass.TypesInfo.ObjectOf(l.Sel)
		v, ok := obj.(*types.Var)
		if !ok {
			return
		}
		b.Kind, b.Name, b.Type = Field, l.Sel.Name, v.Type()
		b.Names = append(b.Names, l.Sel.Name, types.ExprString(l.X))
		if v.IsField() {
			b.FieldVar = v
			if tv, ok := c.Pass.TypesInfo.Types[l.X]; ok {
				b.Owner = symbols.TypeName(tv.Type)
				b.Names = append(b.Names, b.Owner)
			}
		}
		if v.Pkg() != nil {
			b.Library = !c.OwnPackage(v.Pkg())
			if b.Library {
				b.Names = append(b.Names, v.Pkg().Path())
			}
		}
	case *ast.IndexExpr:
		if key, ok := c.ConstString(l.Index); ok {
			b.Kind, b.Name, b.Owner = Key, key, types.ExprString(l.X)
			b.Names = append(b.Names, key, b.Owner)
			if tv, ok := c.Pass.TypesInfo.Types[l]; ok {
				b.Type = tv.Type
			}
		}
	case *ast.StarExpr:
		c.bindTarget(b, l.X)
	}
}

// bindElement binds to a key of a composite literal.
func (c *Set) bindElement(b *Binding, key ast.Expr, parent ast.Node) bool {
	lit, ok := parent.(*ast.CompositeLit)
	if !ok {
		return false
	}
	t := c.Pass.TypesInfo.TypeOf(lit)
	if t == nil {
		return false
	}
	switch under(t).(type) {
	case *types.Struct:
		if id, ok := key.(*ast.Ident); ok {
			if v, ok := c.Pass.TypesInfo.ObjectOf(id).(*types.Var); ok {
				c.bindFieldVar(b, t, v)
				return true
			}
		}
	case *types.Map:
		if k, ok := c.ConstString(key); ok {
			b.Kind, b.Name, b.Type = Key, k, under(t).(*types.Map).Elem()
			b.Names = append(b.Names, k)
			return true
		}
	}
	return false
}

func (c *Set) bindFieldVar(b *Binding, owner types.Type, v *types.Var) {
	b.Kind, b.Name, b.Type, b.FieldVar = Field, v.Name(), v.Type(), v
	b.Owner = symbols.TypeName(owner)
	b.Names = append(b.Names, v.Name(), b.Owner)
	if s, ok := under(owner).(*types.Struct); ok {
		for i := range s.NumFields() {
			if s.Field(i) == v {
				b.Tag = s.Tag(i)
			}
		}
	}
	if v.Pkg() != nil && !c.OwnPackage(v.Pkg()) {
		b.Library = true
		b.Names = append(b.Names, v.Pkg().Path())
	}
}

// bindPositional binds an element of a struct literal without keys. It returns
// false for lists.
func (c *Set) bindPositional(b *Binding, lit *ast.CompositeLit, child ast.Node) bool {
	t := c.Pass.TypesInfo.TypeOf(lit)
	if t == nil {
		return true
	}
	s, ok := under(t).(*types.Struct)
	if !ok {
		return false
	}
	for i, e := range lit.Elts {
		if e == child && i < s.NumFields() {
			c.bindFieldVar(b, t, s.Field(i))
		}
	}
	return true
}

// addOuter adds the names of what a composite literal is bound to.
func (c *Set) addOuter(b *Binding, stack []ast.Node) {
	for i := len(stack) - 1; i >= 0 && i > len(stack)-8; i-- {
		switch p := stack[i].(type) {
		case *ast.KeyValueExpr:
			if id, ok := p.Key.(*ast.Ident); ok {
				b.Names = append(b.Names, id.Name)
			} else if k, ok := c.ConstString(p.Key); ok {
				b.Names = append(b.Names, k)
			}
		case *ast.ValueSpec:
			for _, id := range p.Names {
				b.Names = append(b.Names, id.Name)
			}
			return
		case *ast.AssignStmt:
			b.Names = append(b.Names, types.ExprString(p.Lhs[0]))
			return
		case *ast.CallExpr:
			b.Names = append(b.Names, types.ExprString(p.Fun))
			return
		case ast.Stmt:
			return
		}
	}
}

// bindCall binds an argument to the parameter, or to the constant key that an
// earlier argument gives it: os.Setenv("API_KEY", "…").
func (c *Set) bindCall(b *Binding, call *ast.CallExpr, child ast.Node) {
	b.Call, b.Index = call, -1
	for i, a := range call.Args {
		if a == child {
			b.Index = i
		}
	}
	if b.Index < 0 {
		return
	}
	b.Kind = Arg
	b.Callee = c.calleeOf(call)
	b.Names = append(b.Names, types.ExprString(call.Fun))
	sig, ok := c.Pass.TypesInfo.TypeOf(call.Fun).(*types.Signature)
	if !ok || sig.Params().Len() == 0 {
		return
	}
	param := sig.Params().At(min(b.Index, sig.Params().Len()-1))
	b.Name, b.Type = param.Name(), param.Type()
	b.Names = append(b.Names, param.Name())
	if b.Callee != nil && b.Callee.Pkg() != nil {
		b.Library = !c.OwnPackage(b.Callee.Pkg())
		b.Owner = symbols.Of(b.Callee).String()
		if b.Library {
			b.Names = append(b.Names, b.Callee.Pkg().Path())
		}
	}
	for i := b.Index - 1; i >= 0 && i >= b.Index-2; i-- {
		if key, ok := c.ConstString(call.Args[i]); ok {
			b.Names = append(b.Names, key)
		}
	}
}

func (c *Set) calleeOf(call *ast.CallExpr) *types.Func {
	var id *ast.Ident
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	case *ast.IndexExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			id = x
		} else if x, ok := f.X.(*ast.SelectorExpr); ok {
			id = x.Sel
		}
	}
	if id == nil {
		return nil
	}
	fn, _ := c.Pass.TypesInfo.Uses[id].(*types.Func)
	return fn
}

// bindResult binds to the function that returns the literal.
func (c *Set) bindResult(b *Binding, stack []ast.Node, ret *ast.ReturnStmt, child ast.Node) {
	for i := len(stack) - 1; i >= 0; i-- {
		switch fn := stack[i].(type) {
		case *ast.FuncLit:
			return
		case *ast.FuncDecl:
			b.Kind, b.Name = Return, fn.Name.Name
			b.Names = append(b.Names, fn.Name.Name)
			if fn.Type.Results != nil {
				for k, r := range ret.Results {
					if r == child {
						b.Type = c.Pass.TypesInfo.TypeOf(r)
						if names := resultNames(fn.Type.Results); k < len(names) && names[k] != "" {
							b.Names = append(b.Names, names[k])
						}
					}
				}
			}
			return
		}
	}
}

func resultNames(l *ast.FieldList) []string {
	var out []string
	for _, f := range l.List {
		if len(f.Names) == 0 {
			out = append(out, "")
		}
		for _, n := range f.Names {
			out = append(out, n.Name)
		}
	}
	return out
}

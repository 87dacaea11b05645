package hardcodedsecret

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
)

// bindKind says how a literal is tied to a name.
type bindKind int

const (
	bindNone    bindKind = iota
	bindVar              // declared as or assigned to a variable or constant
	bindField            // a struct field, in a composite literal or an assignment
	bindKey              // the element of a map with a constant key
	bindArg              // an argument; name is the parameter's
	bindReturn           // returned; name is the function's
	bindCompare          // compared with ==, != or a case
	bindTag              // part of a struct tag
)

// binding is what a literal is tied to.
type binding struct {
	kind bindKind
	// name is what decides whether a secret is meant; owner completes it: the
	// struct type, the map variable, the called function.
	name, owner string
	typ         types.Type
	field       *types.Var
	tag         string
	// library says that the field or parameter belongs to another module.
	library bool
	call    *ast.CallExpr
	callee  *types.Func
	arg     int
	// obj is the declared constant or variable.
	obj types.Object
	// names are all names around the literal, for formats that need context.
	names []string
	// elem says that the literal is one of several in a list.
	elem bool
}

// literal is a constant string in the source, as large as it is constant.
type literal struct {
	expr  ast.Expr
	value string
	bind  binding
	// fn is the enclosing function declaration, nil at package level.
	fn *ast.FuncDecl
	// stmts are the enclosing nodes, outermost first; only for literals that
	// a rule on statements may need.
	inTest bool
}

func (l *literal) pos() token.Pos { return l.expr.Pos() }

// collect lists the literals of the package, including constant byte slices.
func (c *checker) collect() {
	for _, f := range c.pass.Files {
		if !c.report.Visible(f.Name.Pos()) {
			continue
		}
		inTest := c.report.InTest(f.Name.Pos())
		var stack []ast.Node
		var fn *ast.FuncDecl
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				if len(stack) > 0 {
					if stack[len(stack)-1] == fn {
						fn = nil
					}
					stack = stack[:len(stack)-1]
				}
				return true
			}
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.FuncDecl:
				fn = n
			case *ast.Field:
				if n.Tag != nil && !inTest {
					c.tags = append(c.tags, n)
				}
			case *ast.IfStmt:
				if !inTest {
					c.ifs = append(c.ifs, ifStmt{n, fn})
				}
			}
			if e, ok := n.(ast.Expr); ok {
				if value, ok := c.literalValue(e); ok && !isTag(stack, e) {
					if len(value) >= 3 {
						l := &literal{expr: e, value: value, fn: fn, inTest: inTest}
						l.bind = c.bindingOf(stack, e)
						c.lits = append(c.lits, l)
						c.byValue[value] = append(c.byValue[value], l)
						c.byExpr[e] = l
					}
					return false
				}
			}
			stack = append(stack, n)
			return true
		})
	}
}

func isTag(stack []ast.Node, e ast.Expr) bool {
	if len(stack) == 0 {
		return false
	}
	f, ok := stack[len(stack)-1].(*ast.Field)
	return ok && f.Tag == e
}

// literalValue returns the value of a string literal, of a constant
// concatenation of literals, or of a byte slice of constants.
func (c *checker) literalValue(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return "", false
		}
	case *ast.CompositeLit:
		return c.byteLiteral(e)
	default:
		return "", false
	}
	tv, ok := c.pass.TypesInfo.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

// byteLiteral returns the bytes of []byte{…} and [n]byte{…} of constants.
func (c *checker) byteLiteral(e *ast.CompositeLit) (string, bool) {
	if len(e.Elts) < 8 || len(e.Elts) > 8192 {
		return "", false
	}
	tv, ok := c.pass.TypesInfo.Types[e]
	if !ok || !isBytes(tv.Type) {
		return "", false
	}
	b := make([]byte, 0, len(e.Elts))
	for _, elt := range e.Elts {
		tv := c.pass.TypesInfo.Types[elt]
		if tv.Value == nil {
			return "", false
		}
		n, _ := constant.Int64Val(constant.ToInt(tv.Value))
		b = append(b, byte(n))
	}
	return string(b), true
}

func isBytes(t types.Type) bool {
	var elem types.Type
	switch u := t.Underlying().(type) {
	case *types.Slice:
		elem = u.Elem()
	case *types.Array:
		elem = u.Elem()
	default:
		return false
	}
	b, ok := elem.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// bindingOf finds what the literal e is tied to; stack are its parents.
func (c *checker) bindingOf(stack []ast.Node, e ast.Expr) binding {
	b := binding{names: []string{c.pass.Pkg.Name()}}
	var child ast.Node = e
	for i := len(stack) - 1; i >= 0; i-- {
		switch p := stack[i].(type) {
		case *ast.ParenExpr:
		case *ast.UnaryExpr:
			if p.Op != token.AND {
				return b
			}
		case *ast.CallExpr:
			if tv := c.pass.TypesInfo.Types[p.Fun]; tv.IsType() {
				break // a conversion
			}
			if passesOn(c.pass.TypesInfo, p) {
				break // a helper that makes a pointer of it or trims it
			}
			c.bindCall(&b, p, child)
			return b
		case *ast.KeyValueExpr:
			if p.Value != child {
				b.kind = bindNone
				return b // a key
			}
			if i == 0 || !c.bindElement(&b, p.Key, stack[i-1]) {
				return b
			}
			c.addOuter(&b, stack[:i-1])
			return b
		case *ast.CompositeLit:
			if !c.bindPositional(&b, p, child) {
				b.elem = true // of a list: what the list is bound to
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
				b.kind = bindCompare
			}
			return b
		case *ast.CaseClause:
			b.kind = bindCompare
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

func (c *checker) bindIdent(b *binding, id *ast.Ident) {
	b.kind, b.name = bindVar, id.Name
	b.names = append(b.names, id.Name)
	if b.obj = c.pass.TypesInfo.ObjectOf(id); b.obj != nil {
		b.typ = b.obj.Type()
	}
}

// bindTarget binds to the left side of an assignment.
func (c *checker) bindTarget(b *binding, lhs ast.Expr) {
	switch l := ast.Unparen(lhs).(type) {
	case *ast.Ident:
		if l.Name != "_" {
			c.bindIdent(b, l)
		}
	case *ast.SelectorExpr:
		obj := c.pass.TypesInfo.ObjectOf(l.Sel)
		v, ok := obj.(*types.Var)
		if !ok {
			return
		}
		b.kind, b.name, b.typ = bindField, l.Sel.Name, v.Type()
		b.names = append(b.names, l.Sel.Name, types.ExprString(l.X))
		if v.IsField() {
			b.field = v
			if tv, ok := c.pass.TypesInfo.Types[l.X]; ok {
				b.owner = symbols.TypeName(tv.Type)
				b.names = append(b.names, b.owner)
			}
		}
		if v.Pkg() != nil {
			b.library = !c.ownPackage(v.Pkg())
			if b.library {
				b.names = append(b.names, v.Pkg().Path())
			}
		}
	case *ast.IndexExpr:
		if key, ok := c.constString(l.Index); ok {
			b.kind, b.name, b.owner = bindKey, key, types.ExprString(l.X)
			b.names = append(b.names, key, b.owner)
			if tv, ok := c.pass.TypesInfo.Types[l]; ok {
				b.typ = tv.Type
			}
		}
	case *ast.StarExpr:
		c.bindTarget(b, l.X)
	}
}

// bindElement binds to a key of a composite literal.
func (c *checker) bindElement(b *binding, key ast.Expr, parent ast.Node) bool {
	lit, ok := parent.(*ast.CompositeLit)
	if !ok {
		return false
	}
	t := c.pass.TypesInfo.TypeOf(lit)
	if t == nil {
		return false
	}
	switch under(t).(type) {
	case *types.Struct:
		if id, ok := key.(*ast.Ident); ok {
			if v, ok := c.pass.TypesInfo.ObjectOf(id).(*types.Var); ok {
				c.bindFieldVar(b, t, v)
				return true
			}
		}
	case *types.Map:
		if k, ok := c.constString(key); ok {
			b.kind, b.name, b.typ = bindKey, k, under(t).(*types.Map).Elem()
			b.names = append(b.names, k)
			return true
		}
	}
	return false
}

func (c *checker) bindFieldVar(b *binding, owner types.Type, v *types.Var) {
	b.kind, b.name, b.typ, b.field = bindField, v.Name(), v.Type(), v
	b.owner = symbols.TypeName(owner)
	b.names = append(b.names, v.Name(), b.owner)
	if s, ok := under(owner).(*types.Struct); ok {
		for i := range s.NumFields() {
			if s.Field(i) == v {
				b.tag = s.Tag(i)
			}
		}
	}
	if v.Pkg() != nil && !c.ownPackage(v.Pkg()) {
		b.library = true
		b.names = append(b.names, v.Pkg().Path())
	}
}

// bindPositional binds an element of a struct literal without keys. It returns
// false for lists.
func (c *checker) bindPositional(b *binding, lit *ast.CompositeLit, child ast.Node) bool {
	t := c.pass.TypesInfo.TypeOf(lit)
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
func (c *checker) addOuter(b *binding, stack []ast.Node) {
	for i := len(stack) - 1; i >= 0 && i > len(stack)-8; i-- {
		switch p := stack[i].(type) {
		case *ast.KeyValueExpr:
			if id, ok := p.Key.(*ast.Ident); ok {
				b.names = append(b.names, id.Name)
			} else if k, ok := c.constString(p.Key); ok {
				b.names = append(b.names, k)
			}
		case *ast.ValueSpec:
			for _, id := range p.Names {
				b.names = append(b.names, id.Name)
			}
			return
		case *ast.AssignStmt:
			b.names = append(b.names, types.ExprString(p.Lhs[0]))
			return
		case *ast.CallExpr:
			b.names = append(b.names, types.ExprString(p.Fun))
			return
		case ast.Stmt:
			return
		}
	}
}

// bindCall binds an argument to the parameter, or to the constant key that an
// earlier argument gives it: os.Setenv("API_KEY", "…").
func (c *checker) bindCall(b *binding, call *ast.CallExpr, child ast.Node) {
	b.call, b.arg = call, -1
	for i, a := range call.Args {
		if a == child {
			b.arg = i
		}
	}
	if b.arg < 0 {
		return
	}
	b.kind = bindArg
	b.callee = c.calleeOf(call)
	b.names = append(b.names, types.ExprString(call.Fun))
	sig, ok := c.pass.TypesInfo.TypeOf(call.Fun).(*types.Signature)
	if !ok || sig.Params().Len() == 0 {
		return
	}
	param := sig.Params().At(min(b.arg, sig.Params().Len()-1))
	b.name, b.typ = param.Name(), param.Type()
	b.names = append(b.names, param.Name())
	if b.callee != nil && b.callee.Pkg() != nil {
		b.library = !c.ownPackage(b.callee.Pkg())
		b.owner = symbols.Of(b.callee).String()
		if b.library {
			b.names = append(b.names, b.callee.Pkg().Path())
		}
	}
	for i := b.arg - 1; i >= 0 && i >= b.arg-2; i-- {
		if key, ok := c.constString(call.Args[i]); ok {
			b.names = append(b.names, key)
		}
	}
}

func (c *checker) calleeOf(call *ast.CallExpr) *types.Func {
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
	fn, _ := c.pass.TypesInfo.Uses[id].(*types.Func)
	return fn
}

// bindResult binds to the function that returns the literal.
func (c *checker) bindResult(b *binding, stack []ast.Node, ret *ast.ReturnStmt, child ast.Node) {
	for i := len(stack) - 1; i >= 0; i-- {
		switch fn := stack[i].(type) {
		case *ast.FuncLit:
			return
		case *ast.FuncDecl:
			b.kind, b.name = bindReturn, fn.Name.Name
			b.names = append(b.names, fn.Name.Name)
			if fn.Type.Results != nil {
				for k, r := range ret.Results {
					if r == child {
						b.typ = c.pass.TypesInfo.TypeOf(r)
						if names := resultNames(fn.Type.Results); k < len(names) && names[k] != "" {
							b.names = append(b.names, names[k])
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

// constString returns the value of a constant string expression.
func (c *checker) constString(e ast.Expr) (string, bool) {
	tv, ok := c.pass.TypesInfo.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

// resolve finds the literal that an expression's constant value is written in:
// the expression itself, or the declaration of a constant or variable it names.
func (c *checker) resolve(e ast.Expr) *literal {
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
			if tv := c.pass.TypesInfo.Types[x.Fun]; !tv.IsType() && !passesOn(c.pass.TypesInfo, x) {
				return nil
			}
			e = x.Args[0]
		case *ast.UnaryExpr:
			e = x.X
		case *ast.Ident:
			return c.byObject(c.pass.TypesInfo.ObjectOf(x))
		case *ast.SelectorExpr:
			return c.byObject(c.pass.TypesInfo.ObjectOf(x.Sel))
		default:
			return nil
		}
	}
	return nil
}

// byObject returns the literal that a constant or variable is declared with.
func (c *checker) byObject(obj types.Object) *literal {
	if obj == nil || obj.Pkg() != c.pass.Pkg {
		return nil
	}
	if c.declared == nil {
		c.declared = make(map[types.Object]*literal)
		for _, l := range c.lits {
			if o := l.bind.obj; o != nil && l.bind.kind == bindVar && c.declared[o] == nil {
				c.declared[o] = l
			}
		}
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

// Package literal lists the constant strings of a package and what each is
// bound to: the variable, field, map key, parameter or function it is the value
// of. Checks that judge literals share one pass over the syntax.
package literal

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// Kind says how a literal is tied to a name.
type Kind int

const (
	None    Kind = iota
	Var          // declared as or assigned to a variable or constant
	Field        // a struct field, in a composite literal or an assignment
	Key          // the element of a map with a constant key
	Arg          // an argument; name is the parameter's
	Return       // returned; name is the function's
	Compare      // compared with ==, != or a case
	Tag          // part of a struct tag
)

// Binding is what a literal is tied to.
type Binding struct {
	Kind Kind
	// Name is what decides whether a secret is meant; Owner completes it: the
	// struct type, the map variable, the called function.
	Name, Owner string
	Type        types.Type
	FieldVar    *types.Var
	Tag         string
	// Library says that the field or parameter belongs to another module.
	Library bool
	// Call, Callee and Index are set for arguments.
	Call   *ast.CallExpr
	Callee *types.Func
	Index  int
	// Obj is the declared or assigned constant or variable.
	Obj types.Object
	// Names are all names around the literal, for formats that need context.
	Names []string
	// Elem says that the literal is one of several in a list.
	Elem bool
}

// Literal is a constant string in the source, as large as it is constant.
type Literal struct {
	Expr  ast.Expr
	Value string
	Bind  Binding
	// Fn is the enclosing function declaration, nil at package level.
	Fn *ast.FuncDecl
	// Parents are the enclosing nodes, outermost first.
	Parents []ast.Node
}

// Pos is where the literal starts.
func (l *Literal) Pos() token.Pos { return l.Expr.Pos() }

// If is an if statement with the function it is in.
type If struct {
	Stmt *ast.IfStmt
	Fn   *ast.FuncDecl
}

// Set is the literals of one package, generated files left out.
type Set struct {
	Pass *analysis.Pass
	All  []*Literal
	// Tags are the struct fields with a tag, Ifs the if statements.
	Tags []*ast.Field
	Ifs  []If

	byValue  map[string][]*Literal
	byExpr   map[ast.Expr]*Literal
	declared map[types.Object]*Literal
}

// Analyzer collects the literals of packages of the main module.
var Analyzer = &analysis.Analyzer{
	Name:       "paylintliterals",
	Doc:        "list constant strings and what they are bound to",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Set](),
}

func run(pass *analysis.Pass) (any, error) {
	c := &Set{Pass: pass, byValue: make(map[string][]*Literal), byExpr: make(map[ast.Expr]*Literal)}
	if ssaflow.IsTarget(pass) {
		c.collect(pass.ResultOf[inspect.Analyzer].(*inspector.Inspector))
	}
	// Filled here: checks of one package may read in parallel.
	c.declared = make(map[types.Object]*Literal)
	for _, l := range c.All {
		if o := l.Bind.Obj; o != nil && l.Bind.Kind == Var && c.declared[o] == nil {
			c.declared[o] = l
		}
	}
	return c, nil
}

// minLength is the length of the shortest literal that is listed.
const minLength = 3

// collected are the nodes that are looked at.
var collected = []ast.Node{
	(*ast.File)(nil), (*ast.ImportSpec)(nil), (*ast.FuncDecl)(nil), (*ast.Field)(nil), (*ast.IfStmt)(nil),
	(*ast.BasicLit)(nil), (*ast.BinaryExpr)(nil), (*ast.CompositeLit)(nil),
}

// collect lists the literals of the package, including constant byte slices.
func (c *Set) collect(insp *inspector.Inspector) {
	var fn *ast.FuncDecl
	insp.WithStack(collected, func(n ast.Node, push bool, stack []ast.Node) bool {
		if !push {
			if n == ast.Node(fn) {
				fn = nil
			}
			return true
		}
		switch n := n.(type) {
		case *ast.File:
			return !report.Generated(n)
		case *ast.ImportSpec:
			return false
		case *ast.FuncDecl:
			fn = n
		case *ast.Field:
			if n.Tag != nil {
				c.Tags = append(c.Tags, n)
			}
		case *ast.IfStmt:
			c.Ifs = append(c.Ifs, If{n, fn})
		case ast.Expr:
			return !c.add(n, stack[:len(stack)-1], fn)
		}
		return true
	})
}

// add lists an expression if it is a literal, and reports whether it is one.
func (c *Set) add(e ast.Expr, parents []ast.Node, fn *ast.FuncDecl) bool {
	value, ok := c.literalValue(e)
	if !ok || isTag(parents, e) {
		return false
	}
	if len(value) >= minLength {
		l := &Literal{Expr: e, Value: value, Fn: fn, Bind: c.bindingOf(parents, e), Parents: slices.Clone(parents)}
		c.All = append(c.All, l)
		c.byValue[value] = append(c.byValue[value], l)
		c.byExpr[e] = l
	}
	return true
}

// Valued returns the literals with a value.
func (c *Set) Valued(value string) []*Literal { return c.byValue[value] }

func isTag(stack []ast.Node, e ast.Expr) bool {
	if len(stack) == 0 {
		return false
	}
	f, ok := stack[len(stack)-1].(*ast.Field)
	return ok && f.Tag == e
}

// literalValue returns the value of a string literal, of a constant
// concatenation of literals, or of a byte slice of constants.
func (c *Set) literalValue(e ast.Expr) (string, bool) {
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
	tv, ok := c.Pass.TypesInfo.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

// byteLiteral returns the bytes of []byte{…} and [n]byte{…} of constants.
func (c *Set) byteLiteral(e *ast.CompositeLit) (string, bool) {
	if len(e.Elts) < 8 || len(e.Elts) > 8192 {
		return "", false
	}
	tv, ok := c.Pass.TypesInfo.Types[e]
	if !ok || !IsBytes(tv.Type) {
		return "", false
	}
	b := make([]byte, 0, len(e.Elts))
	for _, elt := range e.Elts {
		tv := c.Pass.TypesInfo.Types[elt]
		if tv.Value == nil {
			return "", false
		}
		n, _ := constant.Int64Val(constant.ToInt(tv.Value))
		b = append(b, byte(n))
	}
	return string(b), true
}

// IsBytes reports whether t is a slice or array of bytes.
func IsBytes(t types.Type) bool {
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

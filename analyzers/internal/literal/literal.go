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

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
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

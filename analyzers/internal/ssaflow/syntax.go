package ssaflow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// node returns the syntax that the builder gave position pos: calls by their
// left parenthesis, key-value pairs by the colon, assignments by the variable.
func (p *Package) node(pos token.Pos) ast.Node {
	if p.syntax == nil {
		p.syntax = make(map[token.Pos]ast.Node)
		for _, f := range p.Pass.Files {
			ast.Inspect(f, p.addSyntax)
		}
	}
	return p.syntax[pos]
}

func (p *Package) addSyntax(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		p.syntax[n.Lparen] = n
	case *ast.KeyValueExpr:
		p.syntax[n.Colon] = n
	case *ast.ReturnStmt:
		p.syntax[n.Return] = n
	case *ast.SendStmt:
		p.syntax[n.Arrow] = n
	case *ast.BinaryExpr:
		p.syntax[n.OpPos] = n
	case *ast.AssignStmt:
		for _, l := range n.Lhs {
			p.syntax[lvaluePos(l)] = n
		}
	case *ast.ValueSpec:
		for _, name := range n.Names {
			p.syntax[name.Pos()] = n
		}
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			if _, kv := e.(*ast.KeyValueExpr); !kv {
				if _, taken := p.syntax[e.Pos()]; !taken {
					p.syntax[e.Pos()] = e
				}
			}
		}
	}
	return true
}

// lvaluePos is the position that SSA gives a store to l.
func lvaluePos(l ast.Expr) token.Pos {
	switch l := ast.Unparen(l).(type) {
	case *ast.SelectorExpr:
		return l.Sel.Pos()
	case *ast.IndexExpr:
		return l.Lbrack
	case *ast.StarExpr:
		return l.Star
	default:
		return l.Pos()
	}
}

// CallExpr returns the syntax of a call, or nil.
func (p *Package) CallExpr(call ssa.CallInstruction) *ast.CallExpr {
	p.mu.Lock()
	defer p.mu.Unlock()
	e, _ := p.node(call.Common().Pos()).(*ast.CallExpr)
	return e
}

// Node returns the syntax at the position of an instruction: a call, key-value
// pair, assignment, variable declaration, return, send or comparison.
func (p *Package) Node(instr ssa.Instruction) ast.Node {
	p.mu.Lock()
	defer p.mu.Unlock()
	if call, ok := instr.(ssa.CallInstruction); ok {
		return p.node(call.Common().Pos())
	}
	return p.node(instr.Pos())
}

// ArgExpr returns the syntax of argument i of a call (receiver not counted, -1
// for the receiver); elem is the index within the variadic parameter or -1. It
// returns nil when there is no such syntax.
func (p *Package) ArgExpr(call ssa.CallInstruction, i, elem int) ast.Expr {
	e := p.CallExpr(call)
	if e == nil {
		return nil
	}
	if i < 0 {
		if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
			return sel.X
		}
		return nil
	}
	if elem > 0 {
		i += elem
	}
	// A method expression takes the receiver as first argument.
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
		if s := p.Pass.TypesInfo.Selections[sel]; s != nil && s.Kind() == types.MethodExpr {
			i++
		}
	}
	if i < len(e.Args) {
		return e.Args[i]
	}
	return nil
}

// StoreExpr returns the syntax of the value that a store puts in place.
func (p *Package) StoreExpr(instr ssa.Instruction) ast.Expr {
	pos := instr.Pos()
	switch n := p.Node(instr).(type) {
	case *ast.KeyValueExpr:
		return n.Value
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			if lvaluePos(l) == pos && len(n.Rhs) == len(n.Lhs) {
				return n.Rhs[i]
			}
		}
		if len(n.Rhs) == 1 {
			return n.Rhs[0]
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if name.Pos() == pos && i < len(n.Values) {
				return n.Values[i]
			}
		}
	case *ast.SendStmt:
		return n.Value
	case ast.Expr:
		return n
	}
	return nil
}

// StorePos returns the best position for a store: where the field or variable
// is named.
func (p *Package) StorePos(instr ssa.Instruction) token.Pos {
	if kv, ok := p.Node(instr).(*ast.KeyValueExpr); ok {
		return kv.Key.Pos()
	}
	return instr.Pos()
}

// Expr returns the syntax of the value at a sink: the argument, or the right
// side of the store. It is nil when the value has no syntax of its own.
func (p *Package) Expr(u *SinkUse) ast.Expr {
	switch instr := u.Instr.(type) {
	case ssa.CallInstruction:
		if u.Switch {
			if e := p.CallExpr(instr); e != nil {
				return e
			}
			return nil
		}
		return p.ArgExpr(instr, u.Arg, u.Elem)
	case *ssa.Store:
		return p.StoreExpr(instr)
	}
	return nil
}

// ConstExpr returns the literal (or named constant of another package) that
// gives expression e the constant value v: e itself, the declaration of the
// constant it names, or the assignment to the variable it names. It returns e
// when nothing better is found.
func (p *Package) ConstExpr(e ast.Expr, v constant.Value) ast.Expr {
	for range 8 {
		e = ast.Unparen(e)
		var id *ast.Ident
		switch x := e.(type) {
		case *ast.Ident:
			id = x
		case *ast.SelectorExpr:
			id = x.Sel
		case *ast.CallExpr:
			// A conversion keeps the literal inside.
			if tv := p.Pass.TypesInfo.Types[x.Fun]; tv.IsType() && len(x.Args) == 1 {
				e = x.Args[0]
				continue
			}
			return e
		default:
			return e
		}
		next := p.valueOf(p.Pass.TypesInfo.ObjectOf(id), v)
		if next == nil || next == e {
			return e
		}
		e = next
	}
	return e
}

// valueOf finds the expression with constant value v that a constant or
// variable of this package is declared with or assigned.
func (p *Package) valueOf(obj types.Object, v constant.Value) ast.Expr {
	if obj == nil || obj.Pkg() != p.Pass.Pkg {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.values == nil {
		p.values = make(map[types.Object][]ast.Expr)
		for _, f := range p.Pass.Files {
			ast.Inspect(f, p.addValues)
		}
	}
	for _, e := range p.values[obj] {
		if tv := p.Pass.TypesInfo.Types[e]; tv.Value != nil && v != nil && tv.Value.ExactString() == v.ExactString() {
			return e
		}
	}
	return nil
}

func (p *Package) addValues(n ast.Node) bool {
	add := func(lhs []ast.Expr, rhs []ast.Expr) {
		if len(lhs) != len(rhs) {
			return
		}
		for i, l := range lhs {
			if id, ok := ast.Unparen(l).(*ast.Ident); ok {
				if obj := p.Pass.TypesInfo.ObjectOf(id); obj != nil {
					p.values[obj] = append(p.values[obj], rhs[i])
				}
			}
		}
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		add(n.Lhs, n.Rhs)
	case *ast.ValueSpec:
		lhs := make([]ast.Expr, len(n.Names))
		for i, name := range n.Names {
			lhs[i] = name
		}
		add(lhs, n.Values)
	}
	return true
}

// FindConst returns an expression of this package with a constant text: one in
// the function of instruction at, else the first in the package.
func (p *Package) FindConst(v constant.Value, at ssa.Instruction) ast.Expr {
	if v.Kind() != constant.String {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.consts == nil {
		p.consts = make(map[string][]ast.Expr)
		for _, f := range p.Pass.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				if e, ok := n.(ast.Expr); ok {
					if tv := p.Pass.TypesInfo.Types[e]; tv.Value != nil && tv.Value.Kind() == constant.String {
						key := tv.Value.ExactString()
						p.consts[key] = append(p.consts[key], e)
					}
				}
				return true
			})
		}
	}
	list := p.consts[v.ExactString()]
	if len(list) == 0 {
		return nil
	}
	if at != nil && at.Parent() != nil {
		if syntax := at.Parent().Syntax(); syntax != nil {
			for _, e := range list {
				if syntax.Pos() <= e.Pos() && e.Pos() < syntax.End() {
					return e
				}
			}
		}
	}
	return list[0]
}

package ssaflow

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// index holds what one pass over the instructions finds.
type index struct {
	// calls are all call, go and defer instructions in order.
	calls []ssa.CallInstruction
	// callers are the calls of a function of this package.
	callers map[*ssa.Function][]ssa.CallInstruction
	// invokes are the calls of an interface method, by method name.
	invokes map[string][]ssa.CallInstruction
	// dynamic are the calls of function values.
	dynamic []ssa.CallInstruction
	// closures are the places that make a closure.
	closures map[*ssa.Function][]*ssa.MakeClosure
	// fieldStores are the stores to fields, by owner and field.
	fieldStores map[symbols.Ref][]*ssa.Store
	// fieldFlags are the calls that bind a command-line flag to a field.
	fieldFlags map[symbols.Ref][]ssa.CallInstruction
	// globals are the uses of package variables of this package, for which SSA
	// keeps no referrers.
	globals map[*ssa.Global][]ssa.Instruction
	// names are the variables that hold a value.
	names map[ssa.Value][]*types.Var

	operands []*ssa.Value // scratch
}

func (x *index) build(p *Package) {
	x.callers = make(map[*ssa.Function][]ssa.CallInstruction)
	x.invokes = make(map[string][]ssa.CallInstruction)
	x.closures = make(map[*ssa.Function][]*ssa.MakeClosure)
	x.fieldStores = make(map[symbols.Ref][]*ssa.Store)
	x.fieldFlags = make(map[symbols.Ref][]ssa.CallInstruction)
	x.globals = make(map[*ssa.Global][]ssa.Instruction)
	x.names = make(map[ssa.Value][]*types.Var)
	for _, fn := range p.funcs {
		for _, b := range fn.Blocks {
			p.size += len(b.Instrs)
			for _, instr := range b.Instrs {
				x.add(instr)
			}
			// Debug references have done their work: the names are known now.
			b.Instrs = slices.DeleteFunc(b.Instrs, func(i ssa.Instruction) bool {
				_, debug := i.(*ssa.DebugRef)
				return debug
			})
		}
	}
}

func (x *index) add(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.DebugRef:
		v, ok := instr.Object().(*types.Var)
		if ok && !v.IsField() && !slices.Contains(x.names[instr.X], v) {
			x.names[instr.X] = append(x.names[instr.X], v)
		}
	case ssa.CallInstruction:
		x.calls = append(x.calls, instr)
		common := instr.Common()
		if common.IsInvoke() {
			x.invokes[common.Method.Name()] = append(x.invokes[common.Method.Name()], instr)
		} else if fn := sourceFunc(common.StaticCallee()); fn != nil {
			x.callers[fn] = append(x.callers[fn], instr)
		} else if _, builtin := common.Value.(*ssa.Builtin); !builtin {
			x.dynamic = append(x.dynamic, instr)
		}
		x.addFlag(instr)
	case *ssa.MakeClosure:
		fn := instr.Fn.(*ssa.Function)
		x.closures[fn] = append(x.closures[fn], instr)
	case *ssa.Store:
		if addr, ok := instr.Addr.(*ssa.FieldAddr); ok {
			ref := FieldRef(addr.X.Type(), addr.Field)
			x.fieldStores[ref] = append(x.fieldStores[ref], instr)
		}
	}
	if _, debug := instr.(*ssa.DebugRef); debug {
		return
	}
	x.operands = instr.Operands(x.operands[:0])
	for _, op := range x.operands {
		if g, ok := (*op).(*ssa.Global); ok {
			x.globals[g] = append(x.globals[g], instr)
		}
	}
}

// addFlag notes fields that a call binds flags to: flag.BoolVar(&c.insecure, …).
func (x *index) addFlag(call ssa.CallInstruction) {
	for _, a := range call.Common().Args {
		if addr, ok := a.(*ssa.FieldAddr); ok && isFlagVar(CalleeOf(call)) {
			ref := FieldRef(addr.X.Type(), addr.Field)
			x.fieldFlags[ref] = append(x.fieldFlags[ref], call)
		}
	}
}

// sourceFunc returns the function that was written: the generic one for an
// instance, the method for a bound method or promotion wrapper.
func sourceFunc(fn *ssa.Function) *ssa.Function {
	if fn == nil {
		return nil
	}
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	if fn.Synthetic != "" && fn.Syntax() == nil {
		if obj, ok := fn.Object().(*types.Func); ok && fn.Prog != nil {
			if real := fn.Prog.FuncValue(obj.Origin()); real != nil {
				return real
			}
		}
	}
	return fn
}

// FieldRef names field number i of a struct type or of what a pointer points to.
func FieldRef(t types.Type, i int) symbols.Ref {
	v := fieldVar(t, i)
	if v == nil {
		return symbols.Ref{}
	}
	owner := symbols.TypeRef(t)
	return symbols.Ref{Pkg: owner.Pkg, Recv: owner.Name, Name: v.Name()}
}

// fieldVar returns field number i of a struct type or of what a pointer points to.
func fieldVar(t types.Type, i int) *types.Var {
	s, _ := structOf(t)
	if s == nil || i >= s.NumFields() {
		return nil
	}
	return s.Field(i)
}

func structOf(t types.Type) (*types.Struct, bool) {
	if t == nil {
		return nil, false
	}
	t = t.Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	s, ok := t.(*types.Struct)
	return s, ok
}

// Names returns the variables that hold v, in order of their declaration.
func (p *Package) Names(v ssa.Value) []*types.Var { return p.index.names[v] }

// Calls returns all call, go and defer instructions of the package.
func (p *Package) Calls() []ssa.CallInstruction { return p.index.calls }

// Callers returns the calls of fn in this package, those through an interface
// of the module included.
func (p *Package) Callers(fn *ssa.Function) []ssa.CallInstruction {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.callersOf(fn)
}

func (p *Package) callersOf(fn *ssa.Function) []ssa.CallInstruction {
	calls := p.index.callers[fn]
	if obj, ok := fn.Object().(*types.Func); ok && obj.Signature().Recv() != nil {
		for _, call := range p.index.invokes[obj.Name()] {
			for _, c := range p.calleesOf(call) {
				if c.Fn == fn {
					calls = append(calls[:len(calls):len(calls)], call)
				}
			}
		}
	}
	for _, call := range p.index.dynamic {
		if !sameParams(call.Common().Signature(), fn.Signature) {
			continue
		}
		for _, c := range p.calleesOf(call) {
			if c.Fn == fn {
				calls = append(calls[:len(calls):len(calls)], call)
			}
		}
	}
	return calls
}

// sameParams reports whether two functions take as many parameters: cheap, and
// enough to leave most others out.
func sameParams(a, b *types.Signature) bool {
	return a.Params().Len() == b.Params().Len() && a.Results().Len() == b.Results().Len() && a.Variadic() == b.Variadic()
}

// FieldStores returns the stores of this package to a struct field.
func (p *Package) FieldStores(field symbols.Ref) []*ssa.Store { return p.index.fieldStores[field] }

// GlobalStores returns the stores of this package to a package variable.
func (p *Package) GlobalStores(g *ssa.Global) []*ssa.Store {
	var out []*ssa.Store
	for _, instr := range p.index.globals[g] {
		if st, ok := instr.(*ssa.Store); ok && st.Addr == g {
			out = append(out, st)
		}
	}
	return out
}

// instrIndex returns the position of instr in its block.
func (p *Package) instrIndex(instr ssa.Instruction) int {
	fn := instr.Parent()
	m := p.order[fn]
	if m == nil {
		m = make(map[ssa.Instruction]int)
		for _, b := range fn.Blocks {
			for i, in := range b.Instrs {
				m[in] = i
			}
		}
		p.order[fn] = m
	}
	return m[instr]
}

// posOf returns the position of a value or, without one, of what it is made from.
func posOf(v ssa.Value) token.Pos {
	if v == nil {
		return token.NoPos
	}
	if v.Pos().IsValid() {
		return v.Pos()
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		return posOf(v.X)
	case *ssa.FieldAddr:
		return posOf(v.X)
	case *ssa.Extract:
		return posOf(v.Tuple)
	case *ssa.MakeInterface:
		return posOf(v.X)
	case *ssa.Convert:
		return posOf(v.X)
	case *ssa.ChangeType:
		return posOf(v.X)
	case *ssa.Slice:
		return posOf(v.X)
	}
	return token.NoPos
}

// ownerOf names the struct type that t is or points to.
func ownerOf(t types.Type) symbols.Ref { return symbols.TypeRef(t) }

// fieldPath is the field that a path ends in, and what of the path is left
// behind it.
type fieldPath struct {
	symbols.Ref
	rest Path
}

// key is the field's name in facts.
func (f fieldPath) key() string { return fieldKey(f.Ref) }

func fieldKey(ref symbols.Ref) string { return ref.Pkg + "." + ref.Recv + "." + ref.Name }

// lastField resolves the last field element of path in a value of type t.
func lastField(t types.Type, path Path) fieldPath {
	var last fieldPath
	for path != "" && t != nil {
		var e Path
		e, path = path.cut()
		if name := e.Field(); name != "" {
			s, ok := structOf(t)
			if !ok {
				return fieldPath{}
			}
			found := false
			for f := range s.Fields() {
				if f.Name() == name {
					owner := symbols.TypeRef(t)
					last = fieldPath{Ref: symbols.Ref{Pkg: owner.Pkg, Recv: owner.Name, Name: name}, rest: path}
					t, found = f.Type(), true
					break
				}
			}
			if !found {
				return fieldPath{}
			}
			continue
		}
		t = elemType(t)
	}
	return last
}

// elemType is the element type of a container, nil for other types.
func elemType(t types.Type) types.Type {
	switch u := deref(t).Underlying().(type) {
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Map:
		return u.Elem()
	case *types.Chan:
		return u.Elem()
	}
	return nil
}

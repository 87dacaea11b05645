package ssaflow

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// ValueFact is a function that a package keeps in a field of one of its types or
// in a package variable, for callers in other packages.
type ValueFact struct {
	// Callee is the function of another module, such as a logger's method.
	Callee symbols.Ref
	// Sinks are the parameters of a function of this package that reach a log;
	// the receiver of a method value is not counted.
	Sinks []SinkFact
}

// maxValues bounds the functions kept for one field.
const maxValues = 4

// funcValues collects the functions that exported fields and variables hold.
func (p *Package) funcValues(f *FlowFact) {
	f.Values = make(map[string][]ValueFact)
	add := func(key string, v ssa.Value) {
		vf, ok := p.valueFact(v)
		if ok && len(f.Values[key]) < maxValues {
			f.Values[key] = append(f.Values[key], vf)
		}
	}
	for ref, stores := range p.index.fieldStores { // order does not matter: keys are apart
		if ref.Recv == "" || ref.Pkg != symbols.Normalize(p.Pass.Pkg.Path()) {
			continue
		}
		for _, st := range stores {
			if isFunc(st.Val.Type()) {
				add(fieldKey(ref), st.Val)
			}
		}
	}
	for name, m := range p.SSA.Members {
		g, ok := m.(*ssa.Global)
		if !ok || !token.IsExported(name) || !isFunc(deref(g.Type())) {
			continue
		}
		for _, st := range p.GlobalStores(g) {
			add(globalKey(p.Pass.Pkg.Path(), name), st.Val)
		}
	}
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

func globalKey(pkg, name string) string { return pkg + "." + name }

// valueFact describes a function value made here.
func (p *Package) valueFact(v ssa.Value) (ValueFact, bool) {
	if ct, ok := v.(*ssa.ChangeType); ok {
		v = ct.X
	}
	made, bound := (*ssa.Function)(nil), false
	switch v := v.(type) {
	case *ssa.Function:
		made = v
	case *ssa.MakeClosure:
		made = v.Fn.(*ssa.Function)
		bound = isBound(made)
	default:
		return ValueFact{}, false
	}
	fn := sourceFunc(made)
	if fn.Blocks != nil && fn.Pkg == p.SSA {
		vf := ValueFact{}
		for _, s := range p.sinks.facts(fn) {
			if bound {
				s.Param--
			}
			if s.Param >= 0 && slices.Contains(logRoles, s.Role) {
				vf.Sinks = append(vf.Sinks, s)
			}
		}
		return vf, len(vf.Sinks) > 0
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return ValueFact{}, false
	}
	ref := symbols.Of(obj)
	if symbols.HasRef(ref, symbols.LogSink) {
		return ValueFact{Callee: ref}, true
	}
	return ValueFact{}, false
}

// valueFacts are the functions that a call of a function value may run, as far as
// other packages have put them there.
func (p *Package) valueFacts(call ssa.CallInstruction) []ValueFact {
	load, ok := call.Common().Value.(*ssa.UnOp)
	if !ok {
		return nil
	}
	switch addr := load.X.(type) {
	case *ssa.FieldAddr:
		key := fieldKey(FieldRef(addr.X.Type(), addr.Field))
		for _, path := range p.importOrder() {
			if vf := p.imports[path].Values[key]; vf != nil {
				return vf
			}
		}
	case *ssa.Global:
		if fact := p.imports[addr.Pkg.Pkg.Path()]; fact != nil {
			return fact.Values[globalKey(addr.Pkg.Pkg.Path(), addr.Name())]
		}
	}
	return nil
}

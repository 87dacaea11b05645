package ssaflow

import (
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Callee is a function that a call may run.
type Callee struct {
	Ref symbols.Ref
	// Fn is the function, when it is in this package and has a body.
	Fn *ssa.Function
	// Obj is the called function or method, nil for closures and for
	// implementations in other packages.
	Obj *types.Func
	// Fact is the summary of a function of another module package, or nil.
	Fact *FuncFact
	// Pkg is the path of the package the function is in.
	Pkg string
	// Key is the function's name in its package's facts: "Func" or "Type.Method".
	Key string
	// Dynamic says that the call goes through an interface or function value,
	// so that this is one of several possibilities.
	Dynamic bool
	// Bound says that it is a method value: the call does not name a receiver.
	Bound bool
}

// Known reports whether the engine can look into the function.
func (c *Callee) Known() bool { return c.Fn != nil || c.Fact != nil }

// maxImpls bounds how many implementations stand for an interface method.
const maxImpls = 12

// CalleeOf names what a call calls: the function, the interface's method or,
// for a function value kept in a variable or field, nothing.
func CalleeOf(call ssa.CallInstruction) symbols.Ref {
	return symbols.Of(CalleeObj(call))
}

// CalleeObj returns the function or interface method that a call names.
func CalleeObj(call ssa.CallInstruction) *types.Func {
	common := call.Common()
	if common.IsInvoke() {
		return common.Method
	}
	if fn := sourceFunc(common.StaticCallee()); fn != nil {
		obj, _ := fn.Object().(*types.Func)
		return obj
	}
	return nil
}

// Args returns the arguments of a call without the receiver.
func Args(call ssa.CallInstruction) []ssa.Value {
	common := call.Common()
	if common.IsInvoke() {
		return common.Args
	}
	if common.Signature().Recv() != nil && len(common.Args) > 0 {
		return common.Args[1:]
	}
	return common.Args
}

// Receiver returns the receiver of a method call, or nil.
func Receiver(call ssa.CallInstruction) ssa.Value {
	common := call.Common()
	if common.IsInvoke() {
		return common.Value
	}
	if common.Signature().Recv() != nil && len(common.Args) > 0 {
		return common.Args[0]
	}
	return nil
}

// params returns the values for the parameters of a callee, receiver first.
// The receiver of a method value is the one that was bound, nil if unknown.
func params(call ssa.CallInstruction, c *Callee) []ssa.Value {
	common := call.Common()
	if common.IsInvoke() {
		return append([]ssa.Value{common.Value}, common.Args...)
	}
	if recv, ok := boundReceiver(common.Value); ok {
		return append([]ssa.Value{recv}, common.Args...)
	}
	if c != nil && c.Bound {
		return append([]ssa.Value{nil}, common.Args...)
	}
	return common.Args
}

// boundReceiver returns the receiver of a method value.
func boundReceiver(v ssa.Value) (ssa.Value, bool) {
	mc, ok := v.(*ssa.MakeClosure)
	if !ok || !isBound(mc.Fn.(*ssa.Function)) || len(mc.Bindings) != 1 {
		return nil, false
	}
	return mc.Bindings[0], true
}

// isBound reports whether fn is the wrapper that go/ssa makes for a method value.
func isBound(fn *ssa.Function) bool { return strings.HasSuffix(fn.Name(), "$bound") }

// Variadic returns the elements handed to the variadic parameter of a call, in
// order. ok is false when a slice is handed over whole ("args...").
func Variadic(call ssa.CallInstruction) (elems []ssa.Value, ok bool) {
	sig := call.Common().Signature()
	args := Args(call)
	if !sig.Variadic() || len(args) == 0 {
		return nil, false
	}
	return Elements(args[len(args)-1])
}

// Elements returns the elements of a slice that is made from a list of values
// at one place. ok is false when the slice is anything else.
func Elements(v ssa.Value) (elems []ssa.Value, ok bool) {
	switch v := v.(type) {
	case *ssa.Const:
		return nil, v.Value == nil
	case *ssa.Slice:
		alloc, isAlloc := v.X.(*ssa.Alloc)
		if !isAlloc {
			return nil, false
		}
		arr, isArr := deref(alloc.Type()).Underlying().(*types.Array)
		if !isArr || arr.Len() > 4096 {
			return nil, false
		}
		elems = make([]ssa.Value, arr.Len())
		for _, r := range *alloc.Referrers() {
			ia, isIdx := r.(*ssa.IndexAddr)
			if !isIdx {
				continue
			}
			n, isConst := constInt(ia.Index)
			if !isConst || n >= arr.Len() {
				return nil, false
			}
			for _, rr := range *ia.Referrers() {
				if st, isStore := rr.(*ssa.Store); isStore && st.Addr == ia {
					elems[n] = st.Val
				}
			}
		}
		return elems, true
	}
	return nil, false
}

// Callees returns the functions that a call may run, as far as they can be
// seen: the static callee, the module's implementations of an interface of the
// module, and function values made in this package.
func (p *Package) Callees(call ssa.CallInstruction) []*Callee {
	if p.SSA == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calleesOf(call)
}

func (p *Package) calleesOf(call ssa.CallInstruction) []*Callee {
	if c, ok := p.callees[call]; ok {
		return c
	}
	p.callees[call] = nil // a call that depends on itself
	c := p.resolve(call)
	p.callees[call] = c
	return c
}

func (p *Package) resolve(call ssa.CallInstruction) []*Callee {
	common := call.Common()
	if common.IsInvoke() {
		return p.implementations(common.Method, common.Value.Type())
	}
	if fn := sourceFunc(common.StaticCallee()); fn != nil {
		return []*Callee{p.calleeOf(fn)}
	}
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return nil
	}
	var out []*Callee
	for _, o := range p.origins(common.Value, Query{At: call, Fields: true}) {
		if o.Kind == Func && o.Fn != nil && len(out) < maxImpls {
			if fn := sourceFunc(o.Fn); !slices.ContainsFunc(out, func(c *Callee) bool { return c.Fn == fn }) {
				c := p.calleeOf(fn)
				c.Dynamic = true
				c.Bound = isBound(o.Fn)
				out = append(out, c)
			}
		}
	}
	return out
}

// calleeOf describes a function known by its SSA.
func (p *Package) calleeOf(fn *ssa.Function) *Callee {
	if obj, ok := fn.Object().(*types.Func); ok {
		return p.calleeOfObject(obj, fn)
	}
	c := &Callee{Ref: symbols.Ref{Pkg: symbols.Normalize(p.Pass.Pkg.Path()), Name: fn.Name()}}
	if p.builds(fn) {
		c.Fn = fn
	}
	return c
}

// calleeOfObject describes the function that obj declares. fn is nil when the
// package has none for it: a method of another one that is not called here.
func (p *Package) calleeOfObject(obj *types.Func, fn *ssa.Function) *Callee {
	c := &Callee{Obj: obj, Ref: symbols.Of(obj)}
	c.Key = c.Ref.Symbol()
	if obj.Pkg() != nil {
		c.Pkg = obj.Pkg().Path()
	}
	if p.builds(fn) {
		c.Fn = fn
	} else {
		c.Fact = p.funcFact(c.Pkg, c.Key)
	}
	return c
}

// builds reports whether the body of fn is in this package.
func (p *Package) builds(fn *ssa.Function) bool {
	return fn != nil && fn.Blocks != nil && fn.Pkg == p.SSA
}

// funcFact returns the summary of a function of another module package.
func (p *Package) funcFact(pkg, key string) *FuncFact {
	if fact := p.imports[pkg]; fact != nil {
		return fact.Funcs[key]
	}
	return nil
}

// implementations returns the module's implementations of an interface method.
func (p *Package) implementations(m *types.Func, t types.Type) []*Callee {
	if out, ok := p.impls[m]; ok {
		return out
	}
	p.impls[m] = nil
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || !p.ownInterface(m, t) {
		return nil
	}
	var out []*Callee
	scope := p.Pass.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		if !ok || named.TypeParams().Len() > 0 {
			continue
		}
		ptr := types.NewPointer(named)
		if !types.Implements(ptr, iface) {
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(ptr, false, m.Pkg(), m.Name())
		fn, _ := obj.(*types.Func)
		if fn == nil || types.IsInterface(fn.Signature().Recv().Type()) {
			continue
		}
		c := p.calleeOfObject(fn, p.SSA.Prog.FuncValue(fn))
		c.Dynamic = true
		out = append(out, c)
	}
	out = append(out, p.importedImplementations(m, iface)...)
	if len(out) > maxImpls {
		out = nil // too many to say anything
	}
	p.impls[m] = out
	return out
}

// ownInterface reports whether the interface that declares a method belongs to
// the module; everybody implements io.Reader.
func (p *Package) ownInterface(m *types.Func, t types.Type) bool {
	if m.Pkg() == nil {
		return false
	}
	if m.Pkg() == p.Pass.Pkg || p.imports[m.Pkg().Path()] != nil {
		return true
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil {
		pkg := named.Obj().Pkg()
		return pkg == p.Pass.Pkg || p.imports[pkg.Path()] != nil
	}
	return false
}

// importedImplementations finds implementations by the method sets that
// packages leave in their facts; unexported types are found that way too.
func (p *Package) importedImplementations(m *types.Func, iface *types.Interface) []*Callee {
	want := make(map[string]string, iface.NumMethods())
	for i := range iface.NumMethods() {
		method := iface.Method(i)
		want[method.Name()] = symbols.SignatureText(method.Signature())
	}
	var out []*Callee
	for _, path := range p.importOrder() {
		fact := p.imports[path]
		for _, tm := range fact.Types {
			if !tm.implements(want) {
				continue
			}
			key := tm.method(m.Name()).Declared
			pkg := path
			if i := strings.LastIndexByte(key, '\t'); i >= 0 {
				pkg, key = key[:i], key[i+1:]
			}
			ff := p.funcFact(pkg, key)
			if ff == nil {
				continue
			}
			ref := symbols.RefOf(pkg, key)
			if !slices.ContainsFunc(out, func(c *Callee) bool { return c.Pkg == pkg && c.Key == key }) {
				out = append(out, &Callee{Ref: ref, Fact: ff, Pkg: pkg, Key: key, Dynamic: true})
			}
		}
	}
	return out
}

// importOrder returns the paths of the module packages with facts, sorted.
func (p *Package) importOrder() []string {
	if p.importPaths == nil {
		for path := range p.imports {
			p.importPaths = append(p.importPaths, path)
		}
		slices.Sort(p.importPaths)
	}
	return p.importPaths
}

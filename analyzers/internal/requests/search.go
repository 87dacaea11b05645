package requests

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// search looks for an idempotency key in whatever becomes a request: a request
// object, a header map, a body, an SDK's parameters, options, a context.
type search struct {
	m    *Model
	prov string
	seen map[ssa.Value]bool
	n    int
}

const (
	maxSearch      = 60
	maxSearchDepth = 7
)

// keyOf looks for a key in v.
func (m *Model) keyOf(v ssa.Value, prov string) Key {
	q := keyQuery{v: v, prov: prov}
	if k, ok := m.keys[q]; ok {
		return k
	}
	m.keys[q] = Key{} // a value that depends on itself
	if m.depth > maxNested {
		return Key{State: KeyUnknown}
	}
	m.depth++
	s := &search{m: m, prov: prov, seen: make(map[ssa.Value]bool)}
	k := s.in(v, 0)
	m.depth--
	m.keys[q] = k
	return k
}

// keyQuery is a question that is answered once.
type keyQuery struct {
	v    ssa.Value
	prov string
	// sets asks for what is set on v, not for what is in it.
	sets bool
}

// maxNested bounds how deep answers may depend on others.
const maxNested = 10

func (s *search) in(v ssa.Value, depth int) Key {
	var k Key
	if v == nil || s.seen[v] || depth > maxSearchDepth || s.n > maxSearch || isPlain(v.Type()) {
		return k
	}
	s.seen[v] = true
	s.n++
	o := s.m.object(v, true)
	for _, u := range o.uses {
		k = k.or(s.use(u, depth))
	}
	for _, st := range o.stores {
		k = k.or(s.store(st, depth))
	}
	if k.State == KeySet {
		return k
	}
	for _, r := range o.roots {
		k = k.or(s.root(r, depth))
	}
	return k
}

// isPlain reports whether a value of that type can hold no key but be one.
func isPlain(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString == 0
	case *types.Pointer:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Info()&types.IsString == 0
	}
	return false
}

func (s *search) set(how string, v ssa.Value, at ssa.Instruction) Key {
	return Key{State: KeySet, How: how, Values: s.m.values(v, "", at), site: at, val: v}
}

// store judges a field or element that is set.
func (s *search) store(st store, depth int) Key {
	if st.key != nil {
		if m := rangedMap(st.key); m != nil {
			return s.in(m, depth+1)
		}
		return s.m.named(st.key, st.val, st.instr, s.prov)
	}
	for _, name := range lastNames(st.path) {
		if keyName(s.prov, name) {
			return s.set(lastNames(st.path)[0], st.val, st.instr)
		}
	}
	return Key{}
}

// rangedMap returns the map whose keys v ranges over.
func rangedMap(v ssa.Value) ssa.Value {
	ex, ok := v.(*ssa.Extract)
	if !ok {
		return nil
	}
	next, ok := ex.Tuple.(*ssa.Next)
	if !ok {
		return nil
	}
	if r, ok := next.Iter.(*ssa.Range); ok {
		return r.X
	}
	return nil
}

// root judges what the object starts as.
func (s *search) root(r root, depth int) Key {
	switch v := r.v.(type) {
	case *ssa.Parameter:
		return s.param(v, r, depth)
	case *ssa.Call:
		return s.made(v, 0, depth)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return s.made(call, v.Index, depth)
		}
	case *ssa.FieldAddr:
		return s.field(v, depth)
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			return s.field(fa, depth)
		}
	case *ssa.BinOp, *ssa.Const:
		if isText(v.Type()) {
			return s.texts(nil, []ssa.Value{v}, depth)
		}
		return Key{}
	case *ssa.MakeClosure:
		return s.hook(v.Fn.(*ssa.Function))
	case *ssa.Function:
		return s.hook(v).elsewhere()
	case *ssa.Alloc, *ssa.MakeMap, *ssa.Global:
		return Key{}
	}
	if isContext(r.v.Type()) {
		return Key{}
	}
	if opaqueBody(r.v.Type()) && !records(r.v.Type()) {
		return Key{State: KeyUnknown}
	}
	return s.byType(r.v.Type(), -1)
}

// records reports whether a list has elements of which every field is known by
// name, unlike headers and parameters that are pairs of names and values.
func records(t types.Type) bool {
	list, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	st, ok := deref(list.Elem()).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		switch f.Name() {
		case "Name", "Key", "Field", "Header", "Value":
			return false
		}
		if !isStringish(f.Type()) && opaqueBody(f.Type()) {
			return false
		}
	}
	return true
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// param judges a parameter by its type: what callers may put there.
func (s *search) param(p *ssa.Parameter, r root, depth int) Key {
	if p.Parent().Parent() != nil {
		// A closure's parameter is filled by whoever runs the closure.
		return Key{}
	}
	if r.index == 0 && p.Parent().Signature.Recv() != nil {
		return Key{} // the client itself
	}
	if isContext(p.Type()) {
		return Key{} // carries a deadline; a key in it is set by name, and seen where it is
	}
	if opaqueBody(p.Type()) {
		return callerKey(r.index, "")
	}
	return s.byType(p.Type(), r.index)
}

// byType finds a field for a key in a struct type. index is the parameter that
// has it, or -1.
func (s *search) byType(t types.Type, index int) Key {
	path, ok := keyField(t, s.prov, 0)
	switch {
	case !ok:
		return Key{}
	case index < 0:
		return Key{State: KeyUnknown, How: path}
	}
	return callerKey(index, path)
}

// field judges a body or map that is kept in a struct field, by what the
// package stores there.
func (s *search) field(fa *ssa.FieldAddr, depth int) Key {
	if k, ok := s.configured(fa, depth); ok {
		return k
	}
	stores := s.m.flow.FieldStores(ssaflow.FieldRef(fa.X.Type(), fa.Field))
	var k Key
	t := deref(fa.Type())
	if isContext(t) {
		return k
	}
	// Part of what callers hand in: other places of the package that fill such a
	// field in say nothing about this one.
	for _, v := range s.m.values(fa, "", fa) {
		own := v.Index == 0 && fa.Parent().Signature.Recv() != nil && !describes(fa.Parent().Signature.Recv().Type())
		if v.Kind == FromParam && !own && (opaqueBody(t) || hasKeyField(t, s.prov)) {
			return callerKey(v.Index, v.Path)
		}
	}
	for _, st := range stores {
		found := s.in(st.Val, depth+1)
		if st.Parent() != fa.Parent() {
			found = found.elsewhere()
		}
		k = k.or(found)
	}
	if k.State == KeySet {
		return k
	}
	if s.assigned(t) {
		return Key{State: KeyUnknown}
	}
	if len(stores) == 0 && opaqueBody(t) {
		if _, isMap := t.Underlying().(*types.Map); !isMap {
			return Key{State: KeyUnknown}
		}
	}
	return k
}

// configured judges a field of a description of the request that is made here
// and handed to options: they fill it, not what other functions store in such
// fields.
func (s *search) configured(fa *ssa.FieldAddr, depth int) (Key, bool) {
	var k Key
	o := s.m.object(fa.X, false)
	local := false
	for _, r := range o.roots {
		if _, ok := r.v.(*ssa.Alloc); !ok || r.path != "" {
			return k, false
		}
		local = true
	}
	options := false
	for _, u := range o.uses {
		if u.path != "" || ssaflow.CalleeObj(u.call) != nil && !u.call.Common().IsInvoke() {
			continue
		}
		if found := s.option(u.call); found.State != KeyNone {
			k, options = k.or(found), true
		}
	}
	if !local || !options {
		return k, false
	}
	field := fieldElem(fa.X.Type(), fa.Field)
	for _, st := range o.stores {
		if st.key == nil && st.path == field {
			k = k.or(s.in(st.val, depth+1))
		}
	}
	return k, true
}

// assigned reports whether the package sets the field for a key of a struct
// type anywhere: by a builder's method, say.
func (s *search) assigned(t types.Type) bool {
	ref, ok := keyFieldRef(t, s.prov, 0)
	return ok && len(s.m.flow.FieldStores(ref)) > 0
}

// made judges a call whose result is (part of) the request.
func (s *search) made(call *ssa.Call, result, depth int) Key {
	fn := ssaflow.CalleeObj(call)
	args := allArgs(call)
	var k Key
	if fn != nil {
		name, own := fn.Name(), ssaflow.Args(call)
		if idempotentCall.MatchString(name) && !readCall.MatchString(name) && len(own) > 0 {
			return s.set(name, own[len(own)-1], call)
		}
		if (name == "WithHeader" || name == "Header" || name == "WithCustomHeader") && len(own) == 2 {
			if h, ok := ssavalue.ConstString(own[0]); ok {
				if keyHeader(h) {
					return s.set(h, own[1], call)
				}
				return k
			}
		}
		if nr, ok := newRequests[symbols.Of(fn).Pkg+"."+symbols.Of(fn).Symbol()]; ok {
			for _, i := range [...]int{nr.body, nr.from} {
				if i >= 0 && i < len(own) {
					k = k.or(s.in(own[i], depth+1))
				}
			}
			return k
		}
		if symbols.Of(fn).Is("context", "WithValue") && len(own) == 3 {
			if idempotentCall.MatchString(symbols.TypeName(ssavalue.Unwrap(own[1]).Type())) || constHasKey(own[1]) {
				return s.set("context", own[2], call)
			}
			return s.in(own[0], depth+1)
		}
	}
	known := false
	for _, callee := range s.m.flow.Callees(call) {
		if sum := s.m.summaryOf(callee); sum != nil {
			known = true
			switch {
			case callee.Fn != nil:
				k = k.or(s.m.bindKey(s.m.returnsKey(callee.Fn, s.prov), call, s.prov))
			case sum.Returns.State != KeyNone:
				k = k.or(s.m.bindKey(sum.Returns, call, s.prov))
			case result == 0 && providerFields(s.prov) && (hasKeyField(resultType(call), s.prov) || isMapType(resultType(call))):
				k = k.or(Key{State: KeyUnknown})
			}
		}
	}
	if known {
		return k
	}
	if fn != nil && symbols.Of(fn).Is("io", "Pipe") {
		if result > 0 {
			return k
		}
		return s.piped(call, depth)
	}
	if result > 0 || isContext(resultType(call)) && (fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context") {
		return k // r.Context() holds no part of r
	}
	// Another module's function: what it makes holds what it is given.
	for _, a := range args {
		if fn != nil && fn.Pkg() != nil && isStringish(a.Type()) && IsSDK(fn.Pkg().Path()) {
			continue // an id, not a body
		}
		k = k.or(s.in(a, depth+1))
	}
	if fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "fmt" {
		k = k.or(s.texts(call, args, depth))
	}
	return k
}

// providerFields reports whether a provider keeps references unique that are
// keys for nobody else.
func providerFields(prov string) bool {
	prov, _ = strings.CutSuffix(prov, refundSuffix)
	mech, ok := provider.MechanismOf(prov)
	return ok && len(mech.Fields) > 0
}

// resultType is the type of a call's first result.
func resultType(call *ssa.Call) types.Type {
	res := call.Call.Signature().Results()
	if res.Len() == 0 {
		return types.Typ[types.Invalid]
	}
	return res.At(0).Type()
}

func isContext(t types.Type) bool {
	ref := symbols.TypeRef(t)
	return ref.Pkg == "context" && ref.Name == "Context"
}

func constHasKey(v ssa.Value) bool {
	text, ok := ssavalue.ConstString(v)
	return ok && idempotentCall.MatchString(text)
}

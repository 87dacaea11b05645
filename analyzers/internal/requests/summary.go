package requests

import (
	"go/types"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Summary says what calling a function does, as far as requests go.
type Summary struct {
	// Open are the requests whose method or URL its callers choose.
	Open []Desc
	// Writes are the requests that it knows itself, through calls too.
	Writes []Desc
	// Reads are the names of lookups that it makes.
	Reads []string
	// Request describes the request object that it returns.
	Request *Desc
	// Sets are the keys that it sets on what its parameters point to.
	Sets map[int]Key
	// Fills is what it stores in the description of a request that is its
	// receiver.
	Fills []Fill
	// Returns is the key in what it returns: a header map, a payload, an option.
	Returns Key
	// Unchecked says that it returns a response whose status it has not looked at.
	Unchecked bool
	// Loose is the first request that it sends and of whose answer it uses the
	// body without ever looking at the status.
	Loose *Desc
	// LooseBody says that what the body says of itself decides there.
	LooseBody bool `json:",omitempty"`
	// StatusAt is the number, counted from 1, of a result that is the status.
	StatusAt int
}

// Bounds of one summary.
const (
	maxOpen   = 4
	maxWrites = 8
)

func (s *Summary) empty() bool {
	return len(s.Open) == 0 && len(s.Writes) == 0 && len(s.Reads) == 0 && s.Request == nil && len(s.Sets) == 0 && len(s.Fills) == 0 && s.StatusAt == 0 && s.Returns.State == KeyNone &&
		!s.Unchecked && s.Loose == nil
}

// summaryOf returns what is known about a function of the module, nil for
// others.
func (m *Model) summaryOf(c *ssaflow.Callee) *Summary {
	switch {
	case c.Fn != nil:
		return m.summarize(c.Fn)
	case c.Fact != nil || m.imports[c.Pkg] != nil:
		if fact := m.imports[c.Pkg]; fact != nil && fact.Funcs[c.Key] != nil {
			return fact.Funcs[c.Key]
		}
		return &none
	}
	return nil
}

// none is the summary of a function that does nothing of interest.
var none Summary

// summarize computes the summary of a function of this package, once. A
// function that is being summarized (recursion) does nothing.
func (m *Model) summarize(fn *ssa.Function) *Summary {
	if s, ok := m.sums[fn]; ok {
		return s
	}
	sum := &Summary{}
	m.sums[fn] = sum
	out := &Summary{}
	m.calls(fn, out)
	m.sets(fn, out)
	m.returns(fn, out)
	m.fills(fn, out)
	out.StatusAt = m.statusResult(fn) + 1
	out.Unchecked, out.Loose = m.unchecked(fn), m.loose(fn)
	out.LooseBody = out.Loose != nil && RefusesByBody(fn)
	*sum = *out
	return sum
}

// calls summarizes the requests that a function sends, its closures included.
func (m *Model) calls(fn *ssa.Function, out *Summary) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			for _, s := range m.sendsAt(call) {
				switch {
				case s.Open:
					if len(out.Open) < maxOpen && fn.Parent() == nil {
						out.Open = append(out.Open, exported(s.Desc))
					}
				case s.IsWrite():
					if len(out.Writes) < maxWrites {
						out.Writes = append(out.Writes, exported(s.Desc))
					}
				case s.IsRead() && len(out.Reads) < maxWrites:
					out.Reads = append(out.Reads, s.Callee.Name)
				}
			}
			for _, d := range m.Writes(call) {
				if len(out.Writes) < maxWrites {
					out.Writes = append(out.Writes, d)
				}
			}
			for _, callee := range m.flow.Callees(call) {
				if sum := m.summaryOf(callee); sum != nil && len(out.Reads) < maxWrites {
					out.Reads = append(out.Reads, sum.Reads...)
				}
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		sum := m.summarize(anon)
		for _, d := range sum.Writes {
			if len(out.Writes) < maxWrites {
				out.Writes = append(out.Writes, d)
			}
		}
		out.Reads = append(out.Reads, sum.Reads...)
		if fn.Parent() == nil && len(out.Open) < maxOpen {
			for _, s := range m.openIn(anon) {
				out.Open = append(out.Open, exported(s.Desc))
			}
		}
	}
	if len(out.Reads) > maxWrites {
		out.Reads = out.Reads[:maxWrites]
	}
}

// openIn returns the open sends in a closure.
func (m *Model) openIn(fn *ssa.Function) []*Send {
	var out []*Send
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				for _, s := range m.sendsAt(call) {
					if s.Open {
						out = append(out, s)
					}
				}
			}
		}
	}
	return out
}

// exported takes off what means nothing outside the function.
func exported(d Desc) Desc {
	if len(d.Names) > 8 {
		d.Names = d.Names[:8]
	}
	return d
}

// Writes returns the writes that a call leads to inside functions of the
// module that know method and URL themselves, keys bound to its arguments.
func (m *Model) Writes(call ssa.CallInstruction) []Desc {
	var out []Desc
	for _, callee := range m.flow.Callees(call) {
		sum := m.summaryOf(callee)
		if sum == nil {
			continue
		}
		for i := range sum.Writes {
			if len(out) < maxWrites {
				out = append(out, m.bind(&sum.Writes[i], call))
			}
		}
	}
	if d, ok := m.unseen(call); ok && len(out) == 0 {
		out = append(out, d)
	}
	return out
}

// Keyed returns the writes behind a call whose key comes from the call's
// arguments, and from nothing the caller's own callers choose.
func (m *Model) Keyed(call ssa.CallInstruction) []Desc {
	var out []Desc
	for _, callee := range m.flow.Callees(call) {
		sum := m.summaryOf(callee)
		if sum == nil {
			continue
		}
		for i := range sum.Writes {
			k := &sum.Writes[i].Key
			if k.State != KeyCaller && !(k.State == KeySet && k.Values.Has(FromParam)) {
				continue
			}
			if _, unstable := k.Generated(Clock, WeakRandom); unstable || k.Empty() {
				continue // reported where it is made, whatever the callers do
			}
			d := m.bind(&sum.Writes[i], call)
			if d.Key.State == KeyCaller || d.Key.State == KeyUnknown || d.Key.Values.Only(FromParam) {
				continue
			}
			out = append(out, d)
		}
	}
	if d, ok := m.unseen(call); ok && len(out) == 0 && d.Key.State == KeySet && !d.Key.Values.Only(FromParam) {
		out = append(out, d)
	}
	return out
}

// sets summarizes the keys that a function sets on its parameters.
func (m *Model) sets(fn *ssa.Function, out *Summary) {
	for i, p := range fn.Params {
		if !mayCarryKey(p.Type()) {
			continue
		}
		k := m.setsOn(p)
		if k.State == KeyCaller {
			// What is in the parameter already is no news to the caller.
			k.Inputs = slices.DeleteFunc(slices.Clone(k.Inputs), func(in Input) bool { return in.Index == i })
			if len(k.Inputs) == 0 {
				continue
			}
		}
		if k.State == KeySet || k.State == KeyCaller {
			if out.Sets == nil {
				out.Sets = make(map[int]Key)
			}
			out.Sets[i] = k
		}
	}
}

// setsOn returns the key that is set on v, not the one that is in it already.
func (m *Model) setsOn(v ssa.Value) Key { return m.setsFor(v, "") }

// setsFor is setsOn for the references that a provider keeps unique.
func (m *Model) setsFor(v ssa.Value, prov string) Key {
	if !mayCarryKey(v.Type()) {
		return Key{}
	}
	q := keyQuery{v: v, prov: prov, sets: true}
	if k, ok := m.keys[q]; ok {
		return k
	}
	m.keys[q] = Key{}
	if m.depth > maxNested {
		return Key{}
	}
	m.depth++
	s := &search{m: m, prov: prov, seen: map[ssa.Value]bool{v: true}}
	o := m.object(v, false)
	var k Key
	for _, u := range o.uses {
		k = k.or(s.use(u, 1))
	}
	for _, st := range o.stores {
		k = k.or(s.store(st, 1))
		if st.key == nil && holdsParts(st.val.Type()) {
			k = k.or(s.in(st.val, 1)) // r.Headers = map[string]string{…}, c.body = v
		}
	}
	m.depth--
	m.keys[q] = k
	return k
}

// holdsParts reports whether a value of that type is a payload or a list of
// headers, not another object.
func holdsParts(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Map:
		return true
	case *types.Interface:
		return u.NumMethods() == 0 || symbols.TypeRef(t) == symbols.Ref{Pkg: "io", Name: "Reader"}
	}
	return false
}

// mayCarryKey reports whether a value of that type may be given a key.
func mayCarryKey(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Map:
		return true
	case *types.Pointer:
		switch u.Elem().Underlying().(type) {
		case *types.Struct, *types.Map:
			return true
		}
	case *types.Interface:
		return u.NumMethods() > 0
	}
	return false
}

// returns summarizes the request, payload or option that a function returns.
func (m *Model) returns(fn *ssa.Function, out *Summary) {
	if fn.Signature.Results().Len() == 0 || fn.Parent() != nil {
		return
	}
	t := fn.Signature.Results().At(0).Type()
	if isHTTP(t, "Request") || requestType(t) {
		for _, v := range firstResults(fn) {
			if r := m.request(v); out.Request == nil && len(r.methods)+len(r.url) > 0 {
				out.Request = &Desc{Methods: r.methods, URL: r.url, Payload: r.payload, Texts: r.texts}
			}
		}
	}
	prov, _ := sdkProvider(symbols.TypeRef(t).Pkg)
	out.Returns = m.returnsKey(fn, prov)
}

// returnsKey returns the key in what a function returns first.
func (m *Model) returnsKey(fn *ssa.Function, prov string) Key {
	res := fn.Signature.Results()
	if res.Len() == 0 || fn.Parent() != nil {
		return Key{}
	}
	t := res.At(0).Type()
	_, isFunc := t.Underlying().(*types.Signature)
	isRequest := isHTTP(t, "Request") || requestType(t)
	if !isRequest && !isFunc && !opaqueBody(t) && !hasKeyField(t, prov) || isText(t) || isError(t) {
		return Key{}
	}
	var k Key
	for _, v := range firstResults(fn) {
		if hook := ssavalue.Func(v); hook != nil && (isFunc || types.IsInterface(t)) {
			for _, p := range hook.Params {
				k = k.or(m.setsFor(p, prov))
			}
			continue
		}
		k = k.or(m.keyOf(v, prov))
	}
	return k
}

// firstResults returns the values that a function returns first.
func firstResults(fn *ssa.Function) []ssa.Value {
	var out []ssa.Value
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 {
			if c, isConst := ret.Results[0].(*ssa.Const); !isConst || c.Value != nil {
				out = append(out, ret.Results[0])
			}
		}
	}
	return out
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func requestType(t types.Type) bool {
	p, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	s, ok := p.Elem().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		if f := s.Field(i); f.Embedded() && isHTTP(f.Type(), "Request") {
			return true
		}
	}
	return false
}

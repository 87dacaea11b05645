package ssaflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// switchFunc is what calling a function does to a setting: WithInsecure(),
// DisableVerification(cfg).
type switchFunc struct {
	sink   Sink
	value  *ssa.Const
	negate bool
}

// SwitchFact is a setting that a function of another package puts a constant in.
type SwitchFact struct {
	Role   symbols.Role
	Callee symbols.Ref
	Value  OriginFact
	Negate bool
}

// announces is what functions are called that exist to weaken a setting.
var announces = regexp.MustCompile(`(?i)insecure|skip|no_?(tls_?)?(cert_?)?verif|unverified|trust_?all|self_?signed|ignore|disable|without|unsafe|legacy|tls_?v?1?_?[01]$|ssl_?v?3`)

// switchRoles are the settings that such functions make.
var switchRoles = []symbols.Role{symbols.TLSSkipVerify, symbols.TLSMinVersion, symbols.TLSMaxVersion}

// offer makes a switch of an exported function that only offers a setting: by
// its name, and because what it sets belongs to its caller. Its use is what
// counts, not that it exists.
func (t *sinkTable) offer(u *SinkUse) {
	if !slices.Contains(switchRoles, u.Sink.Role) || u.Path != "" {
		return
	}
	st, ok := u.Instr.(*ssa.Store)
	if !ok {
		return
	}
	value, ok := u.Value.(*ssa.Const)
	if !ok || value.Value == nil || isOff(value.Value) != u.Negate {
		return
	}
	fn := offeredBy(st)
	if fn == nil {
		return
	}
	t.offered[st] = fn
	s := switchFunc{u.Sink, value, u.Negate}
	if slices.Contains(t.switches[fn], s) {
		return
	}
	t.switches[fn] = append(t.switches[fn], s)
	for _, call := range t.p.callersOf(fn) {
		for _, c := range t.p.calleesOf(call) {
			if c.Fn == fn {
				t.applied[fn] = true
				t.apply(call, c, s)
			}
		}
	}
}

// isOff reports whether a constant leaves a setting alone.
func isOff(v constant.Value) bool {
	switch v.Kind() {
	case constant.Bool:
		return !constant.BoolVal(v)
	case constant.Int:
		return constant.Sign(v) == 0
	}
	return true
}

// apply adds a call of a function that makes a setting.
func (t *sinkTable) apply(call ssa.CallInstruction, c *Callee, s switchFunc) {
	t.add(&SinkUse{Sink: s.sink, Instr: call, Value: decider(call, s.value), Arg: -1, Elem: -1, Wrapper: c, Negate: s.negate, Switch: true})
}

// applyFact does the same for a function of another package.
func (t *sinkTable) applyFact(call ssa.CallInstruction, c *Callee, f *SwitchFact) {
	v := parseConst(f.Value.Value, f.Value.ValueKind)
	typ := types.Type(types.Typ[types.Bool])
	if f.Value.ValueKind == constant.Int {
		typ = types.Typ[types.Uint16]
	}
	t.apply(call, c, switchFunc{Sink{f.Role, f.Callee, -1}, ssa.NewConst(v, typ), f.Negate})
}

// switchFacts are the settings that a function makes, for other packages.
func (t *sinkTable) switchFacts(fn *ssa.Function) []SwitchFact {
	var out []SwitchFact
	for _, s := range t.switches[fn] {
		f := SwitchFact{Role: s.sink.Role, Callee: s.sink.Callee, Negate: s.negate}
		f.Value.setConst(s.value.Value)
		out = append(out, f)
	}
	return out
}

// Offered returns the exported function that only offers what a store sets, and
// whether this package calls it; nil when the store is simply made.
func (p *Package) Offered(st *ssa.Store) (fn *ssa.Function, applied bool) {
	if p.sinks == nil {
		return nil, false
	}
	fn = p.sinks.offered[st]
	return fn, p.sinks.applied[fn]
}

// offeredBy returns the exported function that offers what a store sets: the
// store always happens, to what a parameter of it, or of the option it returns,
// leads to.
func offeredBy(st *ssa.Store) *ssa.Function {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok || !fromParameter(fa.X) {
		return nil
	}
	inner := st.Parent()
	outer := inner
	for outer.Parent() != nil {
		outer = outer.Parent()
	}
	obj, _ := outer.Object().(*types.Func)
	if obj == nil || !obj.Exported() || !announces.MatchString(obj.Name()) || obj.Pkg().Name() == "main" {
		return nil
	}
	if inner != outer && outer.Signature.Results().Len() == 0 {
		return nil
	}
	if recv := outer.Signature.Recv(); recv != nil && !token.IsExported(symbols.TypeName(recv.Type())) {
		return nil
	}
	for _, b := range inner.Blocks {
		if _, ret := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ret && !st.Block().Dominates(b) {
			return nil
		}
	}
	return outer
}

// fromParameter reports whether an object is, or is part of, a parameter.
func fromParameter(v ssa.Value) bool {
	for range maxNested {
		switch x := v.(type) {
		case *ssa.Parameter:
			return true
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.UnOp:
			v = x.X
		case *ssa.Alloc:
			// A parameter that a closure captures is kept in memory.
			var kept ssa.Value
			for _, r := range *x.Referrers() {
				if st, ok := r.(*ssa.Store); ok && st.Addr == x {
					kept = st.Val
				}
			}
			if kept == nil {
				return false
			}
			v = kept
		default:
			return false
		}
	}
	return false
}

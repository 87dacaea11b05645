package ssaflow

import (
	"go/constant"
	"maps"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// imported finds the calls of functions, and the stores to fields, that other
// packages let reach a sink.
func (t *sinkTable) imported() {
	for _, call := range t.p.index.calls {
		for _, c := range t.p.calleesOf(call) {
			if c.Fact == nil {
				continue
			}
			for i := range c.Fact.Sinks {
				t.useFact(call, c, &c.Fact.Sinks[i])
			}
			for i := range c.Fact.Switches {
				t.applyFact(call, c, &c.Fact.Switches[i])
			}
		}
	}
	for _, call := range t.p.index.dynamic {
		for _, vf := range t.p.valueFacts(call) {
			if vf.Callee.Name != "" {
				t.directCall(call, vf.Callee)
			}
			c := &Callee{Ref: symbols.Ref{Pkg: vf.Callee.Pkg, Name: vf.Callee.Name}, Dynamic: true}
			for i := range vf.Sinks {
				t.useFact(call, c, &vf.Sinks[i])
			}
		}
	}
	refs := make(map[string]symbols.Ref)
	for ref := range t.p.index.fieldStores {
		refs[fieldKey(ref)] = ref
	}
	keys := slices.Sorted(maps.Keys(refs))
	for _, path := range t.p.importOrder() {
		sinks := t.p.imports[path].FieldSinks
		if len(sinks) == 0 {
			continue
		}
		for _, key := range keys {
			if facts := sinks[key]; facts != nil {
				ref := refs[key]
				stores := t.p.index.fieldStores[ref]
				for i := range facts {
					f := &facts[i]
					for _, st := range stores {
						t.add(&SinkUse{Sink: Sink{f.Role, f.Callee, f.Arg}, Instr: st, Value: st.Val, Path: f.Path, Arg: -1, Elem: -1,
							Wrapper: &Callee{Ref: ref}, Steps: t.p.stepsOf(f.Steps), Trace: t.p.stepsOf(f.Trace), Barrier: f.Barrier, Negate: f.Negate})
					}
				}
			}
		}
	}
}

func (t *sinkTable) useFact(call ssa.CallInstruction, c *Callee, f *SinkFact) {
	t.use(call, c, &paramSink{param: f.Param, path: f.Path, sink: Sink{f.Role, f.Callee, f.Arg},
		steps: t.p.stepsOf(f.Steps), trace: t.p.stepsOf(f.Trace), barrier: f.Barrier, negate: f.Negate, writer: f.Writer})
}

// use adds a call of a function one of whose parameters reaches a sink.
func (t *sinkTable) use(call ssa.CallInstruction, c *Callee, ps *paramSink) {
	args := params(call, c)
	if ps.param >= len(args) {
		return
	}
	arg := ps.param
	if call.Common().IsInvoke() || call.Common().Signature().Recv() != nil {
		arg--
	}
	if args[ps.param] == nil || partless(args[ps.param], ps.path) {
		return
	}
	if ps.sink.Role == symbols.LogSink && hasMethodConst(args) && slices.ContainsFunc(ps.steps, intoQuery) {
		return
	}
	u := SinkUse{Sink: ps.sink, Instr: call, Value: args[ps.param], Path: ps.path, Arg: arg, Elem: -1,
		Wrapper: c, Steps: ps.steps, Trace: ps.trace, Barrier: ps.barrier, Negate: ps.negate}
	if ps.writer > 0 && !t.writes(&u, args, ps.writer-1) {
		return
	}
	// A variadic wrapper: one use per element.
	first, rest := ps.path.cut()
	if sig := call.Common().Signature(); sig.Variadic() && ps.param == len(args)-1 && (first == anyElem || first == "") {
		if elems, ok := Elements(u.Value); ok {
			for j, e := range elems {
				if e != nil {
					v := u
					v.Value, v.Elem, v.Path = e, j, rest
					t.add(&v)
				}
			}
			return
		}
	}
	t.add(&u)
}

// facts are the sinks of a function's parameters for other packages.
func (t *sinkTable) facts(fn *ssa.Function) []SinkFact {
	var out []SinkFact
	for _, ps := range t.params[fn] {
		out = append(out, t.sinkFact(ps))
	}
	return out
}

// intoQuery reports whether a step encodes parameters for a URL. Clients do so
// with those of a GET; what is posted goes into the body.
func intoQuery(s *Step) bool {
	return s.Kind == CallStep && (s.Callee.Pkg == "github.com/google/go-querystring/query" || s.Callee.Is("net/url", "Values.Encode"))
}

// hasMethodConst reports whether a call is told by a constant to post.
func hasMethodConst(args []ssa.Value) bool {
	for _, a := range args {
		if k, ok := a.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.String {
			switch constant.StringVal(k.Value) {
			case "POST", "PUT", "PATCH":
				return true
			}
		}
	}
	return false
}

// writes decides whether argument i of a call, which a function writes to, is a
// log; if it is a parameter again, the callers know.
func (t *sinkTable) writes(u *SinkUse, args []ssa.Value, i int) bool {
	if i >= len(args) || args[i] == nil {
		return false
	}
	if t.writerKind(args[i], u.Instr, 3) == symbols.LogSink {
		return true
	}
	u.writer = t.writerParam(args[i], u.Instr)
	return u.writer > 0
}

func (t *sinkTable) sinkFact(ps *paramSink) SinkFact {
	f := SinkFact{Role: ps.sink.Role, Callee: ps.sink.Callee, Arg: ps.sink.Arg, Param: ps.param, Path: ps.path, Barrier: ps.barrier, Negate: ps.negate, Writer: ps.writer}
	f.Steps = t.p.stepFacts(ps.steps)
	f.Trace = t.p.stepFacts(ps.trace)
	return f
}

// fieldFacts exports the fields that reach settings. Those of imported packages
// are passed on: who stores to the field need not import this package directly.
func (t *sinkTable) fieldFacts(f *FlowFact) {
	for ref, list := range t.fields {
		for _, ps := range list {
			f.FieldSinks[fieldKey(ref)] = append(f.FieldSinks[fieldKey(ref)], t.sinkFact(ps))
		}
	}
}

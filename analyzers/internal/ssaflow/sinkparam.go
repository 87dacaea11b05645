package ssaflow

import (
	"go/token"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// propagate makes sinks of the parameters and fields that the value of u comes
// from.
func (t *sinkTable) propagate(u *SinkUse) {
	if _, isConst := u.Value.(*ssa.Const); isConst || u.Sink.Callee.Name == "panic" {
		return // whoever panics with a parameter is no log for its callers
	}
	only := kindsOf(Param)
	if isSetting(u.Sink.Role) {
		only = 0 // fields that it was kept in count, wherever it comes from
	}
	for _, o := range t.p.originsOf(u.Value, Query{At: u.Instr, Path: u.Path}, only) {
		negate := u.Negate
		if not, ok := o.Value.(*ssa.UnOp); ok && o.Kind == Op && not.Op == token.NOT && u.Sink.Role == symbols.TLSSkipVerify {
			for _, inner := range t.p.origins(not.X, Query{At: not}) {
				t.propagateTo(u, inner, !negate)
			}
			continue
		}
		t.propagateTo(u, o, negate)
	}
}

// propagateTo makes a sink of the parameter or field that one origin is.
func (t *sinkTable) propagateTo(u *SinkUse, o *Origin, negate bool) {
	if (o.Barrier|u.Barrier)&Safe != 0 && !isSetting(u.Sink.Role) {
		return
	}
	if len(u.Trace) >= maxTrace {
		return
	}
	ps := paramSink{path: o.Path, sink: u.Sink, barrier: o.Barrier | u.Barrier | behind(o.Steps), negate: negate, from: u, by: o}
	if u.writer > 0 {
		if o.Fn != u.Instr.Parent() {
			return // the writer is not this function's
		}
		ps.writer = u.writer
	}
	if isSetting(u.Sink.Role) {
		t.throughField(o, ps)
	}
	switch {
	case o.Kind == Param && o.Fn != nil:
		ps.param = o.Index
		if field := lastField(o.Fn.Params[o.Index].Type(), o.Path); isSetting(u.Sink.Role) && t.ownField(field) {
			t.addField(field, ps)
			return
		}
		t.addParam(o.Fn, ps)
	case o.Kind == Global && isSetting(u.Sink.Role), o.Kind == Call && isSetting(u.Sink.Role):
		if o.Value == nil || o.Path == "" {
			return
		}
		if field := lastField(o.Value.Type(), o.Path); t.ownField(field) {
			t.addField(field, ps)
		}
	}
}

// throughField makes a sink of the module's field that the value of ps was kept
// in, unless it was part of a text there. Options are set that way: a function
// stores to a field of a struct that another one has made.
func (t *sinkTable) throughField(o *Origin, ps paramSink) {
	for _, s := range o.Steps {
		switch s.Kind {
		case ConcatStep:
			return
		case FieldStep:
			field := fieldPath{Ref: symbols.Ref{Pkg: s.Owner.Pkg, Recv: s.Owner.Name, Name: s.Name}}
			if t.ownField(field) {
				t.addField(field, ps)
			}
			return
		}
	}
}

// ownField reports whether a field belongs to a named struct of the module.
func (t *sinkTable) ownField(f fieldPath) bool {
	if f.Name == "" || f.Recv == "" {
		return false
	}
	if t.own == nil {
		t.own = map[string]bool{symbols.Normalize(t.p.Pass.Pkg.Path()): true}
		for path := range t.p.imports {
			t.own[symbols.Normalize(path)] = true
		}
	}
	return t.own[f.Pkg]
}

func (t *sinkTable) addField(f fieldPath, found paramSink) {
	found.path = f.rest
	for _, old := range t.fields[f.Ref] {
		if covers(old, &found) {
			return
		}
	}
	ps := found.kept()
	t.fields[f.Ref] = append(t.fields[f.Ref], ps)
	for _, st := range t.p.index.fieldStores[f.Ref] {
		t.add(&SinkUse{Sink: ps.sink, Instr: st, Value: st.Val, Path: f.rest, Arg: -1, Elem: -1,
			Wrapper: &Callee{Ref: f.Ref}, Steps: ps.steps, Trace: ps.trace, Barrier: ps.barrier, Negate: ps.negate})
	}
}

func (t *sinkTable) addParam(fn *ssa.Function, found paramSink) {
	list := t.params[fn]
	if len(list) >= maxParamSinks {
		return
	}
	for _, old := range list {
		if old.param == found.param && covers(old, &found) {
			return
		}
	}
	ps := found.kept()
	t.params[fn] = append(list, ps)
	for _, call := range t.p.callersOf(fn) {
		for _, c := range t.p.calleesOf(call) {
			if c.Fn == fn {
				t.use(call, c, ps)
			}
		}
	}
}

// kept returns a sink that was not known, with the steps to it.
func (ps paramSink) kept() *paramSink {
	ps.steps = joinSteps(ps.from.Steps, ps.by.Steps)
	ps.trace = ps.from.outward()
	ps.from, ps.by = nil, nil
	return &ps
}

// covers reports whether a sink that is known makes another one superfluous: not
// when only the known one is behind the beginning of a text, which is all the
// same for values but not for URLs.
func covers(known, other *paramSink) bool {
	if known.path != other.path || known.sink.Role != other.sink.Role || known.negate != other.negate {
		return false
	}
	if known.writer != 0 && known.writer != other.writer {
		return false
	}
	return known.barrier&Behind == 0 || other.barrier&Behind != 0 || known.sink.Role != symbols.URL
}

// behind returns [Behind] when the steps put a value behind the beginning of a
// text or encode it.
func behind(steps []*Step) Barrier {
	for _, s := range steps {
		switch {
		case s.Kind == ConcatStep && s.Tail:
			return Behind
		case s.Kind == CallStep && strings.HasPrefix(s.Callee.Pkg, "encoding/") && strings.HasPrefix(s.Callee.Name, "Encode"),
			s.Kind == CallStep && s.Callee.Pkg == "net/url" && strings.HasSuffix(s.Callee.Name, "Escape"):
			return Behind
		}
	}
	return 0
}

// joinSteps puts the steps before a wrapper behind those in it, sink first.
func joinSteps(inner, outer []*Step) []*Step {
	out := slices.Concat(inner, outer)
	if len(out) > maxSteps {
		// What happens between the first and the last steps says least.
		out = append(out[:2:2], out[len(out)-maxSteps+2:]...)
	}
	return out
}

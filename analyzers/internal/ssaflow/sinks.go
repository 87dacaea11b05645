package ssaflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Sink is the place in the end that a value reaches.
type Sink struct {
	Role symbols.Role
	// Callee is the function or, for settings that are fields, the field.
	Callee symbols.Ref
	// Arg is the index of the argument (receiver not counted; elements of a
	// variadic parameter all have the parameter's index), -1 for a field.
	Arg int
}

// SinkUse is a place in this package where a value reaches a sink: directly, or
// by being handed to a function that lets it reach the sink.
type SinkUse struct {
	Sink Sink
	// Instr is the call, or the store to a field.
	Instr ssa.Instruction
	// Value is what is handed over; Path the part of it that reaches the sink.
	Value ssa.Value
	Path  Path
	// Arg is the index of the argument in this call, receiver not counted; -1
	// for the receiver and for stores.
	Arg int
	// Elem is the index within the variadic argument, -1 when not variadic.
	Elem int
	// Wrapper is the called function, when it is not the sink itself.
	Wrapper *Callee
	// Steps are what happens to the value between the wrapper's parameter and
	// the sink (sink first), Trace the calls on the way, outermost first.
	Steps []*Step
	Trace []*Step
	// Barrier says what the wrapper does to the value before the sink.
	Barrier Barrier
	// Negate says that the opposite of Value is what reaches the sink.
	Negate bool
	// Switch says that the call itself makes the setting: it is of a function
	// that stores Value to it.
	Switch bool
}

// Direct reports whether the sink itself is called.
func (u *SinkUse) Direct() bool { return u.Wrapper == nil }

// paramSink is a parameter of a function of this package that reaches a sink.
type paramSink struct {
	param   int
	path    Path
	sink    Sink
	steps   []*Step
	trace   []*Step
	barrier Barrier
	negate  bool
}

// Bounds of the inference; more is not looked at.
const (
	maxParamSinks = 24
	maxTrace      = 8
)

type sinkTable struct {
	p      *Package
	uses   map[symbols.Role][]*SinkUse
	params map[*ssa.Function][]*paramSink
	fields map[symbols.Ref][]*paramSink
	// seenUse avoids reporting a place twice for one sink.
	seenUse map[useKey]bool
	// credentials caches what [symbols.CredentialParams] says.
	credentials map[*types.Func][]int
	// switches are the functions that make a setting, offered their stores,
	// applied those that this package calls.
	switches map[*ssa.Function][]switchFunc
	offered  map[*ssa.Store]*ssa.Function
	applied  map[*ssa.Function]bool
	work     []*SinkUse
}

type useKey struct {
	instr  ssa.Instruction
	value  ssa.Value
	path   Path
	role   symbols.Role
	elem   int
	behind bool
	negate bool
}

func newSinkTable(p *Package) *sinkTable {
	t := &sinkTable{
		p:       p,
		uses:    make(map[symbols.Role][]*SinkUse),
		params:  make(map[*ssa.Function][]*paramSink),
		fields:  make(map[symbols.Ref][]*paramSink),
		seenUse: make(map[useKey]bool),

		credentials: make(map[*types.Func][]int),

		switches: make(map[*ssa.Function][]switchFunc),
		offered:  make(map[*ssa.Store]*ssa.Function),
		applied:  make(map[*ssa.Function]bool),
	}
	t.direct()
	t.imported()
	for len(t.work) > 0 {
		u := t.work[0]
		t.work = t.work[1:]
		t.propagate(u)
	}
	for _, uses := range t.uses {
		slices.SortStableFunc(uses, func(a, b *SinkUse) int { return int(a.Instr.Pos() - b.Instr.Pos()) })
	}
	return t
}

// Sinks returns the places where values reach sinks of a role, in order of
// position.
func (p *Package) Sinks(role symbols.Role) []*SinkUse {
	if p.sinks == nil {
		return nil
	}
	return p.sinks.uses[role]
}

// isSetting reports whether values of the role are followed through module
// struct fields and package variables.
func isSetting(role symbols.Role) bool {
	return !slices.Contains(logRoles, role)
}

// direct finds the calls of sinks and the stores to fields with a role.
func (t *sinkTable) direct() {
	for _, call := range t.p.index.calls {
		ref := CalleeOf(call)
		if ref.Name == "" {
			if b, ok := call.Common().Value.(*ssa.Builtin); ok && (b.Name() == "print" || b.Name() == "println" || b.Name() == "panic") {
				t.callArgs(call, Sink{Role: symbols.LogSink, Callee: symbols.Ref{Name: b.Name()}}, nil)
			}
			// A function value: log.Printf kept in a variable or field.
			for _, c := range t.p.calleesOf(call) {
				if !c.Known() && c.Ref.Name != "" {
					t.directCall(call, c.Ref)
				}
			}
			continue
		}
		t.directCall(call, ref)
		if t.unknownLogger(call, ref) {
			t.callArgs(call, Sink{Role: symbols.LogSink, Callee: ref}, nil)
		}
	}
	for _, fn := range t.p.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					var target symbols.Ref
					switch addr := instr.Addr.(type) {
					case *ssa.FieldAddr:
						target = FieldRef(addr.X.Type(), addr.Field)
					case *ssa.Global:
						// A package variable of a library: stripe.Key = k.
						if addr.Pkg != t.p.SSA {
							target = symbols.RefOf(addr.Pkg.Pkg.Path(), addr.Name())
						}
					}
					for _, role := range t.fieldRoles(target, instr.Val) {
						t.add(&SinkUse{Sink: Sink{Role: role, Callee: target, Arg: -1}, Instr: instr, Value: decider(instr, instr.Val), Arg: -1, Elem: -1})
					}
				case *ssa.Panic:
					t.add(&SinkUse{Sink: Sink{Role: symbols.LogSink, Callee: symbols.Ref{Name: "panic"}}, Instr: instr, Value: instr.X, Elem: -1})
				}
			}
		}
	}
}

// fieldRoles returns the roles of a field: those in the tables and, for the
// switches of other libraries, what their names say.
func (t *sinkTable) fieldRoles(field symbols.Ref, v ssa.Value) []symbols.Role {
	roles := symbols.SettingField(field)
	if len(roles) > 0 || field.Recv == "" || !symbols.SkipsVerification(field) || t.p.Own(field) {
		return roles
	}
	if b, ok := v.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsBoolean == 0 {
		return nil
	}
	return []symbols.Role{symbols.TLSSkipVerify}
}

// Own reports whether a symbol belongs to the module's own packages.
func (p *Package) Own(ref symbols.Ref) bool {
	if ref.Pkg == symbols.Normalize(p.Pass.Pkg.Path()) {
		return true
	}
	if m := p.Pass.Module; m != nil && m.Path != "" {
		module := symbols.Normalize(m.Path)
		return ref.Pkg == module || strings.HasPrefix(ref.Pkg, module+"/")
	}
	for path := range p.imports {
		if symbols.Normalize(path) == ref.Pkg {
			return true
		}
	}
	return false
}

// directCall adds what a call of ref hands to a sink.
func (t *sinkTable) directCall(call ssa.CallInstruction, ref symbols.Ref) {
	if isWriter(ref) {
		if role := t.writerRole(call); role != "" {
			t.callArgs(call, Sink{Role: role, Callee: ref}, nil)
		}
		return
	}
	if ref.Name == "Encode" && (ref.Pkg == "encoding/json" || ref.Pkg == "encoding/xml") && Receiver(call) != nil && t.writerKind(Receiver(call), call, 3) == symbols.LogSink {
		t.callArgs(call, Sink{Role: symbols.LogSink, Callee: ref}, nil)
	}
	for _, role := range logRoles {
		if symbols.HasRef(ref, role) && !(role == symbols.LogField && symbols.Propagates(ref)) {
			t.callArgs(call, Sink{Role: role, Callee: ref}, nil)
		}
	}
	for _, ar := range symbols.SettingArgs(ref) {
		t.callArgs(call, Sink{Role: ar.Role, Callee: ref}, []int{ar.Arg})
	}
	for _, i := range t.credentialArgs(call, ref) {
		t.callArgs(call, Sink{Role: symbols.Credential, Callee: ref}, []int{i})
	}
}

// unknownLogger reports whether a call that the engine cannot look into, and no
// table knows, is a logger's: by its name, a variadic or text parameter, and no
// result but an error or, for With, another logger.
func (t *sinkTable) unknownLogger(call ssa.CallInstruction, ref symbols.Ref) bool {
	if !symbols.LooksLikeLogger(ref) || symbols.HasRef(ref, symbols.LogSink) || symbols.HasRef(ref, symbols.LogField) {
		return false
	}
	sig := call.Common().Signature()
	if sig.Params().Len() == 0 {
		return false
	}
	last := sig.Params().At(sig.Params().Len() - 1).Type()
	if !sig.Variadic() && !isString(last) {
		return false
	}
	switch res := sig.Results(); {
	case res.Len() > 1:
		return false
	case res.Len() == 1 && strings.HasPrefix(ref.Name, "With"):
		if !symbols.LooksLikeLogger(symbols.Ref{Recv: symbols.TypeName(res.At(0).Type()), Name: "Info"}) {
			return false
		}
	case res.Len() == 1 && !types.Identical(res.At(0).Type(), types.Universe.Lookup("error").Type()):
		return false
	}
	for _, c := range t.p.calleesOf(call) {
		if c.Known() {
			return false
		}
	}
	return true
}

// decider returns the value that an instruction puts in place. In
// "if insecure { cfg.Setting = true }" that is insecure, when it is a variable or
// field whose name says what it decides.
func decider(instr ssa.Instruction, v ssa.Value) ssa.Value {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Bool || !constant.BoolVal(c.Value) {
		return v
	}
	b := instr.Block()
	for d := b.Idom(); d != nil; b, d = d, d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || d.Succs[0] != b || len(b.Preds) != 1 {
			continue
		}
		name := ""
		switch v := cond.Cond.(type) {
		case *ssa.Parameter:
			name = v.Name()
		case *ssa.UnOp:
			if v.Op != token.MUL {
				continue
			}
			switch x := v.X.(type) {
			case *ssa.FieldAddr:
				name = FieldRef(x.X.Type(), x.Field).Name
			case *ssa.FreeVar:
				name = x.Name()
			case *ssa.Alloc:
				name = x.Comment
			}
		case *ssa.FreeVar:
			name = v.Name()
		case *ssa.Field:
			name = FieldRef(v.X.Type(), v.Field).Name
		}
		if insecureWords.MatchString(name) {
			return cond.Cond
		}
	}
	return v
}

// insecureWords are what a switch is called that turns a check off.
var insecureWords = regexp.MustCompile(`(?i)insecure|skip|no_?verify|trust|self_?signed|ignore|disable`)

// logRoles are the roles of the big table all of whose arguments are sinks.
var logRoles = []symbols.Role{symbols.LogSink, symbols.LogField, symbols.ErrorText, symbols.ResponseSink}

// callArgs adds the arguments of a direct call; only nil means all of them.
func (t *sinkTable) callArgs(call ssa.CallInstruction, sink Sink, only []int) {
	args := Args(call)
	elems, spread := Variadic(call)
	for i, a := range args {
		if only != nil && !slices.Contains(only, i) || isContext(a.Type()) || i == 0 && sink.Callee.Recv == "" && isWriter(sink.Callee) {
			continue
		}
		s := sink
		s.Arg = i
		if spread && i == len(args)-1 {
			for j, e := range elems {
				if e != nil && !Unprinted(call, j) {
					t.add(&SinkUse{Sink: s, Instr: call, Value: e, Arg: i, Elem: j})
				}
			}
			continue
		}
		t.add(&SinkUse{Sink: s, Instr: call, Value: a, Arg: i, Elem: -1})
	}
}

func isContext(t types.Type) bool {
	ref := symbols.TypeRef(t)
	return ref.Pkg == "context" && ref.Name == "Context"
}

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
	refs := slices.SortedFunc(maps.Keys(t.p.index.fieldStores), func(a, b symbols.Ref) int {
		return strings.Compare(fieldKey(a), fieldKey(b))
	})
	for _, path := range t.p.importOrder() {
		sinks := t.p.imports[path].FieldSinks
		for _, ref := range refs {
			if facts := sinks[fieldKey(ref)]; facts != nil {
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
		steps: t.p.stepsOf(f.Steps), trace: t.p.stepsOf(f.Trace), barrier: f.Barrier, negate: f.Negate})
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
	if args[ps.param] == nil {
		return
	}
	u := SinkUse{Sink: ps.sink, Instr: call, Value: args[ps.param], Path: ps.path, Arg: arg, Elem: -1,
		Wrapper: c, Steps: ps.steps, Trace: ps.trace, Barrier: ps.barrier, Negate: ps.negate}
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

func (t *sinkTable) add(u *SinkUse) {
	k := useKey{u.Instr, u.Value, u.Path, u.Sink.Role, u.Elem, u.Barrier&Behind != 0, u.Negate}
	if t.seenUse[k] {
		return
	}
	t.seenUse[k] = true
	t.uses[u.Sink.Role] = append(t.uses[u.Sink.Role], u)
	t.work = append(t.work, u)
	t.offer(u)
}

// propagate makes sinks of the parameters and fields that the value of u comes
// from.
func (t *sinkTable) propagate(u *SinkUse) {
	if _, isConst := u.Value.(*ssa.Const); isConst || u.Sink.Callee.Name == "panic" {
		return // whoever panics with a parameter is no log for its callers
	}
	for _, o := range t.p.origins(u.Value, Query{At: u.Instr, Path: u.Path}) {
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
	ps := &paramSink{path: o.Path, sink: u.Sink, barrier: o.Barrier | u.Barrier | behind(o.Steps), steps: joinSteps(u.Steps, o.Steps), negate: negate}
	here := &Step{Kind: CallStep, Name: u.name(), Callee: u.callee(), Instr: u.Instr, Pos: u.Instr.Pos()}
	ps.trace = append([]*Step{here}, u.Trace...)
	if len(ps.trace) > maxTrace {
		return
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
func (t *sinkTable) throughField(o *Origin, ps *paramSink) {
	for _, s := range o.Steps {
		switch s.Kind {
		case ConcatStep:
			return
		case FieldStep:
			field := fieldPath{Ref: symbols.Ref{Pkg: s.Owner.Pkg, Recv: s.Owner.Name, Name: s.Name}}
			if t.ownField(field) {
				copied := *ps
				t.addField(field, &copied)
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
	if f.Pkg == symbols.Normalize(t.p.Pass.Pkg.Path()) {
		return true
	}
	for path := range t.p.imports {
		if symbols.Normalize(path) == f.Pkg {
			return true
		}
	}
	return false
}

func (t *sinkTable) addField(f fieldPath, ps *paramSink) {
	ps.path = f.rest
	for _, old := range t.fields[f.Ref] {
		if old.sink.Role == ps.sink.Role && old.path == ps.path && old.negate == ps.negate && covers(old, ps) {
			return
		}
	}
	t.fields[f.Ref] = append(t.fields[f.Ref], ps)
	for _, st := range t.p.index.fieldStores[f.Ref] {
		t.add(&SinkUse{Sink: ps.sink, Instr: st, Value: st.Val, Path: f.rest, Arg: -1, Elem: -1,
			Wrapper: &Callee{Ref: f.Ref}, Steps: ps.steps, Trace: ps.trace, Barrier: ps.barrier, Negate: ps.negate})
	}
}

func (t *sinkTable) addParam(fn *ssa.Function, ps *paramSink) {
	list := t.params[fn]
	if len(list) >= maxParamSinks {
		return
	}
	for _, old := range list {
		if old.param == ps.param && old.path == ps.path && old.sink.Role == ps.sink.Role && old.negate == ps.negate && covers(old, ps) {
			return
		}
	}
	t.params[fn] = append(list, ps)
	for _, call := range t.p.callersOf(fn) {
		for _, c := range t.p.calleesOf(call) {
			if c.Fn == fn {
				t.use(call, c, ps)
			}
		}
	}
}

// covers reports whether a sink that is known makes another one with the same
// role superfluous: not when only the known one is behind the beginning of a
// text, which is all the same for values but not for URLs.
func covers(known, other *paramSink) bool {
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

// name is how messages call what is called or stored to.
func (u *SinkUse) name() string { return u.callee().String() }

func (u *SinkUse) callee() symbols.Ref {
	if u.Wrapper != nil {
		return u.Wrapper.Ref
	}
	return u.Sink.Callee
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

// facts are the sinks of a function's parameters for other packages.
func (t *sinkTable) facts(fn *ssa.Function) []SinkFact {
	var out []SinkFact
	for _, ps := range t.params[fn] {
		out = append(out, t.sinkFact(ps))
	}
	return out
}

func (t *sinkTable) sinkFact(ps *paramSink) SinkFact {
	f := SinkFact{Role: ps.sink.Role, Callee: ps.sink.Callee, Arg: ps.sink.Arg, Param: ps.param, Path: ps.path, Barrier: ps.barrier, Negate: ps.negate}
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

// Pos returns the position of the value in the source: the argument, or the
// right-hand side of the store.
func (u *SinkUse) Pos() token.Pos { return u.Instr.Pos() }

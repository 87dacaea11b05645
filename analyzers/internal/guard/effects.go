package guard

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/statewrite"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Effect is something a function does to the outside world, directly or by a
// call.
type Effect struct {
	Outcome
	// Instr is the call, send or go statement.
	Instr ssa.Instruction
	// Write is what is stored, for effects that store directly.
	Write *statewrite.Write
	// Covered are the checks of this function that lie before the effect on
	// every path; empty when there is a way around.
	Covered []*Check
	// FailOpen are the switches that let control reach the effect without the
	// check that otherwise covers it.
	FailOpen []Switch
	// Go is set when the effect happens in a goroutine started here.
	Go bool
}

// maxEffects bounds what a function tells its callers.
const maxEffects = 24

// maxTried bounds for how many effects of a function switches are tried.
const maxTried = 32

// settleTransfers takes the credits for what the same function takes off another
// balance out: no money appears by them.
func (f *Func) settleTransfers() {
	if len(f.debits) == 0 {
		return
	}
	for _, e := range f.Effects {
		if e.Write == nil {
			continue
		}
		for _, c := range e.Write.State() {
			if c.Relative && !c.Minus && c.Value != nil && slices.Contains(f.debits, f.root(c.Value)) {
				e.Written, e.Final, e.Fields = 0, false, nil
			}
		}
	}
}

// findEffects collects what the function does.
func (f *Func) findEffects() {
	defer f.settleTransfers()
	tried := 0
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			n := len(f.Effects)
			switch in := in.(type) {
			case *ssa.Send:
				f.Effects = append(f.Effects, f.sendEffect(in, in.Chan, in.X))
			case *ssa.Select:
				for _, s := range in.States {
					if s.Send != nil {
						f.Effects = append(f.Effects, f.sendEffect(in, s.Chan, s.Send))
					}
				}
			case ssa.CallInstruction:
				f.callEffects(in)
			}
			for _, e := range f.Effects[n:] {
				e.Covered = f.covered(in)
				e.Choice |= f.choice(in)
				if len(e.Covered) == 0 && tried < maxTried && (e.Args | e.Choice | e.Written).Input() {
					tried++
					e.FailOpen = f.failOpen(in)
				}
				if e.Kind == StateWrite || e.Kind == Opaque {
					e.Decided |= f.decided(in)
					e.ChecksState = e.ChecksState || f.checksState(in)
					e.Validated = e.Validated || e.Written.Input() && (f.validated(e) || oneOf(in))
				}
				if e.Position.Line == 0 {
					e.Position = f.pkg.Pass.Fset.Position(in.Pos())
				}
				if _, ok := in.(*ssa.Go); ok {
					e.Go = true
				}
			}
		}
	}
}

func (f *Func) sendEffect(in ssa.Instruction, ch, x ssa.Value) *Effect {
	l := f.labelsOf(x)
	if b, ok := x.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
		l = 0 // a signal
	}
	if rawBytes(x.Type()) {
		l = 0 // the raw body may be queued
	}
	return &Effect{Instr: in, Outcome: Outcome{Kind: Publish, What: "a channel send", Args: l}}
}

// callEffects appends the effects of a call.
func (f *Func) callEffects(call ssa.CallInstruction) {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return
	}
	ref := refOf(common)
	if e := f.directEffect(call, common, ref); e != nil {
		f.Effects = append(f.Effects, e)
		return
	}
	if isVerifier(ref) {
		return
	}
	callees, opaque := f.callees(call)
	if opaque && statewrite.Of(call, ref) == nil {
		if e := f.opaqueEffect(call, common); e != nil {
			f.Effects = append(f.Effects, e)
		}
		return
	}
	seen := make(map[EffectKind]int)
	for _, c := range callees {
		for _, o := range c.Effects {
			if seen[o.Kind]++; seen[o.Kind] > 6 {
				continue
			}
			m := o
			m.Args = o.Args.in(c.Args)
			m.Choice = o.Choice.in(c.Args)
			m.Written = o.Written.in(f.ofStateField(common, f.withoutDebits(common, c.Args), o.State))
			m.Decided = o.Decided.in(c.Args)
			m.Bound = o.Bound.in(c.Args)
			m.Fields = nil
			e := &Effect{Instr: call, Outcome: m}
			f.applyFields(e, o.Fields, c)
			for i, v := range fullArgs(common) {
				if o.State != "" && o.Written.Has(ParamLabel(i)) {
					f.noteValue(e, v)
				}
			}
			m = e.Outcome
			m.Via = append([]Via{{c.Name, c.Position}}, o.Via...)
			if len(m.Via) > 8 {
				m.Via = m.Via[:8]
			}
			f.Effects = append(f.Effects, &Effect{Instr: call, Outcome: m})
		}
	}
}

// withoutDebits clears the labels of arguments that are what is left after
// something was taken away: "balance - price" gives nobody money.
func (f *Func) withoutDebits(common *ssa.CallCommon, args []Labels) []Labels {
	vals := fullArgs(common)
	out := args
	for i, v := range vals {
		if i < len(args) && debit(v) {
			if &out[0] == &args[0] {
				out = slices.Clone(args)
			}
			out[i] = 0
		}
	}
	return out
}

// ofStateField narrows the labels of structs that are handed over as values to
// those of the field that the state is taken from, where the function fills the
// struct itself: an id from the request beside a constant status.
func (f *Func) ofStateField(common *ssa.CallCommon, args []Labels, state string) []Labels {
	name := strings.ReplaceAll(state[strings.LastIndexByte(state, '.')+1:], "_", "") // may be a column's
	if name == "" {
		return args
	}
	out := args
	for i, v := range fullArgs(common) {
		st, ok := v.Type().Underlying().(*types.Struct)
		if !ok || i >= len(args) || args[i] == 0 {
			continue
		}
		c := f.root(v)
		if _, ok := c.root.(*ssa.Alloc); !ok || c.field >= 0 || len(f.stores[c]) > 0 || f.bound[c.root] != 0 {
			continue
		}
		for k := range st.NumFields() {
			at := cell{c.root, k}
			if strings.EqualFold(st.Field(k).Name(), name) && len(f.stores[at]) > 0 {
				if &out[0] == &args[0] {
					out = slices.Clone(args)
				}
				out[i] = f.cells[at]
			}
		}
	}
	return out
}

// debit reports whether a value is a difference.
func debit(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.BinOp:
		return v.Op == token.SUB
	case *ssa.UnOp:
		return v.Op == token.SUB
	case *ssa.Convert:
		return debit(v.X)
	case *ssa.Call:
		n := refOf(&v.Call).Name
		return (n == "Sub" || n == "Neg") && len(v.Call.Args) > 0
	}
	return false
}

// directEffect classifies a call by tables and text.
func (f *Func) directEffect(call ssa.CallInstruction, common *ssa.CallCommon, ref symbols.Ref) *Effect {
	var args Labels
	for i, a := range fullArgs(common) {
		if i == 0 && (common.IsInvoke() || common.Signature().Recv() != nil) {
			// The receiver is a handle, unless it is a builder that has been
			// handed something.
			l := f.labelsOf(a) & (Request | Fetched | Keyed | paramMask | keyedMask)
			if f.Fn.Signature.Recv() != nil {
				l &^= ParamLabel(0) | KeyedParamLabel(0)
			}
			args |= l
			continue
		}
		args |= f.labelsOf(a)
	}
	if w := statewrite.Of(call, ref); w != nil {
		if w.Deletes {
			return nil
		}
		return f.writeEffect(call, w, args)
	}
	if ref.Pkg == "" {
		return nil
	}
	e := &Effect{Instr: call, Outcome: Outcome{What: ref.String(), Args: args}}
	switch {
	case isPublish(ref):
		e.Kind = Publish
		if f.publishesRaw(common) {
			e.Args = 0
		}
	case isMail(ref):
		e.Kind = Mail
	case symbols.HasRef(ref, symbols.ProviderWrite) && !readsOnly(ref.Name):
		e.Kind = Outbound
	case isFetch(ref) && (symbols.HasRef(ref, symbols.HTTPSend) || ref.Pkg == "net/http"):
		if !f.changes(common, ref) || f.sendsBack() {
			return nil
		}
		e.Kind = Outbound
	default:
		return nil
	}
	return e
}

// sendsBack reports whether the function asks the sender about the message and
// looks for its answer: sending it is the check's first half.
func (f *Func) sendsBack() bool {
	for _, c := range f.Checks {
		if c.Name == answerVerified {
			return true
		}
	}
	return false
}

// opaqueEffect is the call of a module interface's method whose implementation
// cannot be seen (SPEC 3.3).
func (f *Func) opaqueEffect(call ssa.CallInstruction, common *ssa.CallCommon) *Effect {
	name := common.Method.Name()
	owner := symbols.TypeRef(common.Value.Type()).Name
	if readsOnly(name) || alertWord(name) || alertWord(owner) || isErrorType(common.Value.Type()) {
		return nil
	}
	transition := Transition(name) || ownTransition(owner, name)
	if remoteWord(owner) && !transition && !rpcClient(owner, name) {
		return nil // what it does with a message nobody can see, and it may verify
	}
	if !transition && messageName(name) && f.handsSigned(common.Args) {
		return nil // the message as it came, signature included
	}
	var l, state Labels
	for _, a := range common.Args {
		if rawBytes(a.Type()) && f.raw(a, 0) {
			continue
		}
		l |= f.labelsOf(a)
		if naming.FinalState(statewrite.Text(a)) {
			state |= f.labelsOf(a)
		}
	}
	e := &Effect{Instr: call, Outcome: Outcome{Kind: Opaque, What: "(" + owner + ")." + name, Args: l, Written: state}}
	e.InContext = stateContext(name) || stateContext(owner)
	if transition || len(common.Args) > 0 && f.storesModel(e, name, common.Args) {
		e.Kind = StateWrite
		e.State = "status"
		f.transitionValue(e, name, common.Args)
	}
	return e
}

// messageName reports whether a method's name says that it deals with a message
// of a provider.
func messageName(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "webhook", "webhooks", "callback", "callbacks", "notification", "notifications", "notify", "ipn":
			return true
		}
	}
	return false
}

// handsSigned reports whether a decoded message is handed on whole, with a
// field that holds its signature, and nothing in it was changed.
func (f *Func) handsSigned(args []ssa.Value) bool {
	for _, a := range args {
		c := f.target(a)
		if c.field >= 0 || !f.bound[c.root].Has(Request) {
			continue
		}
		t := a.Type().Underlying()
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem().Underlying()
		}
		s, ok := t.(*types.Struct)
		if !ok {
			continue
		}
		for i := range s.NumFields() {
			if naming.SignatureName(s.Field(i).Name()) && isString(s.Field(i).Type()) {
				return true
			}
		}
	}
	return false
}

// rpcClient reports whether a method of a client's interface tells another
// service to do something, rather than have it judge the message.
func rpcClient(owner, name string) bool {
	w := naming.Words(owner)
	if len(w) == 0 || w[len(w)-1] != "client" {
		return false
	}
	return !VerifierName(name) && !strings.Contains(strings.ToLower(name), "webhook") && !strings.Contains(strings.ToLower(name), "event")
}

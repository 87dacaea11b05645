package guard

import (
	"go/constant"
	"go/token"
	"go/types"
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

// findEffects collects what the function does.
func (f *Func) findEffects() {
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
				e.Covered = f.Covered(in)
				if len(e.Covered) == 0 {
					e.FailOpen = f.FailOpen(in)
				}
				e.Choice |= f.choice(in)
				if e.Kind == StateWrite || e.Kind == Opaque {
					e.Decided |= f.decided(in)
					e.ChecksState = e.ChecksState || f.checksState(in)
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
	l := f.Labels(x)
	if b, ok := x.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
		l = 0 // a signal
	}
	if rawBytes(x.Type()) {
		l = 0 // the raw body may be queued
	}
	return &Effect{Instr: in, Outcome: Outcome{Kind: Publish, What: "a channel send", Args: l}}
}

func rawBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// choice are the labels of the conditions that decide whether in is reached;
// outcomes of calls (err != nil) decide nothing about the content.
func (f *Func) choice(in ssa.Instruction) Labels {
	var l Labels
	for _, br := range f.Branches(in) {
		if f.contentCondition(br.If.Cond) {
			l |= f.Labels(br.If.Cond)
		} else if f.asksProvider(br.If.Cond) {
			l |= Fetched
		}
	}
	return l &^ (Secret | Config | MAC | Digest | Plain)
}

// asksProvider reports whether a condition is about the error of a function
// that checks something with the provider: err := gateway.Validate(order).
func (f *Func) asksProvider(v ssa.Value) bool {
	b, ok := v.(*ssa.BinOp)
	if !ok || !isErrorType(b.X.Type()) {
		return false
	}
	var call *ssa.Call
	switch x := b.X.(type) {
	case *ssa.Call:
		call = x
	case *ssa.Extract:
		call, _ = x.Tuple.(*ssa.Call)
	}
	if call == nil {
		return false
	}
	for _, s := range f.Callees(call) {
		if s.Fetches && readsOnly(s.Name[strings.LastIndexByte(s.Name, '.')+1:]) {
			return true
		}
	}
	return false
}

// contentCondition reports whether a condition looks at content, not at whether
// something failed or is present.
func (f *Func) contentCondition(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		return f.contentCondition(v.X)
	case *ssa.BinOp:
		if c, ok := v.Y.(*ssa.Const); ok && (c.IsNil() || c.Value != nil && c.Value.Kind() == constant.String && constant.StringVal(c.Value) == "") {
			return false
		}
	case *ssa.Extract:
		if l, ok := v.Tuple.(*ssa.Lookup); ok && l.CommaOk {
			return false
		}
		if ta, ok := v.Tuple.(*ssa.TypeAssert); ok && ta.CommaOk {
			return false
		}
	}
	return true
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
			m.Written = o.Written.in(c.Args)
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

// directEffect classifies a call by tables and text.
func (f *Func) directEffect(call ssa.CallInstruction, common *ssa.CallCommon, ref symbols.Ref) *Effect {
	var args Labels
	for i, a := range fullArgs(common) {
		if i == 0 && (common.IsInvoke() || common.Signature().Recv() != nil) {
			// The receiver is a handle, unless it is a builder.
			args |= f.Labels(a) & (Request | Fetched | Keyed)
			continue
		}
		args |= f.Labels(a)
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
		if !f.changes(common, ref) {
			return nil
		}
		e.Kind = Outbound
	default:
		return nil
	}
	return e
}

// changes reports whether a request sent to another server is one that changes
// something there, as opposed to asking or alerting.
func (f *Func) changes(common *ssa.CallCommon, ref symbols.Ref) bool {
	name := f.Fn.Name()
	if readsOnly(name) || alertWord(name) {
		return false
	}
	switch ref.Name {
	case "Get", "Head":
		return false
	case "Do", "Execute", "Send", "RoundTrip":
		m := f.requestMethod(common)
		return m != "GET" && m != "HEAD" && m != ""
	}
	return true
}

// requestMethod finds the constant method of the request that is sent.
func (f *Func) requestMethod(common *ssa.CallCommon) string {
	for _, a := range common.Args {
		if symbols.TypeRef(a.Type()).Name != "Request" {
			continue
		}
		e, ok := a.(*ssa.Extract)
		if !ok {
			continue
		}
		c, ok := e.Tuple.(*ssa.Call)
		if !ok {
			continue
		}
		for _, m := range c.Call.Args {
			if t := statewrite.Text(m); t != "" && t == strings.ToUpper(t) && len(t) < 8 {
				return t
			}
		}
	}
	return ""
}

var alertWords = wordSet(`alert alerts telegram slack discord sentry log metric metrics audit trace notify telemetry report`)

// alertWord reports whether a function's name says that it tells people, not
// systems.
func alertWord(name string) bool {
	for _, w := range naming.Words(name) {
		if alertWords[w] {
			return true
		}
	}
	return false
}

// publishesRaw reports whether only bytes that nobody has looked into are
// published: queuing the raw body for a worker that verifies is fine.
func (f *Func) publishesRaw(common *ssa.CallCommon) bool {
	for i, a := range fullArgs(common) {
		if i == 0 && common.Signature().Recv() != nil {
			continue
		}
		if f.Labels(a).Has(Payload) && !f.raw(a, 0) {
			return false
		}
	}
	return true
}

// raw reports whether a value is the undecoded body.
func (f *Func) raw(v ssa.Value, depth int) bool {
	if depth > 6 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Extract:
		if c, ok := v.Tuple.(*ssa.Call); ok {
			n := refOf(&c.Call)
			return n.Name == "ReadAll" || n.Name == "GetRawData" || n.Name == "Body"
		}
	case *ssa.Call:
		n := refOf(&v.Call)
		return n.Name == "ReadAll" || n.Name == "GetRawData" || n.Name == "Body" || n.Name == "BodyRaw"
	case *ssa.Convert:
		return f.raw(v.X, depth+1)
	case *ssa.MakeInterface:
		return f.raw(v.X, depth+1)
	case *ssa.Slice:
		for _, e := range f.allStores(f.root(v.X).root) {
			if f.Labels(e).Has(Payload) && !f.raw(e, depth+1) {
				return false
			}
		}
		return true
	case *ssa.UnOp, *ssa.Alloc:
		stores := f.allStores(f.root(v).root)
		for _, e := range stores {
			if f.Labels(e).Has(Payload) && !f.raw(e, depth+1) {
				return false
			}
		}
		return len(stores) > 0
	}
	return false
}

// allStores are the values stored anywhere into an object.
func (f *Func) allStores(root ssa.Value) []ssa.Value {
	var out []ssa.Value
	for c, ss := range f.stores {
		if c.root == root {
			for _, s := range ss {
				out = append(out, s.Val)
			}
		}
	}
	return out
}

// opaqueEffect is the call of a module interface's method whose implementation
// cannot be seen (SPEC 3.3).
func (f *Func) opaqueEffect(call ssa.CallInstruction, common *ssa.CallCommon) *Effect {
	name := common.Method.Name()
	owner := symbols.TypeRef(common.Value.Type()).Name
	if readsOnly(name) || alertWord(name) || alertWord(owner) || isErrorType(common.Value.Type()) {
		return nil
	}
	if remoteWord(owner) && !Transition(name) {
		return nil
	}
	var l, state Labels
	for _, a := range common.Args {
		if rawBytes(a.Type()) && f.raw(a, 0) {
			continue
		}
		l |= f.Labels(a)
		if naming.FinalState(statewrite.Text(a)) {
			state |= f.Labels(a)
		}
	}
	e := &Effect{Instr: call, Outcome: Outcome{Kind: Opaque, What: "(" + owner + ")." + name, Args: l, Written: state}}
	e.InContext = stateContext(name) || stateContext(owner)
	if Transition(name) || len(common.Args) > 0 && f.storesModel(e, name, common.Args) {
		e.Kind = StateWrite
		e.State = "status"
		f.transitionValue(e, name, common.Args)
	}
	return e
}

// storesModel recognises Update(order), Save(ctx, &payment) of an interface:
// the whole model with its state fields goes to the store.
func (f *Func) storesModel(e *Effect, name string, args []ssa.Value) bool {
	w := naming.Words(name)
	if len(w) == 0 || !storeWords[w[0]] {
		return false
	}
	for _, a := range args {
		if f.wholeModel(e, a, w[0] == "create" || w[0] == "insert" || w[0] == "add") {
			e.InContext = stateContext(statewrite.ModelName(a.Type())) || f.payment()
			return true
		}
	}
	return false
}

var storeWords = wordSet("update save store put upsert persist write create insert add replace modify set edit")

// wholeModel fills an effect from a model that is stored whole.
func (f *Func) wholeModel(e *Effect, v ssa.Value, creates bool) bool {
	s, fields := statewrite.StateFields(v.Type())
	if s == nil || len(fields) == 0 {
		return false
	}
	e.Whole = true
	e.State = s.Field(fields[0]).Name()
	for _, i := range fields {
		f.stateField(e, f.target(v), i, strings.Contains(s.Tag(i), `json:"-"`))
	}
	return true
}

// stateField adds what a state field of an object holds at an effect.
func (f *Func) stateField(e *Effect, c cell, i int, hidden bool) {
	if c.field >= 0 { // a part of something bigger
		l := f.read(c)
		e.Written |= l
		return
	}
	set := false
	for _, st := range f.stores[cell{c.root, i}] {
		if b, ok := st.Val.(*ssa.BinOp); ok && b.Op == token.SUB {
			continue // a debit
		}
		l := f.Labels(st.Val)
		if pf, ok := f.paramField(st.Val); ok {
			e.Fields = append(e.Fields, pf)
			l &^= AnyParam
		}
		e.Written |= l
		if isConst(st.Val) {
			e.Choice |= f.choice(st)
			e.Decided |= f.decided(st)
		} else if phi, ok := st.Val.(*ssa.Phi); ok {
			e.Decided |= f.decidedPhi(phi)
		}
		f.noteValue(e, st.Val)
		set = set || e.Instr == nil || st.Block().Dominates(e.Instr.Block())
	}
	if set {
		return // the server says what it is
	}
	if !hidden {
		bound := f.cells[cell{c.root, -1}] & Request
		e.Written |= bound
		e.Bound |= bound
	}
	if p := f.paramIndex(c.root); p >= 0 {
		e.Fields = append(e.Fields, ParamField{p, i})
	}
}

// paramIndex is the position of a parameter or free variable, -1 for others.
func (f *Func) paramIndex(v ssa.Value) int {
	for i, p := range f.params {
		if p == v {
			return i
		}
	}
	return -1
}

// paramField recognises a value that is a field of a parameter.
func (f *Func) paramField(v ssa.Value) (ParamField, bool) {
	c := f.root(v)
	if c.field < 0 {
		return ParamField{}, false
	}
	p := f.paramIndex(c.root)
	return ParamField{p, c.field}, p >= 0
}

// applyFields replaces fields of a callee's parameters by what they hold here.
func (f *Func) applyFields(e *Effect, fields []ParamField, c Callee) {
	call, ok := e.Instr.(ssa.CallInstruction)
	if !ok {
		return
	}
	vals := fullArgs(call.Common())
	if _, bindings := calledFunc(call.Common().Value); bindings != nil {
		vals = append(append([]ssa.Value{}, vals...), bindings...)
	}
	for _, pf := range fields {
		if len(c.Args) != len(vals) || pf.Param >= len(vals) {
			if pf.Param < len(c.Args) {
				e.Written |= c.Args[pf.Param]
			}
			continue
		}
		v := vals[pf.Param]
		hidden := false
		if s, _ := statewrite.StateFields(v.Type()); s != nil && pf.Field < s.NumFields() {
			hidden = strings.Contains(s.Tag(pf.Field), `json:"-"`)
		}
		f.stateField(e, f.target(v), pf.Field, hidden)
	}
}

// noteValue keeps the constant that is written.
func (f *Func) noteValue(e *Effect, v ssa.Value) {
	for _, name := range constNames(v, 0) {
		if e.Value == "" || naming.SuccessState(name) && !naming.SuccessState(e.Value) {
			e.Value = name
		}
		if naming.FinalState(name) {
			e.Final = true
		}
	}
}

// constNames are the constants a value may be: their text, or the name of the
// constant of a named type.
func constNames(v ssa.Value, depth int) []string {
	if depth > 4 || v == nil {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return nil
		}
		if v.Value.Kind() == constant.String {
			return []string{constant.StringVal(v.Value)}
		}
		if v.Value.Kind() == constant.Bool {
			return []string{v.Value.String()}
		}
		if n, ok := types.Unalias(v.Type()).(*types.Named); ok && n.Obj().Pkg() != nil {
			scope := n.Obj().Pkg().Scope()
			for _, name := range scope.Names() {
				if c, ok := scope.Lookup(name).(*types.Const); ok && types.Identical(c.Type(), n) && constant.Compare(c.Val(), token.EQL, v.Value) {
					return []string{name}
				}
			}
		}
		return []string{v.Value.String()}
	case *ssa.Phi:
		var out []string
		for _, e := range v.Edges {
			out = append(out, constNames(e, depth+1)...)
		}
		return out
	case *ssa.MakeInterface:
		return constNames(v.X, depth+1)
	case *ssa.Convert:
		return constNames(v.X, depth+1)
	case *ssa.ChangeType:
		return constNames(v.X, depth+1)
	}
	return nil
}

// decided are the labels of request values that are compared with a constant,
// and found equal, before in is reached: "if status == success { … }".
func (f *Func) decided(in ssa.Instruction) Labels {
	var l Labels
	for _, br := range f.Branches(in) {
		l |= f.decidedBy(br.If.Cond, br.Then)
	}
	return l
}

func (f *Func) decidedBy(cond ssa.Value, then bool) Labels {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return f.decidedBy(c.X, !then)
		}
		if then && f.statusValue(c) {
			return f.Labels(c) & inputMask
		}
	case *ssa.BinOp:
		if c.Op != token.EQL && c.Op != token.NEQ || (c.Op == token.EQL) != then {
			return 0
		}
		x, y := c.X, c.Y
		if isConst(x) {
			x, y = y, x
		}
		k, ok := y.(*ssa.Const)
		if !ok || emptyConst(k) || !f.statusValue(x) {
			return 0
		}
		return f.Labels(x) & inputMask
	}
	return 0
}

const inputMask = Request | AnyParam

// decidedPhi is decided for a value chosen among constants.
func (f *Func) decidedPhi(phi *ssa.Phi) Labels {
	var l Labels
	for i, e := range phi.Edges {
		final := false
		for _, n := range constNames(e, 0) {
			final = final || naming.SuccessState(n)
		}
		if !final {
			continue
		}
		pred := phi.Block().Preds[i]
		l |= f.decided(pred.Instrs[len(pred.Instrs)-1])
		if cond := ifCond(pred); cond != nil {
			l |= f.decidedBy(cond, pred.Succs[0] == phi.Block())
		}
	}
	return l
}

// statusValue reports whether a value is read under a name that says outcome.
func (f *Func) statusValue(v ssa.Value) bool {
	for range 6 {
		switch x := v.(type) {
		case *ssa.Call:
			for _, a := range x.Call.Args {
				if t := statewrite.Text(a); t != "" && statusName(t) {
					return true
				}
			}
			if len(x.Call.Args) == 1 { // strings.ToLower(status)
				v = x.Call.Args[0]
				continue
			}
			return false
		case *ssa.Lookup:
			return statusName(statewrite.Text(x.Index))
		case *ssa.Extract:
			switch t := x.Tuple.(type) {
			case *ssa.Lookup:
				return statusName(statewrite.Text(t.Index))
			case *ssa.TypeAssert:
				v = t.X
				continue
			case *ssa.Call:
				v = t
				continue
			}
			return false
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.FieldAddr, *ssa.Field:
			_, field := fieldOf(v)
			return field != nil && statusName(field.Name())
		case *ssa.Parameter:
			return statusName(x.Name())
		default:
			return false
		}
	}
	return false
}

func statusName(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "status", "state", "result", "success", "successful", "code", "event", "paid", "approved", "response", "outcome", "succeeded", "type", "action", "ok":
			return true
		}
	}
	return false
}

// checksState reports whether the state of a stored record decides that in is
// reached, or a transition rule was asked.
func (f *Func) checksState(in ssa.Instruction) bool {
	for _, br := range f.Branches(in) {
		if f.readsStored(br.If.Cond, 0) {
			return true
		}
	}
	return false
}

// readsStored reports whether a condition looks at a stored record's state.
func (f *Func) readsStored(v ssa.Value, depth int) bool {
	if depth > 5 {
		return false
	}
	switch x := v.(type) {
	case *ssa.BinOp:
		return f.readsStored(x.X, depth+1) || f.readsStored(x.Y, depth+1)
	case *ssa.UnOp:
		return f.readsStored(x.X, depth+1)
	case *ssa.FieldAddr, *ssa.Field:
		_, field := fieldOf(v)
		root := f.root(v).root
		return field != nil && naming.StateName(field.Name()) && !(f.labels[root] | f.cells[cell{root, -1}]).Has(Request)
	case *ssa.Call:
		if transitionRule(refOf(&x.Call).Name) {
			return true
		}
		for _, a := range fullArgs(&x.Call) {
			if f.readsStored(a, depth+1) {
				return true
			}
		}
	case *ssa.Lookup:
		return f.readsStored(x.X, depth+1) || f.readsStored(x.Index, depth+1)
	case *ssa.Extract:
		switch t := x.Tuple.(type) {
		case *ssa.Call:
			return transitionRule(refOf(&t.Call).Name) || rowsAffected(refOf(&t.Call).Name)
		case *ssa.Lookup:
			return f.readsStored(t, depth+1)
		}
	case *ssa.Convert:
		return f.readsStored(x.X, depth+1)
	}
	return false
}

func rowsAffected(name string) bool { return name == "RowsAffected" }

// transitionRule reports whether a function's name says that it judges a
// transition: CanTransition, ValidTransition, AllowedTransition, Transition.
func transitionRule(name string) bool {
	w := naming.Words(name)
	for i, x := range w {
		if x == "transition" || x == "transitions" || x == "fsm" {
			return true
		}
		if i == 0 && x == "can" && len(w) > 1 {
			return true
		}
	}
	return false
}

// writeEffect turns a store into an effect when it writes state.
func (f *Func) writeEffect(call ssa.CallInstruction, w *statewrite.Write, args Labels) *Effect {
	e := &Effect{Instr: call, Write: w, Outcome: Outcome{Kind: StateWrite, Args: args}}
	for _, c := range w.State() {
		if c.Minus {
			continue
		}
		e.State = c.Name
		if c.Literal != "" {
			e.Value = c.Literal
			e.Final = e.Final || naming.FinalState(c.Literal)
		}
		if c.Value != nil {
			l := f.Labels(c.Value)
			if pf, ok := f.paramField(c.Value); ok {
				e.Fields = append(e.Fields, pf)
				l &^= AnyParam
			}
			e.Written |= l
			f.noteValue(e, c.Value)
			if phi, ok := c.Value.(*ssa.Phi); ok {
				e.Choice |= f.phiChoice(phi)
				e.Decided |= f.decidedPhi(phi)
			}
		}
		n := strings.ToLower(c.Name)
		if strings.HasSuffix(n, "_at") || strings.HasSuffix(n, "paid") || strings.HasSuffix(n, "captured") || n == "balance" || strings.HasPrefix(n, "credit") {
			e.Final = true
		}
	}
	if e.State == "" {
		if w.Whole == nil || !f.wholeModel(e, w.Whole, w.Creates) {
			return nil
		}
	}
	for _, c := range w.Where {
		if naming.StateName(c) || strings.Contains(strings.ToLower(c), "version") {
			e.Guarded = true
		}
	}
	table := w.Table
	if table == "" {
		table = w.Model
	}
	if journal(table) || journal(ReceiverName(f.Fn)) || journal(f.Fn.Name()) {
		return nil // what is logged about a payment is not its state
	}
	verb := "UPDATE"
	if w.Creates {
		verb = "INSERT"
	}
	e.What = "the " + verb + " of " + joinDot(table, e.State)
	e.InContext = stateContext(table) || stateContext(w.Model) || f.payment()
	e.Creates = w.Creates
	return e
}

// journal reports whether a table, type or function keeps a log.
func journal(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "log", "logs", "logger", "audit", "audits", "journal", "inbox", "outbox", "delivery", "deliveries":
			return true
		}
	}
	return false
}

func joinDot(table, column string) string {
	if table == "" {
		return column
	}
	return table + "." + column
}

// stateContext reports whether a table or model holds transactions.
func stateContext(name string) bool {
	if name == "" {
		return false
	}
	if naming.PaymentWord(name) {
		return true
	}
	for _, w := range naming.Words(name) {
		switch w {
		case "transaction", "transactions", "trx", "txn", "purchase", "purchases", "booking", "bookings", "membership", "memberships":
			return true
		}
	}
	return false
}

// payment reports whether the function, its receiver or its package is in
// payment context.
func (f *Func) payment() bool {
	fn := f.Fn
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if stateContext(fn.Name()) || stateContext(f.pkg.Pass.Pkg.Name()) {
		return true
	}
	if r := fn.Signature.Recv(); r != nil && stateContext(symbols.TypeName(r.Type())) {
		return true
	}
	return false
}

var publishPkgs = []string{
	"github.com/segmentio/kafka-go", "github.com/IBM/sarama", "github.com/Shopify/sarama", "github.com/confluentinc/confluent-kafka-go",
	"github.com/twmb/franz-go", "github.com/nats-io/nats.go", "github.com/rabbitmq/amqp091-go", "github.com/streadway/amqp",
	"cloud.google.com/go/pubsub", "github.com/aws/aws-sdk-go-v2/service/sqs", "github.com/aws/aws-sdk-go-v2/service/sns",
	"github.com/ThreeDotsLabs/watermill", "github.com/nsqio/go-nsq", "go.temporal.io/sdk/client",
	"github.com/hibiken/asynq", "github.com/RichardKnop/machinery", "github.com/gocraft/work", "github.com/riverqueue/river",
}

func isPublish(ref symbols.Ref) bool {
	for _, p := range publishPkgs {
		if strings.HasPrefix(ref.Pkg, p) {
			return symbols.HasRef(ref, symbols.StateWrite) || strings.HasPrefix(ref.Name, "Enqueue") || strings.HasPrefix(ref.Name, "SendTask") || ref.Name == "Insert"
		}
	}
	if strings.HasPrefix(ref.Pkg, "github.com/redis/go-redis") || strings.HasPrefix(ref.Pkg, "github.com/go-redis/redis") {
		return ref.Name == "Publish" || ref.Name == "XAdd" || ref.Name == "LPush" || ref.Name == "RPush"
	}
	return false
}

func isMail(ref symbols.Ref) bool {
	switch {
	case ref.Is("net/smtp", "SendMail"):
		return true
	case strings.HasPrefix(ref.Pkg, "gopkg.in/gomail"), strings.HasPrefix(ref.Pkg, "github.com/wneessen/go-mail"),
		strings.HasPrefix(ref.Pkg, "github.com/sendgrid/sendgrid-go"), strings.HasPrefix(ref.Pkg, "github.com/mailgun/mailgun-go"),
		strings.HasPrefix(ref.Pkg, "github.com/aws/aws-sdk-go-v2/service/ses"), strings.HasPrefix(ref.Pkg, "github.com/resend"):
		return strings.HasPrefix(ref.Name, "Send") || ref.Name == "DialAndSend"
	}
	return false
}

// Transition reports whether a function's name says that it moves something to
// another state: MarkPaid, SetStatus, CompleteOrder, UpdatePaymentStatus.
func Transition(name string) bool {
	w := naming.Words(name)
	if len(w) < 2 {
		return false
	}
	switch w[0] {
	case "mark", "set", "update", "change", "move", "transition", "save", "apply", "patch":
		for _, x := range w[1:] {
			if x == "status" || x == "state" || x == "as" || naming.SuccessState(x) || x == "refunded" || x == "failed" || x == "balance" {
				return true
			}
		}
	case "complete", "confirm", "capture", "settle", "fulfill", "fulfil", "finalize", "finalise", "approve", "credit", "activate", "refund", "cancel", "pay", "expire", "fail", "topup":
		return naming.PaymentWord(name) || stateContext(strings.Join(w[1:], "_")) || w[0] == "credit"
	}
	return false
}

// transitionValue finds the state a transition call moves to.
func (f *Func) transitionValue(e *Effect, name string, args []ssa.Value) {
	for _, a := range args {
		for _, n := range constNames(a, 0) {
			if naming.FinalState(n) {
				e.Value, e.Final = n, true
			}
		}
		if b, ok := a.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			if n, ok := types.Unalias(a.Type()).(*types.Named); ok && naming.StateName(n.Obj().Name()) {
				e.Written |= f.Labels(a)
			}
		}
	}
	for _, w := range naming.Words(name) {
		if naming.FinalState(w) || w == "complete" || w == "confirm" || w == "settle" || w == "credit" || w == "capture" {
			e.Final = true
			if e.Value == "" {
				e.Value = w
			}
		}
	}
	e.InContext = e.InContext || naming.PaymentWord(name) || f.payment()
}

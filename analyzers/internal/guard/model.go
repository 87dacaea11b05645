package guard

import (
	"cmp"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/statewrite"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// storesModel recognises Update(order), Save(ctx, &payment) of an interface:
// the whole model with its state fields goes to the store.
func (f *Func) storesModel(e *Effect, name string, args []ssa.Value) bool {
	w := naming.Words(name)
	if len(w) == 0 || !storeWords[w[0]] {
		return false
	}
	for _, a := range args {
		if f.wholeModel(e, a) {
			e.InContext = stateContext(statewrite.ModelName(a.Type())) || f.payment()
			return true
		}
	}
	return false
}

var storeWords = wordSet("update save store put upsert persist write create insert add replace modify set edit")

// wholeModel fills an effect from a model that is stored whole.
func (f *Func) wholeModel(e *Effect, v ssa.Value) bool {
	return f.storedModel(e, v, nil)
}

// storedModel is wholeModel for what a call stores of a model; w may be nil.
func (f *Func) storedModel(e *Effect, v ssa.Value, w *statewrite.Write) bool {
	t := v.Type()
	_, isMap := t.Underlying().(*types.Map)
	if isMap {
		if w == nil || w.Into == nil {
			return false
		}
		t = w.Into
	}
	s, fields := statewrite.StateFields(t)
	if w != nil && s != nil {
		fields = slices.DeleteFunc(fields, func(i int) bool { return !w.Stores(s.Field(i).Name()) })
	}
	if s == nil || len(fields) == 0 {
		return false
	}
	e.Whole = true
	e.State = s.Field(fields[0]).Name()
	if isMap {
		f.storedMap(e, f.target(v).root)
		return true
	}
	for _, i := range fields {
		f.stateField(e, f.target(v), i, strings.Contains(s.Tag(i), `json:"-"`))
	}
	return true
}

// storedMap adds what a map that is stored as it is was filled with.
func (f *Func) storedMap(e *Effect, root ssa.Value) {
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			if c, ok := in.(*ssa.Call); ok {
				if d, ok := c.Call.Value.(*ssa.Builtin); ok && d.Name() == "delete" && f.root(c.Call.Args[0]).root == root {
					return // something is taken out
				}
			}
		}
	}
	bound := f.bound[root] & Request
	e.Written |= bound
	e.Bound |= bound
	if p := f.paramIndex(root); p >= 0 {
		e.Fields = append(e.Fields, ParamField{p, wholeParam})
	}
}

// wholeParam stands for all that a parameter holds.
const wholeParam = -1

// stateField adds what a state field of an object holds at an effect.
func (f *Func) stateField(e *Effect, c cell, i int, hidden bool) {
	if c.field >= 0 { // a part of something bigger
		l := f.read(c)
		e.Written |= l
		return
	}
	set := false
	stores := slices.Clone(f.stores[cell{c.root, i}])
	slices.SortFunc(stores, func(a, b *ssa.Store) int { return cmp.Compare(a.Pos(), b.Pos()) })
	for _, st := range stores {
		if e.Instr != nil && st.Parent() == f.Fn && !f.after(e.Instr, st) {
			continue // what came back is stored later
		}
		if b, ok := st.Val.(*ssa.BinOp); ok && b.Op == token.SUB {
			continue // a debit
		}
		l := f.labelsOf(st.Val)
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
		if s, _ := statewrite.StateFields(c.root.Type()); s != nil && i < s.NumFields() {
			e.switchedOn(s.Field(i).Name())
		}
		set = set || e.Instr == nil || st.Block().Dominates(e.Instr.Block())
	}
	if set {
		return // the server says what it is
	}
	if len(stores) == 0 {
		e.Written |= f.cells[cell{c.root, i}]
	}
	if !hidden {
		bound := f.bound[c.root] & Request
		e.Written |= bound
		e.Bound |= bound
	}
	if p := f.spilled(c.root); p >= 0 {
		e.Fields = append(e.Fields, ParamField{p, i})
	}
}

// spilled is paramIndex for a root that may be the variable in which a struct
// that was passed by value lies.
func (f *Func) spilled(root ssa.Value) int {
	if a, ok := root.(*ssa.Alloc); ok {
		var whole ssa.Value
		for _, r := range *a.Referrers() {
			if s, ok := r.(*ssa.Store); ok && s.Addr == root {
				if whole != nil {
					return -1
				}
				whole = s.Val
			}
		}
		root = whole
	}
	if root == nil {
		return -1
	}
	return f.paramIndex(root)
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
	for range 2 { // b.Amount.String() is b.Amount in another shape
		call, ok := v.(*ssa.Call)
		if !ok || call.Call.IsInvoke() || call.Call.Signature().Recv() == nil || len(call.Call.Args) != 1 {
			break
		}
		v = call.Call.Args[0]
	}
	c := f.root(v)
	if c.field < 0 {
		return ParamField{}, false
	}
	p := f.spilled(c.root)
	return ParamField{p, c.field}, p >= 0
}

// applyFields replaces fields of a callee's parameters by what they hold here.
func (f *Func) applyFields(e *Effect, fields []ParamField, c Callee) {
	call, ok := e.Instr.(ssa.CallInstruction)
	if !ok {
		return
	}
	vals := fullArgs(call.Common())
	if c.Vals != nil {
		vals = c.Vals
	} else if _, bindings := calledFunc(call.Common().Value); bindings != nil {
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
		if v == nil { // what the function that runs a literal hands it
			e.Written |= c.Args[pf.Param]
			continue
		}
		if pf.Field == wholeParam {
			f.storedMap(e, f.target(v).root)
			continue
		}
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
		if naming.FinalState(name) || naming.SuccessState(name) {
			e.Final = true
		}
	}
}

// switchedOn names the state that a column or field which is set to true stands
// for: Paid.
func (e *Effect) switchedOn(name string) {
	if strings.EqualFold(e.Value, "true") && naming.SuccessState(name) {
		e.Value, e.Final = strings.ToLower(name), true
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

// writeEffect turns a store into an effect when it writes state.
func (f *Func) writeEffect(call ssa.CallInstruction, w *statewrite.Write, args Labels) *Effect {
	e := &Effect{Instr: call, Write: w, Outcome: Outcome{Kind: StateWrite, Args: args}}
	for _, c := range w.State() {
		if c.Minus {
			if c.Value != nil {
				f.debits = append(f.debits, f.root(c.Value))
			}
			continue
		}
		e.State = c.Name
		if c.Literal != "" {
			e.Value = c.Literal
			e.switchedOn(c.Name)
			e.Final = e.Final || naming.FinalState(c.Literal) || naming.SuccessState(c.Literal)
		}
		if c.Value != nil && w.Record == nil {
			l := f.labelsOf(c.Value)
			if pf, ok := f.paramField(c.Value); ok {
				e.Fields = append(e.Fields, pf)
				l &^= AnyParam
				// A model whose fields are named one by one is stored whole.
				e.Whole = e.Whole || w.NamedFor(statewrite.ModelName(f.params[pf.Param].Type()))
			}
			e.Written |= l
			f.noteValue(e, c.Value)
			e.switchedOn(c.Name)
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
		if w.Whole == nil || !f.storedModel(e, w.Whole, w) {
			return nil
		}
	}
	if w.Record != nil && e.State != "" {
		state := e.State
		f.wholeModel(e, w.Record)
		e.State = state
	}
	for _, c := range w.Where {
		if naming.StateName(c) || strings.Contains(strings.ToLower(c), "version") {
			e.Guarded = true
		}
		e.Correlated = e.Correlated || amountName(c)
	}
	table := w.Table
	if table == "" {
		table = w.Model
	}
	if journal(table) || messages(table) || journal(ReceiverName(f.Fn)) || journal(f.Fn.Name()) {
		return nil // what is logged about a payment is not its state
	}
	if table != "" && !stateContext(table) && !stateContext(w.Model) && !moneyState(e.Value) {
		e.Correlated = true // a request to add a card is completed: there is no amount
	}
	verb := "UPDATE"
	if w.Creates {
		verb = "INSERT"
	}
	e.What = "the " + verb + " of " + joinDot(table, e.State)
	e.InContext = stateContext(table) || stateContext(w.Model) || f.payment() || paymentState(e.State)
	e.Creates = w.Creates
	return e
}

// moneyState reports whether a state by itself says that money has moved.
func moneyState(value string) bool {
	for _, w := range naming.Words(value) {
		switch w {
		case "paid", "captured", "settled", "settlement", "refunded", "payed":
			return true
		}
	}
	return false
}

// messages reports whether a table keeps messages with the state of their
// delivery, not transactions.
func messages(table string) bool {
	for _, w := range naming.Words(table) {
		switch w {
		case "callback", "callbacks", "webhook", "webhooks", "notification", "notifications", "email", "emails", "sms":
			return true
		}
	}
	return false
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

// paymentState reports whether a state's name says that it is a payment's:
// payment_status, InvoiceState.
func paymentState(name string) bool {
	return len(naming.Words(name)) > 1 && naming.PaymentWord(name)
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

// stateArg is the argument that a method such as SetStatus(ctx, id, status)
// takes the state from: the parameter of that name, else the last one.
func stateArg(e *Effect, name string, args []ssa.Value) ssa.Value {
	w := naming.Words(name)
	if n := len(w); n < 2 || w[n-1] != "status" && w[n-1] != "state" {
		return nil
	}
	call, ok := e.Instr.(ssa.CallInstruction)
	if !ok || !call.Common().IsInvoke() || len(args) == 0 {
		return nil
	}
	params := call.Common().Signature().Params()
	for i := range min(params.Len(), len(args)) {
		if n := params.At(i).Name(); naming.StateName(n) && (isString(params.At(i).Type()) || isInteger(params.At(i).Type())) {
			return args[i]
		}
	}
	if last := args[len(args)-1]; isString(last.Type()) {
		return last
	}
	return nil
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
				e.Written |= f.labelsOf(a)
			}
		}
	}
	if v := stateArg(e, name, args); v != nil && e.Written == 0 {
		e.Written |= f.labelsOf(v)
	}
	for _, w := range naming.Words(name) {
		done := participles[w]
		if naming.FinalState(w) || done != "" {
			e.Final = true
			if done == "" {
				done = w
			}
			if e.Value == "" {
				e.Value = done
			}
		}
	}
	e.InContext = e.InContext || naming.PaymentWord(name) || f.payment()
}

// participles are the states that commands lead to.
var participles = map[string]string{
	"complete": "completed", "confirm": "confirmed", "settle": "settled", "capture": "captured", "credit": "credited",
}

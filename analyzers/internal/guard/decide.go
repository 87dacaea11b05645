package guard

import (
	"go/constant"
	"go/token"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/statewrite"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// choice are the labels of the conditions that decide whether in is reached;
// outcomes of calls (err != nil) decide nothing about the content.
func (f *Func) choice(in ssa.Instruction) Labels {
	var l Labels
	for _, br := range f.branches(in) {
		if f.contentCondition(br.If.Cond) {
			l |= f.labelsOf(br.If.Cond)
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
	if call == nil || answerDropped(call) {
		return false
	}
	if isFetch(refOf(&call.Call)) {
		return true
	}
	callees, opaque := f.callees(call)
	if opaque {
		return remoteWord(symbols.TypeRef(call.Call.Value.Type()).Name)
	}
	for _, c := range callees {
		name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
		if c.Fetches && (readsOnly(name) || executes(name)) {
			return true
		}
	}
	return false
}

// answerDropped reports whether a call has an answer besides its error and
// nobody looks at it: that the object exists says nothing about its state.
func answerDropped(call *ssa.Call) bool {
	n := call.Call.Signature().Results().Len()
	if n < 2 {
		return false
	}
	for _, r := range *call.Referrers() {
		if e, ok := r.(*ssa.Extract); ok && e.Index < n-1 && len(*e.Referrers()) > 0 {
			return false
		}
	}
	return true
}

// executes reports whether a function's name says that it carries a payment
// out with the provider, which refuses what was not agreed to.
func executes(name string) bool {
	w := naming.Words(name)
	if len(w) == 0 {
		return false
	}
	switch w[0] {
	case "capture", "confirm", "complete", "execute", "authorize", "authorise", "charge", "finalize", "finalise", "inquire", "inquiry":
		return true
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

// decided are the labels of request values that are compared with a constant,
// and found equal, before in is reached: "if status == success { … }".
func (f *Func) decided(in ssa.Instruction) Labels {
	var l Labels
	for _, br := range f.branches(in) {
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
			return f.labelsOf(c) & inputMask
		}
	case *ssa.Extract: // ok, err := strconv.ParseBool(form("approved"))
		if call, isCall := c.Tuple.(*ssa.Call); then && isCall && isBool(c.Type()) && refOf(&call.Call).Is("strconv", "ParseBool") && f.statusValue(c) {
			return f.labelsOf(c) & inputMask
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
		return f.labelsOf(x) & inputMask
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
	for _, br := range f.branches(in) {
		if f.readsStored(br.If.Cond, 0) {
			return true
		}
	}
	// A rule for some of the states: case "shipped": if stored == … { return }.
	if len(f.Fn.Blocks) > maxRuleBlocks {
		return false
	}
	at := in.Block()
	for _, b := range f.Fn.Blocks {
		cond := ifCond(b)
		if cond == nil || b == at || !f.canReach(b, at) || !f.readsStored(cond, 0) {
			continue
		}
		for _, s := range b.Succs {
			if s != at && !f.canReach(s, at) {
				return true
			}
		}
	}
	return false
}

// maxRuleBlocks bounds the functions whose every branch is looked at.
const maxRuleBlocks = 400

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
	case *ssa.IndexAddr:
		return f.readsStored(x.X, depth+1)
	case *ssa.Phi:
		// allowed := false; for _, s := range next[order.Status] { … allowed = true }
		for _, cond := range flagConditions(x) {
			if f.readsStored(cond, depth+1) {
				return true
			}
		}
	}
	return false
}

// flagConditions are the conditions that choose among the constants of a flag.
func flagConditions(phi *ssa.Phi) []ssa.Value {
	if !isBool(phi.Type()) {
		return nil
	}
	var out []ssa.Value
	for i, e := range phi.Edges {
		if _, ok := e.(*ssa.Const); !ok {
			continue
		}
		pred := phi.Block().Preds[i]
		cond := ifCond(pred)
		if cond == nil && len(pred.Preds) == 1 {
			cond = ifCond(pred.Preds[0])
		}
		if cond != nil && cond != ssa.Value(phi) {
			out = append(out, cond)
		}
	}
	return out
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

package responsecheck

import (
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/decide"
	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/requests"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// outcomes reports orders that are moved to a success state because a call
// returned no error.
func (c *checker) outcomes() {
	byFn := make(map[*ssa.Function][]ssa.CallInstruction)
	for _, s := range c.model.Sends {
		if s.Local {
			continue
		}
		ctx := c.words.Context(s)
		if s.Kind == requests.SDK || ctx.Payment && ctx.Op == requests.Money && c.hasOutcome(s.Call) {
			byFn[s.Fn] = append(byFn[s.Fn], s.Call)
		}
	}
	for _, call := range c.flow.Calls() {
		if len(c.model.SendsAt(call)) == 0 && c.moves(call) && c.hasOutcome(call) {
			byFn[call.Parent()] = append(byFn[call.Parent()], call)
		}
	}
	for _, f := range c.guard.Funcs() {
		calls := byFn[f.Fn]
		if len(calls) == 0 {
			continue
		}
		for _, e := range f.Effects {
			if e.Kind != guard.StateWrite || !naming.SuccessState(e.Value) && !refunded(e.Value) || !c.r.Visible(e.Instr.Pos()) {
				continue
			}
			if call := c.blindly(f, calls, e.Instr); call != nil && !onlyCreated(call, e.Value) {
				pos, end := c.guard.Span(e.Instr)
				name := ssaflow.CalleeOf(call).String()
				cpos, cend := c.span(call)
				severity := catalog.Severity("")
				if refunded(e.Value) {
					severity = catalog.Warning // it may only take its time
				}
				c.r.Report(report.Finding{
					Category: "outcome-unchecked",
					Severity: severity,
					Message: "the state becomes " + e.Value + " because " + name +
						" returned no error, but its result may be pending or failed; decide by the status in the result",
					Pos:   pos,
					End:   end,
					Trace: []report.Step{{Pos: cpos, End: cend, Message: name + " is called"}},
				})
			}
		}
	}
}

// refunded reports whether a state says that money went back.
func refunded(state string) bool {
	w := naming.Words(state)
	return len(w) > 0 && w[len(w)-1] == "refunded" && naming.FinalState(state)
}

// onlyCreated reports whether a call creates something that is paid later, and
// the state may say no more than that it was created.
func onlyCreated(call ssa.CallInstruction, state string) bool {
	return creates.MatchString(ssaflow.CalleeOf(call).Name) && vagueState.MatchString(state)
}

var (
	creates    = regexp.MustCompile(`(?i)^(create|new|init|initiate|initialize|generate|make)\w*(invoice|session|link|order|request|page|qr|va|snap|checkout)`)
	vagueState = regexp.MustCompile(`(?i)(success|succeeded|successful|completed?|confirmed|approved|active|fulfilled)$`)
)

// hasOutcome reports whether a call returns something with a status field.
func (c *checker) hasOutcome(call ssa.CallInstruction) bool {
	res := call.Common().Signature().Results()
	return res.Len() == 2 && statusField(res.At(0).Type()) != ""
}

// statusField is the name of the field that tells a result's outcome.
func statusField(t types.Type) string {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || requestsResponse(t) {
		return ""
	}
	for f := range st.Fields() {
		if outcomeName(f.Name()) {
			return f.Name()
		}
	}
	return ""
}

func requestsResponse(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "net/http"
}

func outcomeName(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "status", "state", "result", "outcome", "paid", "success", "captured", "approved":
			return true
		}
	}
	return false
}

// blindly returns the call whose success alone leads to a state write.
func (c *checker) blindly(f *guard.Func, calls []ssa.CallInstruction, write ssa.Instruction) ssa.CallInstruction {
	var last ssa.CallInstruction
	for _, call := range calls {
		if call == write || !before(call, write) {
			continue
		}
		if c.outcomeUsed(call) {
			return nil
		}
		last = call
	}
	return last
}

// before reports whether an instruction is reached only through another one.
func before(a, b ssa.Instruction) bool {
	if a.Parent() != b.Parent() {
		return false
	}
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, instr := range a.Block().Instrs {
		if instr == a {
			return true
		}
		if instr == b {
			return false
		}
	}
	return false
}

// outcomeUsed reports whether the result of a call is looked at, other than for
// ids: a field with the outcome is read, or the whole result goes elsewhere.
func (c *checker) outcomeUsed(call ssa.CallInstruction) bool {
	v := call.Value()
	if v == nil || v.Referrers() == nil {
		return false
	}
	if call.Common().Signature().Results().Len() == 1 {
		return used(v, 0)
	}
	for _, r := range *v.Referrers() {
		ex, ok := r.(*ssa.Extract)
		if ok && ex.Index != errorIndex(call) && used(ex, 0) {
			return true
		}
	}
	return false
}

func used(v ssa.Value, depth int) bool {
	if depth > 4 || v.Referrers() == nil {
		return depth > 4
	}
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.FieldAddr:
			if outcomeName(ssaflow.FieldRef(r.X.Type(), r.Field).Name) && !onlyLogs(r) || nested(r, depth) {
				return true
			}
		case *ssa.Field:
			if outcomeName(ssaflow.FieldRef(r.X.Type(), r.Field).Name) && !logs(r) {
				return true
			}
		case *ssa.Phi:
			if used(r, depth+1) {
				return true
			}
		case *ssa.BinOp, *ssa.DebugRef, *ssa.If:
		case *ssa.Store:
			// A result that is no pointer is kept in a variable.
			if r.Addr == v {
				continue
			}
			cell, ok := r.Addr.(*ssa.Alloc)
			if !ok || r.Val != v || used(cell, depth+1) {
				return true
			}
		case *ssa.Return:
			// Returned after the write: the caller may look, too late.
		case *ssa.UnOp:
			if used(r, depth+1) {
				return true
			}
		case *ssa.Lookup:
			if k, ok := r.Index.(*ssa.Const); ok && k.Value != nil && outcomeName(strings.Trim(k.Value.ExactString(), `"`)) {
				return true
			}
		case ssa.CallInstruction:
			ref := ssaflow.CalleeOf(r)
			if strings.HasPrefix(ref.Name, "Get") && !outcomeName(ref.Name) && len(ssaflow.Args(r)) == 0 {
				continue
			}
			return true
		default:
			return true
		}
	}
	return false
}

// onlyLogs reports whether a field is read, and only to log it.
func onlyLogs(addr *ssa.FieldAddr) bool {
	if addr.Referrers() == nil {
		return false
	}
	read := false
	for _, r := range *addr.Referrers() {
		if _, debug := r.(*ssa.DebugRef); debug {
			continue
		}
		load, ok := r.(*ssa.UnOp)
		if !ok || !logs(load) {
			return false
		}
		read = true
	}
	return read
}

// logs reports whether a value is logged, and decides nothing.
func logs(v ssa.Value) bool {
	u := new(decide.Uses)
	u.Follow(v, true)
	nothing, logged := u.Nothing()
	return nothing && logged
}

// nested reports whether the outcome of a part of the result is read:
// res.Payment.Status.
func nested(addr *ssa.FieldAddr, depth int) bool {
	if addr.Referrers() == nil {
		return false
	}
	for _, r := range *addr.Referrers() {
		switch r := r.(type) {
		case *ssa.FieldAddr:
			if outcomeName(ssaflow.FieldRef(r.X.Type(), r.Field).Name) && !onlyLogs(r) || nested(r, depth+1) {
				return true
			}
		case *ssa.UnOp:
			if _, ok := r.Type().Underlying().(*types.Pointer); ok && used(r, depth+1) {
				return true
			}
		}
	}
	return false
}

package responsecheck

import (
	"go/types"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/requests"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// asks reports whether a call runs a function of the module that looks a
// payment up by a request of its own.
func (c *checker) asks(call ssa.CallInstruction) bool {
	res := call.Common().Signature().Results()
	if res.Len() < 2 || errorIndex(call) < 0 || types.IsInterface(res.At(0).Type()) {
		return false
	}
	if c.model.UnseenRead(call) {
		return true
	}
	writes := c.model.Writes(call)
	for i := range writes { // a search that is posted is none
		if c.words.ContextOf(&writes[i]).Op != requests.NoOp {
			return false
		}
	}
	if len(writes) == 0 && !c.model.Reads(call) {
		return false
	}
	ref := ssaflow.CalleeOf(call)
	return c.words.ContextOf(&requests.Desc{Names: []string{ref.Name, symbols.TypeName(res.At(0).Type())}}).Payment
}

// lookup checks the error of a function that looks a payment up: the empty
// answer of a request that failed reads like one that found nothing.
func (c *checker) lookup(call ssa.CallInstruction) {
	if c.dropped(call) != ignored || c.failsAnyway(call) || !answerUsed(call) {
		return
	}
	pos, end := c.span(call)
	c.r.Report(report.Finding{
		Category: "error-ignored",
		Message:  "the error of " + ssaflow.CalleeOf(call).String() + ", which looks a payment up, " + ignored + ", so a failure passes for an answer; return it or stop",
		Pos:      pos,
		End:      end,
	})
}

// answerUsed reports whether anything is done with a call's first result.
func answerUsed(call ssa.CallInstruction) bool {
	v := call.Value()
	if v == nil || v.Referrers() == nil {
		return false
	}
	for _, r := range *v.Referrers() {
		if ex, ok := r.(*ssa.Extract); ok && ex.Index == 0 && ex.Referrers() != nil {
			for _, u := range *ex.Referrers() {
				if _, debug := u.(*ssa.DebugRef); !debug {
					return true
				}
			}
		}
	}
	return false
}

// wrapped checks the error of a function that sends.
func (c *checker) wrapped(call ssa.CallInstruction) {
	how := c.dropped(call)
	if how == "" || how == notStopped || c.failsAnyway(call) || c.runsAgain(call) {
		return
	}
	severity := catalog.Severity("")
	if how == onlyLogged && !reportsSuccess(call) {
		severity = catalog.Warning // nobody is told that all went well
	}
	pos, end := c.span(call)
	c.r.Report(report.Finding{
		Category: "error-ignored",
		Severity: severity,
		Message:  "the error of " + ssaflow.CalleeOf(call).String() + ", which sends a payment request, " + how + ", so a failure passes for success; return it or stop",
		Pos:      pos,
		End:      end,
	})
}

// runsAgain reports whether what a call runs deals with its failures by running
// the function of the call again.
func (c *checker) runsAgain(call ssa.CallInstruction) bool {
	for _, callee := range c.flow.Callees(call) {
		if callee.Fn == nil {
			continue
		}
		for _, b := range callee.Fn.Blocks {
			for _, instr := range b.Instrs {
				if back, ok := instr.(ssa.CallInstruction); ok && back.Common().StaticCallee() == call.Parent() {
					return true
				}
			}
		}
	}
	return false
}

// writes warns of stored states whose error is lost: the order stays unpaid
// for the shop, whatever the provider said.
func (c *checker) writes() {
	for _, f := range c.guard.Funcs() {
		for _, e := range f.Effects {
			call, ok := e.Instr.(ssa.CallInstruction)
			if !ok || e.Kind != guard.StateWrite || !e.InContext || !c.r.Visible(call.Pos()) || errorIndex(call) < 0 {
				continue
			}
			if e.Write == nil && !guard.Transition(ssaflow.CalleeOf(call).Name) {
				continue // a function that does more than store
			}
			if how := c.dropped(call); how != ignored || c.failsAnyway(call) {
				continue
			}
			pos, end := c.guard.Span(e.Instr)
			c.r.Report(report.Finding{
				Category: "error-ignored",
				Severity: catalog.Warning,
				Message:  "the error of " + ssaflow.CalleeOf(call).String() + ", which stores the state of a payment, " + ignored + ", so the order may keep its old state; return it or stop",
				Pos:      pos,
				End:      end,
			})
		}
	}
}

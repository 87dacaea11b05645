package retries

import (
	"slices"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// recursion finds functions that call themselves after a failed write.
func (m *Model) recursion(fn *ssa.Function) {
	var self []ssa.CallInstruction
	later := make(map[ssa.CallInstruction]bool)
	each(fn, func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if callee := call.Common().StaticCallee(); callee == fn || callsBack(callee, fn) {
				self = append(self, call)
			} else if startsAgain(call, fn) {
				self = append(self, call)
				later[call] = true
			}
		}
	})
	if len(self) == 0 {
		return
	}
	r := &Region{Kind: Recursion, Name: fn.Name() + " calling itself", Fn: fn, Body: fn, m: m}
	each(fn, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || slices.Contains(self, call) {
			return
		}
		a := m.attempt(call)
		if a == nil {
			return
		}
		for _, again := range self {
			if m.failsInto(call, again) {
				r.Attempts = append(r.Attempts, a)
				r.Pos, r.End = again.Pos(), again.Pos()
				if later[again] {
					r.Name = fn.Name() + " starting itself again"
					r.Pos, r.End = call.Pos(), call.Pos()
				}
				break
			}
		}
	})
	if len(r.Attempts) == 0 {
		return
	}
	r.look(m, r.instrs, 0)
	if !r.Bounded {
		for _, p := range fn.Params {
			r.Bounded = r.Bounded || isInt(p.Type())
		}
	}
	m.Regions = append(m.Regions, r)
}

// startsAgain reports whether a call has a timer or goroutine run fn again.
func startsAgain(call ssa.CallInstruction, fn *ssa.Function) bool {
	_, isGo := call.(*ssa.Go)
	ref := ssaflow.CalleeOf(call)
	if !isGo && !ref.Is("time", "AfterFunc") {
		return false
	}
	for _, v := range append([]ssa.Value{call.Common().Value}, call.Common().Args...) {
		mc, ok := v.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		body := mc.Fn.(*ssa.Function)
		if body.Synthetic != "" && body.Object() == fn.Object() && fn.Object() != nil {
			return true // a method value
		}
		found := false
		each(body, func(instr ssa.Instruction) {
			if c, ok := instr.(ssa.CallInstruction); ok && c.Common().StaticCallee() == fn {
				found = true
			}
		})
		if found {
			return true
		}
	}
	return false
}

// callsBack reports whether a function does nothing but wait and call another
// one again: retry(order, n) of process(order, n).
func callsBack(callee, fn *ssa.Function) bool {
	if callee == nil || callee == fn || callee.Pkg != fn.Pkg || callee.Blocks == nil || !againName.MatchString(callee.Name()) {
		return false
	}
	found := false
	each(callee, func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok && call.Common().StaticCallee() == fn {
			found = true
		}
	})
	return found
}

// failsInto reports whether a call follows another one's failure.
func (m *Model) failsInto(call, again ssa.CallInstruction) bool {
	derived := derivedFrom(call, func(ssa.Instruction) bool { return true })
	for _, b := range call.Parent().Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !derived[branch.Cond] {
			continue
		}
		failed := b.Succs[0]
		switch succeedsWhen(branch.Cond) {
		case whenTrue:
			failed = b.Succs[1]
		case unknown:
			if b.Succs[1].Dominates(again.Block()) {
				failed = b.Succs[1]
			}
		}
		if failed == again.Block() || len(failed.Preds) == 1 && failed.Dominates(again.Block()) {
			return true
		}
	}
	return false
}

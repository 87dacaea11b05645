package retries

import (
	"go/constant"
	"go/types"
	"regexp"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"golang.org/x/tools/go/ssa"
)

// runsAgain reports whether a job may run again after an attempt was made: an
// error that is not marked as final can be returned after it, or the message
// can be given back. A failure after a payment that worked counts too.
func (m *Model) runsAgain(fn *ssa.Function, call ssa.CallInstruction) bool {
	if call.Parent() != fn {
		return true // in a closure: out of sight
	}
	index := errorResult(fn)
	again := false
	done := make(map[*ssa.BasicBlock]bool)
	after(call, func(instr ssa.Instruction, from map[*ssa.BasicBlock]bool) bool {
		switch instr := instr.(type) {
		case ssa.CallInstruction:
			again = again || givesBack(instr)
			if settles(instr) {
				done[instr.Block()] = true // whatever is returned then
			}
		case *ssa.Return:
			if index >= 0 && index < len(instr.Results) && !settled(instr.Block(), done) && !final(instr.Results[index], from, 0) {
				again = true
			}
		}
		return !again
	})
	return again
}

// settles reports whether a call acknowledges a message or rejects it for good.
func settles(call ssa.CallInstruction) bool {
	if ackName.MatchString(ssaflow.CalleeOf(call).Name) {
		return true
	}
	return nackName.MatchString(ssaflow.CalleeOf(call).Name) && !givesBack(call)
}

// settled reports whether a message was settled on the way to a block.
func settled(b *ssa.BasicBlock, done map[*ssa.BasicBlock]bool) bool {
	for d := range done {
		if d.Dominates(b) {
			return true
		}
	}
	return false
}

// errorResult is the index of a function's error result, -1 without.
func errorResult(fn *ssa.Function) int {
	res := fn.Signature.Results()
	for i := range res.Len() {
		if types.Identical(res.At(i).Type(), types.Universe.Lookup("error").Type()) {
			return i
		}
	}
	return -1
}

// after visits what can run after an instruction in its function, until f
// returns false. f gets the blocks visited so far.
func after(at ssa.Instruction, f func(ssa.Instruction, map[*ssa.BasicBlock]bool) bool) {
	seen := map[*ssa.BasicBlock]bool{at.Block(): true}
	started := false
	for _, instr := range at.Block().Instrs {
		if started && !f(instr, seen) {
			return
		}
		started = started || instr == at
	}
	work := append([]*ssa.BasicBlock(nil), at.Block().Succs...)
	for _, b := range work {
		seen[b] = true
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, instr := range b.Instrs {
			if !f(instr, seen) {
				return
			}
		}
		for _, s := range b.Succs {
			if !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
}

var (
	nackName = regexp.MustCompile(`^(Nack|Nak|NakWithDelay|Reject|Requeue|RequeueWithoutBackoff|NackWithDelay)$`)
	// finalName are functions and variables that make an error which is not
	// tried again: asynq.SkipRetry, temporal.NewNonRetryableApplicationError,
	// river.JobCancel, backoff.Permanent.
	finalName = regexp.MustCompile(`^(SkipRetry|ErrSkipRetry|RevokeTask|JobCancel|JobSnooze|Permanent|NewPermanent.*|Unrecoverable|NonRetryable.*|NewNonRetryable.*|NewTerminal.*|NewFatal.*)$`)
)

// givesBack reports whether a call returns a message to its queue. amqp's last
// argument says whether it is queued again.
func givesBack(call ssa.CallInstruction) bool {
	if !nackName.MatchString(ssaflow.CalleeOf(call).Name) {
		return false
	}
	args := ssaflow.Args(call)
	if len(args) == 0 {
		return true
	}
	c, ok := args[len(args)-1].(*ssa.Const)
	return !ok || c.Value == nil || c.Value.Kind() != constant.Bool || constant.BoolVal(c.Value)
}

// final reports whether an error that is returned is none, or one that is
// marked as final. from are the blocks it can come from.
func final(v ssa.Value, from map[*ssa.BasicBlock]bool, depth int) bool {
	if depth > 6 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value == nil
	case *ssa.MakeInterface:
		return final(v.X, from, depth+1)
	case *ssa.ChangeInterface:
		return final(v.X, from, depth+1)
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok {
			return finalName.MatchString(g.Name())
		}
		if st := ssavalue.StoreBefore(v); st != nil {
			return final(st.Val, from, depth+1)
		}
	case *ssa.Phi:
		for i, e := range v.Edges {
			if from[v.Block().Preds[i]] && !final(e, from, depth+1) {
				return false
			}
		}
		return true
	case *ssa.Call:
		if ref := ssaflow.CalleeOf(v); finalName.MatchString(ref.Name) {
			return true
		}
		// fmt.Errorf("…: %w", asynq.SkipRetry), errors.Join.
		for _, a := range v.Call.Args {
			elems, ok := ssaflow.Elements(a)
			if !ok {
				elems = []ssa.Value{a}
			}
			for _, e := range elems {
				if _, isConst := e.(*ssa.Const); !isConst && marked(e, depth+1) {
					return true
				}
			}
		}
	}
	return false
}

// marked reports whether a value is a final error, or made with one.
func marked(v ssa.Value, depth int) bool {
	if depth > 6 {
		return false
	}
	switch v := ssavalue.Unwrap(v).(type) {
	case *ssa.UnOp:
		g, ok := v.X.(*ssa.Global)
		return ok && finalName.MatchString(g.Name())
	case *ssa.Call:
		return final(v, nil, depth+1)
	}
	return false
}

package retries

import (
	"go/types"
	"regexp"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

var (
	// requeueName are functions that put an item back by name.
	requeueName = regexp.MustCompile(`(?i)^(re-?_?(en)?queue\w*|put_?back|push_?back|schedule_?retry|enqueue_?retry|send_?to_?retry\w*|add_?to_?retry\w*|retry_?later)$`)
	// pushName are functions that put something in a queue.
	pushName = regexp.MustCompile(`^(LPush|RPush|ZAdd|Enqueue|EnqueueContext|EnqueueIn|Push)$`)
	// asideName in a constant argument is a queue for what has failed for good.
	asideName = regexp.MustCompile(`(?i)(dead|dlq|fail|error|poison|aside)`)
)

// requeuers finds functions that put an item back into a queue when a write for
// it fails: the worker that takes it sends the write again.
func (m *Model) requeuers(fn *ssa.Function) {
	r := &Region{Kind: Job, Name: "the queue", Fn: fn, Body: fn, Inferred: true, m: m, traits: traits{Bounded: true, Backoff: true}}
	each(fn, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || requeueName.MatchString(ssaflow.CalleeOf(call).Name) {
			return
		}
		a := m.attempt(call)
		if a == nil {
			return
		}
		each(fn, func(instr ssa.Instruction) {
			if len(r.Attempts) == 0 || r.Attempts[len(r.Attempts)-1] != a {
				if m.putsBack(instr, call) && m.failsTo(call, instr) {
					r.Attempts = append(r.Attempts, a)
				}
			}
		})
	})
	if len(r.Attempts) == 0 {
		return
	}
	r.Pos, r.End = r.Attempts[0].Call.Pos(), r.Attempts[0].Call.Pos()
	r.look(m, r.instrs, 0)
	m.Regions = append(m.Regions, r)
}

// putsBack reports whether an instruction puts the item of an attempt into a
// queue: by a function that is named so, or one that pushes what the attempt
// was made from.
func (m *Model) putsBack(instr ssa.Instruction, attempt ssa.CallInstruction) bool {
	switch instr := instr.(type) {
	case *ssa.Send:
		// Not the failure itself, nor a list of what failed.
		return !isErrorType(instr.X.Type()) && !asideName.MatchString(nameOf(instr.Chan)) && sharedSource(instr.X, attempt)
	case ssa.CallInstruction:
		if instr == attempt {
			return false
		}
		name := ssaflow.CalleeOf(instr).Name
		if requeueName.MatchString(name) {
			return true
		}
		if !pushName.MatchString(name) {
			return false
		}
		shared := false
		for _, a := range ssaflow.Args(instr) {
			elems, ok := ssaflow.Elements(a)
			if !ok {
				elems = []ssa.Value{a}
			}
			for _, e := range elems {
				for _, o := range m.flow.Origins(e, ssaflow.Query{At: instr}) {
					if text, ok := o.StringConst(); ok && asideName.MatchString(text) {
						return false
					}
				}
				shared = shared || sharedSource(e, attempt)
			}
		}
		return shared
	}
	return false
}

// nameOf is the name of a parameter, field or variable.
func nameOf(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.UnOp:
		return nameOf(v.X)
	case *ssa.FieldAddr:
		return fieldName(v)
	case *ssa.Alloc:
		return v.Comment
	case *ssa.ChangeType:
		return nameOf(v.X)
	}
	return v.Name()
}

// failsTo reports whether an instruction runs only after an attempt's failure.
func (m *Model) failsTo(attempt ssa.CallInstruction, instr ssa.Instruction) bool {
	derived := derivedFrom(attempt, func(ssa.Instruction) bool { return true })
	for _, b := range attempt.Parent().Blocks {
		failed := failureOf(b, derived)
		if failed == nil {
			continue
		}
		if len(failed.Preds) == 1 && failed.Dominates(instr.Block()) {
			return true
		}
	}
	return false
}

// sharedSource reports whether a value and an argument of an attempt are made
// from the same thing that was received: a parameter, a call's result.
func sharedSource(v ssa.Value, attempt ssa.CallInstruction) bool {
	mine := make(map[ssa.Value]bool)
	sources(v, mine, 0)
	theirs := make(map[ssa.Value]bool)
	for _, a := range ssaflow.Args(attempt) {
		sources(a, theirs, 0)
	}
	for s := range mine {
		if theirs[s] {
			return true
		}
	}
	return false
}

// sources collects what a value is made from.
func sources(v ssa.Value, out map[ssa.Value]bool, depth int) {
	if v == nil || out[v] || depth > 8 || len(out) > 60 {
		return
	}
	switch v := v.(type) {
	case *ssa.Const, *ssa.Global, *ssa.Function, *ssa.Builtin:
		return
	case *ssa.Parameter:
		if v.Parent().Signature.Recv() == nil || v != v.Parent().Params[0] {
			if !isContext(v.Type()) {
				out[v] = true
			}
		}
		return
	case *ssa.Alloc:
		out[v] = true
		if v.Referrers() == nil {
			return
		}
		for _, r := range *v.Referrers() {
			switch r := r.(type) {
			case *ssa.Store:
				if r.Addr == v {
					sources(r.Val, out, depth+1)
				}
			case *ssa.FieldAddr:
				for _, rr := range *r.Referrers() {
					if st, ok := rr.(*ssa.Store); ok && st.Addr == r {
						sources(st.Val, out, depth+1)
					}
				}
			case *ssa.MakeInterface: // json.Unmarshal(raw, &item)
				for _, rr := range *r.Referrers() {
					if call, ok := rr.(*ssa.Call); ok {
						for _, a := range call.Call.Args {
							if a != r {
								sources(a, out, depth+1)
							}
						}
					}
				}
			}
		}
		return
	}
	if _, basic := v.Type().Underlying().(*types.Basic); !basic {
		out[v] = true
	}
	if instr, ok := v.(ssa.Instruction); ok {
		for _, op := range instr.Operands(nil) {
			if *op != nil {
				sources(*op, out, depth+1)
			}
		}
	}
}

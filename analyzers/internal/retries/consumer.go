package retries

import (
	"go/token"
	"go/types"
	"regexp"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// ackName are functions that tell a queue that a message is done.
var ackName = regexp.MustCompile(`^(Ack|AckID|AckMessage|AckSync|DoubleAck|Term|TermWithReason|Commit|CommitMessage|CommitMessages|CommitOffsets|CommitRecords|CommitUncommittedOffsets|MarkMessage|MarkOffset|DeleteMessage|DeleteMessageWithContext|DeleteMessageBatch)$`)

// consumers finds loops that take messages from a queue and send a write for
// each before the message is acknowledged: it is delivered again when that
// fails.
func (m *Model) consumers(fn *ssa.Function) {
	if jobOf(fn) != "" {
		return // one message is its own region
	}
	ls := loopsOf(fn)
	for i, l := range ls {
		name := l.messages()
		if name == "" || innerTakes(ls[:i], l) {
			continue
		}
		r := &Region{Kind: Job, Name: name, Fn: fn, loop: l, perItem: true, Inferred: true, m: m, traits: traits{Bounded: true, Backoff: true}}
		for _, b := range fn.Blocks {
			if !l.blocks[b] {
				continue
			}
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || m.handler(call) {
					continue
				}
				a := m.attempt(call)
				if a == nil {
					continue
				}
				again, sure := l.deliveredAgain(call)
				if again {
					r.Attempts = append(r.Attempts, a)
					r.Inferred = r.Inferred && !sure
				}
			}
		}
		if len(r.Attempts) == 0 {
			continue
		}
		r.Pos, r.End = r.Attempts[0].Call.Pos(), r.Attempts[0].Call.Pos()
		r.look(m, r.instrs, 0)
		m.Regions = append(m.Regions, r)
	}
}

// innerTakes reports whether a loop within l takes the messages.
func innerTakes(inner []*loop, l *loop) bool {
	for _, o := range inner {
		if l.blocks[o.header] && o.messages() != "" {
			return true
		}
	}
	return false
}

// handler reports whether a call runs a function of the package that is judged
// as a message's handler itself.
func (m *Model) handler(call ssa.CallInstruction) bool {
	for _, c := range m.flow.Callees(call) {
		if c.Fn != nil && jobOf(c.Fn) != "" && redelivered(c.Fn) {
			return true
		}
	}
	return false
}

// messages names the queue whose messages a loop takes, "" when it takes none.
func (l *loop) messages() string {
	for b := range l.blocks {
		for _, instr := range b.Instrs {
			var t types.Type
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					t = elemOf(instr.X.Type())
				}
			case *ssa.Select:
				for _, s := range instr.States {
					if s.Dir == types.RecvOnly {
						if name := jobType(elemOf(s.Chan.Type())); name != "" {
							return name
						}
					}
				}
			case *ssa.IndexAddr:
				if sl, ok := instr.X.Type().Underlying().(*types.Slice); ok {
					t = sl.Elem()
				}
			case *ssa.Call:
				fn := ssaflow.CalleeObj(instr)
				if fn == nil || fn.Signature().Results().Len() == 0 {
					continue
				}
				first := fn.Signature().Results().At(0).Type()
				if fn.Pkg() != nil && symbols.TypeRef(first).Pkg == symbols.Normalize(fn.Pkg().Path()) {
					t = first
				}
			}
			if name := jobType(t); name != "" {
				return name
			}
		}
	}
	return ""
}

func elemOf(t types.Type) types.Type {
	if c, ok := t.Underlying().(*types.Chan); ok {
		return c.Elem()
	}
	return nil
}

func jobType(t types.Type) string {
	if t == nil {
		return ""
	}
	ref := symbols.TypeRef(t)
	return jobTypes[ref.Pkg+"."+ref.Name]
}

// deliveredAgain reports whether a message whose write fails is taken again:
// it is given back, the consumer stops with an error, or the next round begins
// without an acknowledgement. The last is not sure: later messages may be
// acknowledged with it.
func (l *loop) deliveredAgain(call ssa.CallInstruction) (again, sure bool) {
	acks := false
	for b := range l.blocks {
		for _, instr := range b.Instrs {
			c, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			name := ssaflow.CalleeOf(c).Name
			if ackName.MatchString(name) || nackName.MatchString(name) {
				acks = true
			}
			if ackName.MatchString(name) && dominates(c, call) {
				return false, false // at most once
			}
		}
	}
	if !acks {
		return false, false // acknowledged when it is taken
	}
	derived := derivedFrom(call, l.has)
	for b := range l.blocks {
		failed := failureOf(b, derived)
		if failed == nil {
			continue
		}
		a, s := l.unacknowledged(failed)
		again, sure = again || a, sure || s
	}
	return again, sure
}

// failureOf returns where a block goes on when what its branch depends on has
// failed; nil when it does not branch on that, or either side may be it.
func failureOf(b *ssa.BasicBlock, derived map[ssa.Value]bool) *ssa.BasicBlock {
	if len(b.Instrs) == 0 {
		return nil
	}
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok || !derived[branch.Cond] {
		return nil
	}
	switch succeedsWhen(branch.Cond) {
	case whenTrue:
		return b.Succs[1]
	case unknown:
		return nil
	}
	return b.Succs[0]
}

// unacknowledged looks for a way from a block to the next round or the end of
// the function on which the message is not acknowledged.
func (l *loop) unacknowledged(from *ssa.BasicBlock) (again, sure bool) {
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(b *ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		if b == l.header {
			again = true
			return
		}
		if seen[b] {
			return
		}
		seen[b] = true
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				if givesBack(instr) {
					again, sure = true, true
					return
				}
				if name := ssaflow.CalleeOf(instr).Name; ackName.MatchString(name) || nackName.MatchString(name) {
					return
				}
			case *ssa.Return:
				if i := errorResult(b.Parent()); i >= 0 && i < len(instr.Results) && !final(instr.Results[i], seen, 0) {
					again, sure = true, true
				}
			}
		}
		for _, s := range b.Succs {
			visit(s)
		}
	}
	visit(from)
	return again, sure
}

// dominates reports whether a runs before every run of b.
func dominates(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, instr := range a.Block().Instrs {
		switch instr {
		case a:
			return true
		case b:
			return false
		}
	}
	return false
}

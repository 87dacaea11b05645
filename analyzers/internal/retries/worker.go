package retries

import (
	"go/constant"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// workers finds loops that never end, fetch what is still to be done, and send
// a write for each item: what fails without being marked is fetched again.
func (m *Model) workers(fn *ssa.Function) {
	ls := loopsOf(fn)
	for _, inner := range ls {
		outer := enclosing(ls, inner)
		if outer == nil || !m.endless(outer) || !m.fetches(outer, inner) {
			continue
		}
		r := &Region{Kind: Job, Name: "the worker's loop", Fn: fn, loop: inner, perItem: true, Inferred: true, m: m, traits: traits{Bounded: true, Backoff: true}}
		for _, b := range fn.Blocks {
			if !inner.blocks[b] {
				continue
			}
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				if a := m.attempt(call); a != nil && m.staysPending(inner, call) {
					r.Attempts = append(r.Attempts, a)
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

// enclosing returns the smallest loop around l.
func enclosing(ls []*loop, l *loop) *loop {
	for _, o := range ls { // inner ones first
		if o != l && len(o.blocks) > len(l.blocks) && o.blocks[l.header] {
			return o
		}
	}
	return nil
}

// endless reports whether a loop goes on for ever, with pauses: a for without
// condition, or over a ticker.
func (m *Model) endless(l *loop) bool {
	for _, instr := range l.header.Instrs {
		if branch, ok := instr.(*ssa.If); ok {
			if bin, ok := branch.Cond.(*ssa.BinOp); ok && isInt(bin.X.Type()) && !selected(bin.X) {
				return false
			}
			if ex, ok := branch.Cond.(*ssa.Extract); ok {
				if _, isNext := ex.Tuple.(*ssa.Next); isNext {
					return false
				}
			}
		}
	}
	return m.waits(l)
}

// selected reports whether a value says which case of a select was taken.
func selected(v ssa.Value) bool {
	ex, ok := v.(*ssa.Extract)
	if !ok {
		return false
	}
	_, ok = ex.Tuple.(*ssa.Select)
	return ok
}

var pendingName = regexp.MustCompile(`(?i)(pending|failed|due|unprocessed|retry|queued|unpaid|stuck|outstanding|open|todo|unsent|overdue|scheduled|initiated)`)

// fetches reports whether the outer loop asks for what is still to be done.
func (m *Model) fetches(outer, inner *loop) bool {
	for b := range outer.blocks {
		if inner.blocks[b] {
			continue
		}
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && pendingName.MatchString(ssaflow.CalleeOf(call).Name) {
				return true
			}
		}
	}
	return false
}

var (
	markName    = regexp.MustCompile(`^(Update|Mark|Set|Save|Fail|Delete|Remove|Ack|Finish|Complete|Store|Reject)`)
	failedName  = regexp.MustCompile(`(?i)fail`)
	fetchFailed = regexp.MustCompile(`^(Get|Find|List|Fetch|Load|Select|Query).*(Failed|Errored|Failures)`)
	resetName   = regexp.MustCompile(`(?i)^(update|mark|set|reset|move|put)\w*(pending|retry|queue|new|open|again)`)
	againName   = regexp.MustCompile(`(?i)(retry|pending|requeue|attempt|again)`)
)

// staysPending reports whether a failed call leaves its item as it was: on the
// failing side nothing marks it before the next round.
func (m *Model) staysPending(l *loop, call ssa.CallInstruction) bool {
	derived := derivedFrom(call, l.has)
	for b := range l.blocks {
		failed := failureOf(b, derived)
		if failed == nil {
			continue
		}
		if !l.repeats(failed) || l.marks(failed, m.requeues()) || l.markedBefore(call) {
			return false
		}
		return true
	}
	return false
}

// marks reports whether something is marked between a block and the next round.
// A mark of failure is none where failed items are taken up again.
func (l *loop) marks(from *ssa.BasicBlock, requeued bool) bool {
	seen := map[*ssa.BasicBlock]bool{l.header: true}
	var visit func(b *ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		if seen[b] || !l.blocks[b] {
			return false
		}
		seen[b] = true
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if updates(call) {
					return true
				}
				if name := ssaflow.CalleeOf(call).Name; markName.MatchString(name) && !againName.MatchString(name) && !(requeued && failedName.MatchString(name)) {
					return true
				}
			}
		}
		for _, s := range b.Succs {
			if visit(s) {
				return true
			}
		}
		return false
	}
	return visit(from)
}

// markedBefore reports whether the item is marked in the table before it is sent.
func (l *loop) markedBefore(attempt ssa.CallInstruction) bool {
	for b := range l.blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && updates(call) && dominates(call, attempt) {
				return true
			}
		}
	}
	return false
}

// updates reports whether a call runs a constant SQL statement that changes a
// row.
func updates(call ssa.CallInstruction) bool {
	if !strings.HasPrefix(ssaflow.CalleeOf(call).Name, "Exec") {
		return false
	}
	for _, a := range ssaflow.Args(call) {
		if c, ok := a.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String && changeSQL.MatchString(constant.StringVal(c.Value)) {
			return true
		}
	}
	return false
}

var changeSQL = regexp.MustCompile(`(?i)^\s*(update|delete)\s`)

// requeues reports whether a function of the package takes what failed up
// again: it fetches failed items and marks them as pending.
func (m *Model) requeues() bool {
	if m.requeuesDone {
		return m.requeuesAny
	}
	m.requeuesDone = true
	fetched := make(map[*ssa.Function]bool)
	for _, reset := range [...]bool{false, true} {
		for _, call := range m.flow.Calls() {
			name := ssaflow.CalleeOf(call).Name
			switch {
			case !reset && fetchFailed.MatchString(name):
				fetched[call.Parent()] = true
			case reset && fetched[call.Parent()] && resetName.MatchString(name):
				m.requeuesAny = true
			}
		}
	}
	return m.requeuesAny
}

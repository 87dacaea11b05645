package retries

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"golang.org/x/tools/go/ssa"
)

// loop is a natural loop.
type loop struct {
	header *ssa.BasicBlock
	blocks map[*ssa.BasicBlock]bool
}

// loopsOf returns the natural loops of a function, inner ones first. Loops with
// one header count as one.
func loopsOf(fn *ssa.Function) []*loop {
	byHeader := make(map[*ssa.BasicBlock]*loop)
	var out []*loop
	for _, b := range fn.Blocks {
		for _, h := range b.Succs {
			if !h.Dominates(b) {
				continue
			}
			l := byHeader[h]
			if l == nil {
				l = &loop{header: h, blocks: map[*ssa.BasicBlock]bool{h: true}}
				byHeader[h] = l
				out = append(out, l)
			}
			work := []*ssa.BasicBlock{b}
			for len(work) > 0 {
				x := work[len(work)-1]
				work = work[:len(work)-1]
				if l.blocks[x] {
					continue
				}
				l.blocks[x] = true
				work = append(work, x.Preds...)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *loop) int { return len(a.blocks) - len(b.blocks) })
	return out
}

func (l *loop) has(instr ssa.Instruction) bool { return l.blocks[instr.Block()] }

// repeats reports whether control that enters b goes round again.
func (l *loop) repeats(b *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(b *ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		if b == l.header {
			return true
		}
		if !l.blocks[b] || seen[b] {
			return false
		}
		seen[b] = true
		return slices.ContainsFunc(b.Succs, visit)
	}
	return visit(b)
}

// stmtOf returns the for or range statement of the n-th enclosing loop of pos,
// innermost first; nil for a loop made with goto.
func stmtOf(fn *ssa.Function, pos token.Pos, n int) ast.Stmt {
	syntax := fn.Syntax()
	if syntax == nil {
		return nil
	}
	var found []ast.Stmt
	ast.Inspect(syntax, func(node ast.Node) bool {
		if node == nil || pos < node.Pos() || node.End() <= pos {
			return node == syntax
		}
		switch node := node.(type) {
		case *ast.ForStmt:
			found = append(found, node)
		case *ast.RangeStmt:
			found = append(found, node)
		case *ast.FuncLit:
			if ast.Node(node) != syntax {
				found = nil
				return false
			}
		}
		return true
	})
	slices.Reverse(found)
	if n < len(found) {
		return found[n]
	}
	return nil
}

// outcome is what the branches on a call's result say.
type outcome struct {
	// repeatsOnFailure: the error's nil branch leaves, the other goes round.
	repeatsOnFailure bool
	// leavesOnFailure: the error's nil branch goes round, the other leaves.
	leavesOnFailure bool
	// other: some other test of the result decides.
	other bool
}

// outcomeOf looks at the branches of a loop that depend on a call's result.
func (l *loop) outcomeOf(call ssa.CallInstruction) outcome {
	var out outcome
	derived := derivedFrom(call, l.has)
	for b := range l.blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !derived[branch.Cond] {
			continue
		}
		thenRepeats, elseRepeats := l.repeats(b.Succs[0]), l.repeats(b.Succs[1])
		if thenRepeats == elseRepeats {
			continue
		}
		switch okWhen := succeedsWhen(branch.Cond); {
		case okWhen == unknown:
			out.other = true
		case (okWhen == whenTrue) == elseRepeats:
			out.repeatsOnFailure = true
		default:
			out.leavesOnFailure = true
		}
	}
	return out
}

type polarity int

const (
	unknown polarity = iota
	whenTrue
	whenFalse
)

// succeedsWhen says for which value of a condition the call has succeeded.
func succeedsWhen(cond ssa.Value) polarity {
	switch cond := cond.(type) {
	case *ssa.BinOp:
		x, y := cond.X, cond.Y
		if isNil(x) {
			x, y = y, x
		}
		if isNil(y) && isErrorType(x.Type()) {
			switch cond.Op {
			case token.EQL:
				return whenTrue
			case token.NEQ:
				return whenFalse
			}
		}
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			switch succeedsWhen(cond.X) {
			case whenTrue:
				return whenFalse
			case whenFalse:
				return whenTrue
			}
		}
	case *ssa.Call, *ssa.Extract:
		// A bool result of the attempt itself: ok.
		if b, ok := cond.Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
			if ex, ok := cond.(*ssa.Extract); ok {
				if _, isCall := ex.Tuple.(*ssa.Call); !isCall {
					return unknown
				}
			}
			return unknown
		}
	}
	return unknown
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

func isErrorType(t types.Type) bool {
	if types.Identical(t, types.Universe.Lookup("error").Type()) {
		return true
	}
	// Typed errors of SDKs: *midtrans.Error, *stripe.Error.
	return errorName.MatchString(types.TypeString(t, nil))
}

var errorName = regexp.MustCompile(`(?i)(error|err)$`)

// derivedFrom returns the values that depend on a call's result, within the
// instructions that in accepts.
func derivedFrom(call ssa.CallInstruction, in func(ssa.Instruction) bool) map[ssa.Value]bool {
	out := make(map[ssa.Value]bool)
	v := call.Value()
	if v == nil {
		return out
	}
	work := []ssa.Value{v}
	for len(work) > 0 && len(out) < 400 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		if out[x] {
			continue
		}
		out[x] = true
		if x.Referrers() == nil {
			continue
		}
		for _, r := range *x.Referrers() {
			if !in(r) {
				continue
			}
			switch r := r.(type) {
			case *ssa.Store:
				if r.Val == x {
					work = append(work, loadsOf(r.Addr, in)...)
				}
			case *ssa.Call:
				work = append(work, r)
				// What a decoder fills from a response depends on it too.
				for _, a := range r.Call.Args {
					if _, ok := a.Type().Underlying().(*types.Pointer); ok && a != x {
						if alloc, ok := ssavalue.Unwrap(a).(*ssa.Alloc); ok {
							work = append(work, loadsOf(alloc, in)...)
						}
					}
				}
			case ssa.Value:
				work = append(work, r)
			}
		}
	}
	return out
}

// loadsOf returns the loads from a variable, parts included.
func loadsOf(addr ssa.Value, in func(ssa.Instruction) bool) []ssa.Value {
	var out []ssa.Value
	switch addr.(type) {
	case *ssa.Alloc, *ssa.FreeVar, *ssa.Global:
	case *ssa.FieldAddr:
		return nil
	default:
		return nil
	}
	if addr.Referrers() == nil {
		return nil
	}
	for _, r := range *addr.Referrers() {
		switch r := r.(type) {
		case *ssa.UnOp:
			if in(r) {
				out = append(out, r)
			}
		case *ssa.FieldAddr:
			for _, rr := range *r.Referrers() {
				if u, ok := rr.(*ssa.UnOp); ok && in(u) {
					out = append(out, u)
				}
			}
		}
	}
	return out
}

// element reports whether what a call gets is an element of what the loop goes
// through: a range variable, an indexed element, something received or fetched
// anew in every round.
func (l *loop) element(call ssa.CallInstruction) bool {
	return l.elementIn(allArgs(call)...)
}

func (l *loop) elementIn(vs ...ssa.Value) bool {
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value, depth int) bool
	visit = func(v ssa.Value, depth int) bool {
		if v == nil || seen[v] || depth > 14 || len(seen) > 300 {
			return false
		}
		seen[v] = true
		instr, ok := v.(ssa.Instruction)
		if !ok {
			return false
		}
		if !l.blocks[instr.Block()] {
			if alloc, ok := v.(*ssa.Alloc); ok {
				return l.filled(alloc, visit, depth)
			}
			return false
		}
		switch v := v.(type) {
		case *ssa.Next:
			return true
		case *ssa.IndexAddr:
			return l.varies(v.Index)
		case *ssa.Index:
			return l.varies(v.Index)
		case *ssa.Lookup:
			return l.varies(v.Index)
		case *ssa.Select:
			return hasReceive(v) && v.Type().(*types.Tuple).Len() > 2
		case *ssa.UnOp:
			if v.Op == token.ARROW {
				return true
			}
			return visit(v.X, depth+1)
		case *ssa.Alloc:
			return l.filled(v, visit, depth)
		case *ssa.Call:
			if fn := ssaflow.CalleeObj(v); fn != nil && fetchName.MatchString(fn.Name()) && !retryName.MatchString(fn.Name()) {
				return true
			}
			for _, a := range v.Call.Args {
				if visit(a, depth+1) {
					return true
				}
			}
			return false
		case *ssa.Phi:
			for _, e := range v.Edges {
				if visit(e, depth+1) {
					return true
				}
			}
			return false
		}
		for _, op := range instr.Operands(nil) {
			if op != nil && *op != nil && visit(*op, depth+1) {
				return true
			}
		}
		return false
	}
	for _, v := range vs {
		if visit(v, 0) {
			return true
		}
	}
	return false
}

// failover reports whether a loop goes through what sends, not through what is
// sent: the next provider gets the same payment when one fails.
func (l *loop) failover(call ssa.CallInstruction) bool {
	recv := ssaflow.Receiver(call)
	return recv != nil && l.elementIn(recv) && !l.elementIn(ssaflow.Args(call)...)
}

// fetchName are functions that hand out the next item.
var fetchName = regexp.MustCompile(`^(Next|Pop|Dequeue|Receive|Recv|ReadMessage|FetchMessage|Poll|Scan|BLPop|BRPop|Take|Lease|Reserve|Claim)`)

var retryName = regexp.MustCompile(`(?i)(backoff|retry|delay|wait)`)

// filled reports whether a variable is given an element in the loop.
func (l *loop) filled(alloc *ssa.Alloc, visit func(ssa.Value, int) bool, depth int) bool {
	if alloc.Referrers() == nil {
		return false
	}
	var refs []ssa.Instruction
	for _, r := range *alloc.Referrers() {
		refs = append(refs, r)
		if v, ok := r.(ssa.Value); ok && v.Referrers() != nil {
			switch r.(type) {
			case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.MakeInterface:
				refs = append(refs, *v.Referrers()...)
			}
		}
	}
	for _, r := range refs {
		if !l.blocks[r.Block()] {
			continue
		}
		switch r := r.(type) {
		case *ssa.Store:
			if visit(r.Val, depth+1) {
				return true
			}
		case *ssa.Call:
			if fn := ssaflow.CalleeObj(r); fn != nil && (fn.Name() == "Scan" || fn.Name() == "StructScan") {
				return true
			}
		}
	}
	return false
}

// varies reports whether an index changes from round to round.
func (l *loop) varies(v ssa.Value) bool {
	instr, ok := v.(ssa.Instruction)
	return ok && l.blocks[instr.Block()]
}

func hasReceive(s *ssa.Select) bool {
	for _, st := range s.States {
		if st.Dir == types.RecvOnly {
			return true
		}
	}
	return false
}

// DependsOnCounter reports whether v is made from a number that changes with
// every attempt of the region.
func (r *Region) DependsOnCounter(v ssa.Value) bool {
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value, depth int) bool
	visit = func(v ssa.Value, depth int) bool {
		if v == nil || seen[v] || depth > 12 || len(seen) > 200 {
			return false
		}
		seen[v] = true
		switch x := v.(type) {
		case *ssa.Phi:
			if isInt(x.Type()) && r.loop != nil && r.loop.blocks[x.Block()] && x.Block() == r.loop.header {
				return true
			}
		case *ssa.Parameter:
			return r.Body != nil && x.Parent() == r.Body && isInt(x.Type()) && r.Kind != Job
		case *ssa.Alloc, *ssa.FreeVar:
			return isIntPointer(v.Type()) && r.increments(v)
		case *ssa.Slice:
			if alloc, ok := x.X.(*ssa.Alloc); ok && alloc.Referrers() != nil {
				for _, ref := range *alloc.Referrers() {
					if ia, ok := ref.(*ssa.IndexAddr); ok {
						for _, rr := range *ia.Referrers() {
							if st, ok := rr.(*ssa.Store); ok && visit(st.Val, depth+1) {
								return true
							}
						}
					}
				}
			}
		}
		instr, ok := v.(ssa.Instruction)
		if !ok || !r.Contains(instr) {
			return false
		}
		for _, op := range instr.Operands(nil) {
			if op != nil && *op != nil && visit(*op, depth+1) {
				return true
			}
		}
		return false
	}
	return visit(v, 0)
}

func isInt(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isIntPointer(t types.Type) bool {
	p, ok := t.Underlying().(*types.Pointer)
	return ok && isInt(p.Elem())
}

// increments reports whether the region stores to the variable.
func (r *Region) increments(addr ssa.Value) bool {
	if addr.Referrers() == nil {
		return false
	}
	for _, ref := range *addr.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == addr && r.Contains(st) {
			return true
		}
	}
	return false
}

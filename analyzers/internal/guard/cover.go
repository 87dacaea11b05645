package guard

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// hit says that a condition holds of a check's results: the check has
// succeeded when all its conditions hold.
type hit struct {
	check *Check
	cond  int // index in check.When
}

type valKey struct {
	v    ssa.Value
	good Good
	want bool
}

// edgeHits returns, per successor of a block that ends in a branch, the checks
// that have succeeded when control goes there.
func (f *Func) edgeHits(b *ssa.BasicBlock) [2][]hit {
	if h, ok := f.edges[b]; ok {
		return h
	}
	f.edges[b] = [2][]hit{}
	cond := ifCond(b)
	if cond == nil {
		return [2][]hit{}
	}
	h := [2][]hit{f.implied(cond, True, true, 0), f.implied(cond, True, false, 0)}
	f.edges[b] = h
	return h
}

const maxDepth = 12

// implied returns the checks that are known to have succeeded when v looks as
// good says (or, for True with want false, when v is false).
func (f *Func) implied(v ssa.Value, good Good, want bool, depth int) []hit {
	if depth > maxDepth {
		return nil
	}
	key := valKey{v, good, want}
	if h, ok := f.vals[key]; ok {
		return h
	}
	f.vals[key] = nil // ends cycles
	h := f.impliedBy(v, good, want, depth+1)
	f.vals[key] = h
	return h
}

func (f *Func) impliedBy(v ssa.Value, good Good, want bool, depth int) []hit {
	switch v := v.(type) {
	case *ssa.UnOp:
		switch v.Op {
		case token.NOT:
			return f.implied(v.X, True, !want, depth)
		case token.MUL:
			return f.impliedLoad(v, good, want, depth)
		}
	case *ssa.BinOp:
		return f.impliedBinOp(v, want, depth)
	case *ssa.Call:
		return append(f.resultHits(v, 0, good, want), f.joined(v, good, depth)...)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return f.resultHits(call, v.Index, good, want)
		}
	case *ssa.Phi:
		return f.impliedPhi(v, good, want, depth)
	case *ssa.MakeInterface:
		return f.implied(v.X, good, want, depth)
	case *ssa.ChangeInterface:
		return f.implied(v.X, good, want, depth)
	case *ssa.ChangeType:
		return f.implied(v.X, good, want, depth)
	case *ssa.Field, *ssa.FieldAddr:
		return f.verdictHits(v, want)
	}
	return nil
}

// resultHits are the checks that a call's result decides about.
func (f *Func) resultHits(call ssa.CallInstruction, result int, good Good, want bool) []hit {
	var out []hit
	for _, c := range f.Checks {
		if c.Instr != ssa.Instruction(call) {
			continue
		}
		for i, w := range c.When {
			if w.Result == result && w.Is == good && (good != True || want) {
				out = append(out, hit{c, i})
			}
		}
	}
	return out
}

// joined looks through errors.Join, nil only when all its arguments are, and
// through what else puts another shape on an error.
func (f *Func) joined(call *ssa.Call, good Good, depth int) []hit {
	if good != NilError {
		return nil
	}
	var out []hit
	for _, e := range joinedErrors(call) {
		out = append(out, f.implied(e, NilError, true, depth)...)
	}
	if inner := f.wrappedError(call); inner != nil {
		out = append(out, f.implied(inner, NilError, true, depth)...)
	}
	return out
}

// impliedBinOp reads comparisons with nil, numbers, booleans and verdicts.
func (f *Func) impliedBinOp(b *ssa.BinOp, want bool, depth int) []hit {
	eq := b.Op == token.EQL
	switch b.Op {
	case token.EQL, token.NEQ:
	case token.GTR, token.GEQ, token.LSS, token.LEQ:
		// ConstantTimeCompare(a, b) > 0 and the like
		if c, ok := b.Y.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Int {
			n, _ := constant.Int64Val(c.Value)
			if want && (b.Op == token.GTR && n == 0 || b.Op == token.GEQ && n == 1) ||
				!want && (b.Op == token.LSS && n == 1 || b.Op == token.LEQ && n == 0) {
				return f.implied(b.X, One, true, depth)
			}
		}
		return nil
	default:
		return nil
	}
	holds := eq == want // the operands are equal
	// A comparison may be the check itself.
	var out []hit
	if holds {
		for _, c := range f.Checks {
			if c.Instr == ssa.Instruction(b) {
				out = append(out, hit{c, 0})
			}
		}
	}
	x, y := b.X, b.Y
	if isConst(x) {
		x, y = y, x
	}
	c, ok := y.(*ssa.Const)
	if !ok {
		if mi, isMI := y.(*ssa.MakeInterface); isMI {
			c, ok = mi.X.(*ssa.Const)
		}
	}
	if !ok {
		return out
	}
	switch {
	case c.IsNil():
		if holds {
			return append(out, f.implied(x, NilError, true, depth)...)
		}
		return append(out, f.implied(x, NonNil, true, depth)...)
	case c.Value == nil:
		return out
	case c.Value.Kind() == constant.Bool:
		return append(out, f.implied(x, True, constant.BoolVal(c.Value) == holds, depth)...)
	case c.Value.Kind() == constant.Int:
		n, _ := constant.Int64Val(c.Value)
		switch {
		case n == 1 && holds, n == 0 && !holds:
			out = append(out, f.implied(x, One, true, depth)...)
		}
		if n == 0 && holds {
			out = append(out, f.implied(x, Zero, true, depth)...)
		}
		return out
	case c.Value.Kind() == constant.String:
		if holds && goodVerdict(constant.StringVal(c.Value)) {
			out = append(out, f.verdictHits(x, true)...)
		}
		if !holds && constant.StringVal(c.Value) == "" {
			out = append(out, f.implied(x, NonNil, true, depth)...)
		}
	}
	return out
}

// arrival is a value and the edge over which control comes with it; a nil value
// is the zero value, to is nil when the value is set in the block itself.
type arrival struct {
	v        ssa.Value
	from, to *ssa.BasicBlock
}

func (f *Func) impliedPhi(phi *ssa.Phi, good Good, want bool, depth int) []hit {
	var out []hit
	for i, e := range phi.Edges {
		pred := phi.Block().Preds[i]
		if f.isRemoved(pred, phi.Block()) {
			continue
		}
		h, ok := f.implies(arrival{e, pred, phi.Block()}, good, want, depth)
		if !ok {
			return nil
		}
		out = append(out, h...)
	}
	return out
}

// implies returns the checks that have succeeded when this value has arrived
// and looks good: implied by the value, or passed on the way. ok is false when
// there are none though the value may look good. Different checks may stand in
// for each other on different ways.
func (f *Func) implies(a arrival, good Good, want bool, depth int) (hits []hit, ok bool) {
	if !f.mayBe(a.v, good, want) || good == NilError && a.v != nil && (f.knownNonNil(a.v, a.from) || edgeNonNil(a)) {
		return nil, true
	}
	if a.v != nil {
		hits = f.implied(a.v, good, want, depth)
	}
	if len(hits) == 0 {
		hits = f.arrivalHits(a.from, a.to, depth)
	}
	return hits, len(hits) > 0
}

// arrivalHits are the checks that have succeeded when control leaves a block
// towards another one (or, with to nil, is at its end).
func (f *Func) arrivalHits(from, to *ssa.BasicBlock, depth int) []hit {
	out := f.coveringHits(from, depth)
	cond := ifCond(from)
	if to == nil || cond == nil || depth > maxDepth || from.Succs[0] == from.Succs[1] {
		return out
	}
	return append(out, f.implied(cond, True, from.Succs[0] == to, depth+1)...)
}

// mayBe reports whether a value may look as good says.
func (f *Func) mayBe(v ssa.Value, good Good, want bool) bool {
	if v == nil { // the zero value
		return good == NilError || good == True && !want
	}
	c, ok := v.(*ssa.Const)
	switch good {
	case True:
		if ok && c.Value != nil && c.Value.Kind() == constant.Bool {
			return constant.BoolVal(c.Value) == want
		}
	case NilError:
		if ok {
			return c.IsNil()
		}
		return !f.neverNil(v)
	case NonNil:
		if ok {
			return !c.IsNil() && !(c.Value != nil && c.Value.Kind() == constant.String && constant.StringVal(c.Value) == "")
		}
	case One:
		if ok && c.Value != nil && c.Value.Kind() == constant.Int {
			n, _ := constant.Int64Val(c.Value)
			return n != 0
		}
	}
	return true
}

// coveringHits are the checks that must have succeeded when control is at the
// end of a block, looking up the dominator tree.
func (f *Func) coveringHits(b *ssa.BasicBlock, depth int) []hit {
	var out []hit
	for d, n := b, 0; d != nil && n < 64; n++ {
		for _, in := range d.Instrs {
			if call, ok := in.(ssa.CallInstruction); ok {
				out = append(out, f.resultHits(call, -1, Returns, true)...)
			}
		}
		up := d.Idom()
		if up == nil {
			break
		}
		if cond := ifCond(up); cond != nil {
			for i, s := range up.Succs {
				if i < 2 && s.Dominates(b) && len(s.Preds) == 1 && s == d {
					out = append(out, f.implied(cond, True, i == 0, depth)...)
				}
			}
		}
		d = up
	}
	return out
}

// covered returns the checks that stand between the function's entry and in:
// no path reaches in without passing the success branch of one of them. It is
// empty when there is a way around.
func (f *Func) covered(in ssa.Instruction) []*Check {
	return f.coveredBy(in, func(c *Check) bool { return c.Covers() })
}

func (f *Func) coveredBy(in ssa.Instruction, ok func(*Check) bool) []*Check {
	if len(f.Checks) == 0 {
		return nil
	}
	joint := 1
	for _, c := range f.Checks {
		joint = max(joint, len(c.When))
	}
	var used map[*Check]bool
	for alt := range joint {
		u, covered := f.cut(in, alt, ok)
		if !covered {
			return nil
		}
		if used == nil {
			used = u
		}
	}
	var out []*Check
	for _, c := range f.Checks {
		if used[c] {
			out = append(out, c)
		}
	}
	return out
}

// cut walks forward from the entry without crossing edges on which a check has
// succeeded; in is covered when the walk does not reach it. alt selects which
// of several joint conditions is looked at.
func (f *Func) cut(in ssa.Instruction, alt int, ok func(*Check) bool) (map[*Check]bool, bool) {
	used := make(map[*Check]bool)
	accept := func(h hit) bool {
		return ok(h.check) && h.cond == min(alt, len(h.check.When)-1)
	}
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{f.Fn.Blocks[0]}
	seen[f.Fn.Blocks[0]] = true
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		stopped := false
		for _, i := range b.Instrs {
			if i == in {
				return nil, false
			}
			if call, isCall := i.(ssa.CallInstruction); isCall {
				for _, h := range f.resultHits(call, -1, Returns, true) {
					if accept(h) {
						used[h.check] = true
						stopped = true
					}
				}
			}
			if stopped {
				break
			}
		}
		if stopped {
			continue
		}
		hits := f.edgeHits(b)
	succ:
		for i, s := range b.Succs {
			if f.isRemoved(b, s) {
				continue
			}
			if i < 2 {
				for _, h := range hits[i] {
					if accept(h) {
						used[h.check] = true
						continue succ
					}
				}
			}
			if !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return used, true
}

// decides reports whether a branch or a returned value depends on the check's
// outcome.
func (f *Func) decides(c *Check) bool {
	for _, b := range f.Fn.Blocks {
		for _, h := range f.edgeHits(b) {
			for _, x := range h {
				if x.check == c {
					return true
				}
			}
		}
		if r, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			for _, v := range r.Results {
				for _, good := range []Good{NilError, True, One, NonNil} {
					for _, h := range f.implied(v, good, true, 0) {
						if h.check == c {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// canReach reports whether control can go from one block to another.
func (f *Func) canReach(from, to *ssa.BasicBlock) bool {
	r := f.reach[to]
	if r == nil {
		r = make(map[*ssa.BasicBlock]bool)
		work := []*ssa.BasicBlock{to}
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			for _, p := range b.Preds {
				if !r[p] {
					r[p] = true
					work = append(work, p)
				}
			}
		}
		f.reach[to] = r
	}
	return r[from]
}

// Branch is a condition that decides whether a point is reached.
type Branch struct {
	If *ssa.If
	// Then is true when the point lies on the condition's true side.
	Then bool
}

// branches returns the conditions that in is control-dependent on, nearest first.
func (f *Func) branches(in ssa.Instruction) []Branch {
	var out []Branch
	at := in.Block()
	for b, n := at.Idom(), 0; b != nil && n < 200; b, n = b.Idom(), n+1 {
		i, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		t := b.Succs[0] == at || f.canReach(b.Succs[0], at)
		e := b.Succs[1] == at || f.canReach(b.Succs[1], at)
		if t != e {
			out = append(out, Branch{i, t})
		}
	}
	return out
}

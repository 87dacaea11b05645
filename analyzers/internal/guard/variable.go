package guard

import (
	"golang.org/x/tools/go/ssa"
)

// impliedLoad looks at what was stored last in a variable.
func (f *Func) impliedLoad(load *ssa.UnOp, good Good, want bool, depth int) []hit {
	if good == True {
		if h := f.verdictHits(load, want); h != nil {
			return h
		}
	}
	addr := load.X
	if !ownVariable(addr) {
		return nil // others may have filled it
	}
	at := 0
	for i, in := range load.Block().Instrs {
		if in == ssa.Instruction(load) {
			at = i
		}
	}
	s := &storeScan{f: f, addr: addr, good: good, want: want, seen: make(map[*ssa.BasicBlock]bool)}
	hits, ok := s.before(load.Block(), at-1, depth)
	if !ok {
		return nil
	}
	return hits
}

// ownVariable reports whether an address is that of a local variable, or of a
// field of one, that no call is handed: what it holds is what is stored here.
func ownVariable(addr ssa.Value) bool {
	switch a := addr.(type) {
	case *ssa.FieldAddr:
		return ownVariable(a.X) && !handed(a)
	case *ssa.Alloc:
		return !handed(a)
	}
	return false
}

// handed reports whether a call is handed an address.
func handed(addr ssa.Value) bool {
	for _, r := range *addr.Referrers() {
		switch r := r.(type) {
		case ssa.CallInstruction:
			return true
		case *ssa.MakeInterface:
			if handed(r) {
				return true
			}
		}
	}
	return false
}

// storeScan looks for what a load of a local variable may see.
type storeScan struct {
	f    *Func
	addr ssa.Value
	good Good
	want bool
	seen map[*ssa.BasicBlock]bool
}

// before returns the checks that have succeeded when the variable looks good
// just before instruction i+1 of a block; ok is false when there may be none.
func (s *storeScan) before(b *ssa.BasicBlock, i, depth int) (hits []hit, ok bool) {
	if depth > maxDepth {
		return nil, false
	}
	for ; i >= 0; i-- {
		if st, is := b.Instrs[i].(*ssa.Store); is && s.same(st.Addr) {
			return s.f.implies(arrival{st.Val, b, nil}, s.good, s.want, depth+1)
		}
	}
	if len(b.Preds) == 0 { // unset: the zero value
		return s.f.implies(arrival{nil, b, nil}, s.good, s.want, depth+1)
	}
	for _, p := range b.Preds {
		if s.seen[p] || s.f.isRemoved(p, b) {
			continue
		}
		if h := s.f.arrivalHits(p, b, depth+1); len(h) > 0 {
			hits = append(hits, h...)
			continue
		}
		s.seen[p] = true
		h, ok := s.before(p, len(p.Instrs)-1, depth+1)
		if !ok {
			return nil, false
		}
		hits = append(hits, h...)
	}
	return hits, true
}

// same reports whether an address is the variable's.
func (s *storeScan) same(a ssa.Value) bool {
	if a == s.addr {
		return true
	}
	x, ok1 := a.(*ssa.FieldAddr)
	y, ok2 := s.addr.(*ssa.FieldAddr)
	return ok1 && ok2 && x.Field == y.Field && x.X == y.X
}

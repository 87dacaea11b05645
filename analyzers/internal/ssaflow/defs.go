package ssaflow

import (
	"cmp"
	"go/constant"
	"go/types"
	"math"
	"slices"
	"sort"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// def is one place that gives (a part of) a memory object its contents.
type def struct {
	path  Path            // which part
	instr ssa.Instruction // where
	val   ssa.Value       // stored value; nil for calls
	call  ssa.CallInstruction
	arg   int // argument of call through which the object is written; -1: receiver of an invoke
	// strong definitions replace what was there.
	strong bool
	idx    int // of instr in its block
	// part is what of path a setter with a constant key writes.
	part Path
}

// maxDefs bounds how many definitions of one object are looked at.
const maxDefs = 512

// defsOf returns the definitions of the object that base points to (or is),
// found through its uses.
func (p *Package) defsOf(base ssa.Value) []def {
	if d, ok := p.defs[base]; ok {
		return d
	}
	c := defCollector{p: p, seen: make(map[ssa.Value]bool)}
	c.visit(base, "", true)
	p.defs[base] = c.defs
	return c.defs
}

type defCollector struct {
	p    *Package
	defs []def
	seen map[ssa.Value]bool
}

// visit collects the definitions through v, which stands for the part path of
// the object. precise says that v is that object and not one of several.
func (c *defCollector) visit(v ssa.Value, path Path, precise bool) {
	if c.seen[v] || len(c.defs) >= maxDefs {
		return
	}
	c.seen[v] = true
	var refs []ssa.Instruction
	if g, ok := v.(*ssa.Global); ok {
		refs = c.p.index.globals[g]
	} else if r := v.Referrers(); r != nil {
		refs = *r
	}
	for _, instr := range refs {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			if f := fieldVar(instr.X.Type(), instr.Field); f != nil {
				c.visit(instr, path.join(fieldElem(f.Name())), precise)
			}
		case *ssa.IndexAddr:
			if instr.X == v {
				c.visit(instr, path.join(anyElem), false)
			}
		case *ssa.UnOp:
			// A load of a reference is another name for what it refers to.
			if instr.X == v && isReference(instr.Type()) {
				c.visit(instr, path, precise)
			}
		case *ssa.Store:
			if instr.Addr == v {
				c.add(def{path: path, instr: instr, val: instr.Val, strong: precise})
			} else {
				c.variadic(instr, path)
			}
		case *ssa.MapUpdate:
			if instr.Map == v {
				elem, exact := mapElem(instr.Key)
				c.add(def{path: path.join(elem), instr: instr, val: instr.Value, strong: precise && exact})
			}
		case *ssa.Send:
			if instr.Chan == v {
				c.add(def{path: path.join(anyElem), instr: instr, val: instr.X})
			}
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Slice, *ssa.TypeAssert:
			if isReference(v.Type()) {
				c.visit(instr.(ssa.Value), path, precise)
			}
		case *ssa.Phi:
			c.visit(instr, path, false)
		case *ssa.MakeClosure:
			fn := instr.Fn.(*ssa.Function)
			for i, b := range instr.Bindings {
				if b == v && i < len(fn.FreeVars) {
					c.visit(fn.FreeVars[i], path, false)
				}
			}
		case ssa.CallInstruction:
			c.call(instr, v, path)
		}
	}
}

// call records that the object is handed to a function that may write to it.
func (c *defCollector) call(call ssa.CallInstruction, v ssa.Value, path Path) {
	if !isReference(v.Type()) {
		return
	}
	common := call.Common()
	if common.IsInvoke() && common.Value == v {
		c.add(def{path: path, instr: call, call: call, arg: -1})
	}
	if b, ok := common.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "copy":
			if common.Args[0] == v {
				c.add(def{path: path, instr: call, val: common.Args[1]})
			}
		case "delete":
			if common.Args[0] == v {
				if elem, exact := mapElem(common.Args[1]); exact {
					c.add(def{path: path.join(elem), instr: call, strong: true})
				}
			}
		case "clear":
			if common.Args[0] == v {
				c.add(def{path: path, instr: call, strong: true})
			}
		}
		return
	}
	var part Path
	if ref := CalleeOf(call); (ref.Recv == "Values" && ref.Pkg == "net/url" || ref.Recv == "Header" && ref.Pkg == "net/http") && Receiver(call) == v {
		switch ref.Name {
		case "Del":
			if elem := keyArg(ref, Args(call)[0]); elem != anyElem {
				c.add(def{path: path.join(elem), instr: call, strong: true})
			}
			return
		case "Set", "Add":
			if elem := keyArg(ref, Args(call)[0]); elem != anyElem {
				part = path.join(elem)
			}
		}
	}
	for i, a := range common.Args {
		if a == v {
			c.add(def{path: path, instr: call, call: call, arg: i, part: part})
		}
	}
	// What is written to an encoder or buffered writer is written to what it wraps.
	if ref := CalleeOf(call); len(common.Args) > 0 && common.Args[0] == v && wrapsWriter[ref.Pkg+"."+ref.Name] {
		if res := call.Value(); res != nil {
			c.visit(res, path, false)
		}
	}
}

// variadic records that the object is one of the arguments of a variadic
// parameter: row.Scan(&id, &secret).
func (c *defCollector) variadic(st *ssa.Store, path Path) {
	elem, ok := st.Addr.(*ssa.IndexAddr)
	if !ok || !isReference(st.Val.Type()) {
		return
	}
	list, ok := elem.X.(*ssa.Alloc)
	if !ok || list.Comment != "varargs" {
		return
	}
	for _, r := range *list.Referrers() {
		slice, ok := r.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, use := range *slice.Referrers() {
			if call, ok := use.(ssa.CallInstruction); ok {
				if args := call.Common().Args; len(args) > 0 && args[len(args)-1] == slice {
					c.add(def{path: path, instr: call, call: call, arg: len(args) - 1})
				}
			}
		}
	}
}

func (c *defCollector) add(d def) {
	if len(c.defs) < maxDefs {
		c.defs = append(c.defs, d)
	}
}

// mapElem returns the path element of a map key, and whether it is exact.
func mapElem(key ssa.Value) (Path, bool) {
	if mi, ok := key.(*ssa.MakeInterface); ok {
		key = mi.X
	}
	if k, ok := key.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.String {
		return keyElem(constant.StringVal(k.Value)), true
	}
	return anyElem, false
}

// isReference reports whether a value of type t refers to memory that others
// may change through it.
func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Interface, *types.Signature:
		return true
	}
	return false
}

// reaching returns the definitions of part want of base that may be in force at
// instruction at, and whether the object's earlier contents may be as well.
// With at nil, or in another function than a definition, order is unknown and
// every definition counts.
func (p *Package) reaching(base ssa.Value, want Path, at ssa.Instruction) (defs []*def, entry bool) {
	if len(p.defsOf(base)) == 0 {
		return nil, true
	}
	g := p.group(base, want)
	if at == nil {
		// Of definitions whose order is unknown, one is taken to have run.
		return g.all, !anyStrong(g.all)
	}
	i := slices.IndexFunc(g.in, func(f *funcDefs) bool { return f.fn == at.Parent() })
	if i < 0 {
		return g.all, true
	}
	f := g.in[i]
	r, ok := f.reached[at]
	if !ok {
		r.defs, r.entry = p.reachingIn(f, want, at)
		if len(f.elsewhere) > 0 {
			r.defs = slices.Concat(f.elsewhere, r.defs)
		}
		if f.reached == nil {
			f.reached = make(map[ssa.Instruction]reached)
		}
		f.reached[at] = r
	}
	return r.defs, r.entry
}

// defGroup are the definitions of one part of an object, by place.
type defGroup struct {
	all []*def
	in  []*funcDefs // a function and its closures: few
}

type funcDefs struct {
	fn *ssa.Function
	// defs are the definitions in the function by block, last first.
	defs []*def
	// elsewhere are the definitions in other functions (closures).
	elsewhere []*def
	// reached is what was found before, by the place that was asked for.
	reached map[ssa.Instruction]reached
}

// in returns the definitions in a block, last first.
func (f *funcDefs) in(b *ssa.BasicBlock) []*def {
	first := sort.Search(len(f.defs), func(i int) bool { return f.defs[i].instr.Block().Index >= b.Index })
	last := first
	for last < len(f.defs) && f.defs[last].instr.Block() == b {
		last++
	}
	return f.defs[first:last]
}

// reached are the definitions that may be in force at a place, and whether the
// object's earlier contents may be.
type reached struct {
	defs  []*def
	entry bool
}

type groupKey struct {
	base ssa.Value
	want Path
}

// group sorts the definitions of part want of base by place, once.
func (p *Package) group(base ssa.Value, want Path) *defGroup {
	k := groupKey{base, want}
	if g := p.groups[k]; g != nil {
		return g
	}
	g := &defGroup{}
	defs := p.defsOf(base)
	for i := range defs {
		d := &defs[i]
		if _, _, ok := match(d.path, want); !ok {
			continue
		}
		d.idx = p.instrIndex(d.instr)
		g.all = append(g.all, d)
		if fn := d.instr.Parent(); !slices.ContainsFunc(g.in, func(f *funcDefs) bool { return f.fn == fn }) {
			g.in = append(g.in, &funcDefs{fn: fn})
		}
	}
	for _, f := range g.in {
		for _, d := range g.all {
			if d.instr.Parent() == f.fn {
				f.defs = append(f.defs, d)
			} else {
				f.elsewhere = append(f.elsewhere, d)
			}
		}
		slices.SortStableFunc(f.defs, func(a, b *def) int {
			return cmp.Or(a.instr.Block().Index-b.instr.Block().Index, b.idx-a.idx)
		})
	}
	if p.groups == nil || len(p.groups) > 20000 {
		p.groups = make(map[groupKey]*defGroup) // bounded; computed again when needed
	}
	p.groups[k] = g
	return g
}

// reachingIn walks the control flow backwards from at to the definitions.
func (p *Package) reachingIn(f *funcDefs, want Path, at ssa.Instruction) (defs []*def, entry bool) {
	start, limit := at.Block(), p.instrIndex(at)
	// gone are parts that are certainly replaced or deleted since.
	var gone []Path
	// scan collects the block's definitions between two places, last first, and
	// reports whether one of them hides everything before it.
	scan := func(b *ssa.BasicBlock, from, limit int) bool {
		ds := f.in(b)
		first, _ := slices.BinarySearchFunc(ds, limit, func(d *def, limit int) int {
			if d.idx >= limit {
				return -1
			}
			return 1
		})
		for _, d := range ds[first:] {
			if d.idx < from {
				return false // seen before
			}
			if slices.ContainsFunc(gone, func(g Path) bool { return strings.HasPrefix(string(max(d.path, d.part)), string(g)) }) {
				continue
			}
			if b == start && limit != math.MaxInt && d.strong && len(d.path) > len(want) {
				gone = append(gone, d.path)
			}
			// Through an alias the same store is found twice.
			if n := len(defs); d.call != nil || n == 0 || defs[n-1].instr != d.instr {
				defs = append(defs, d)
			}
			if d.strong && strings.HasPrefix(string(want), string(d.path)) {
				return true
			}
		}
		return false
	}
	if scan(start, 0, limit) {
		return defs, false
	}
	if len(start.Preds) == 0 {
		return defs, true
	}
	seen := p.marks(len(start.Parent().Blocks))
	visited := 0
	work := append(p.blocks[:0], start.Preds...)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b.Index] {
			continue
		}
		seen[b.Index] = true
		visited++
		from := 0
		if b == start {
			from = limit // a loop: what comes after
		}
		if scan(b, from, math.MaxInt) {
			continue
		}
		if len(b.Preds) == 0 {
			entry = true
		}
		work = append(work, b.Preds...)
	}
	p.blocks = work
	p.steps += visited
	return defs, entry
}

// marks returns n unset marks, which are valid until the next call.
func (p *Package) marks(n int) []bool {
	if cap(p.marked) < n {
		p.marked = make([]bool, n, 2*n)
	}
	p.marked = p.marked[:n]
	clear(p.marked)
	return p.marked
}

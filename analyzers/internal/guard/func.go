package guard

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Func is what is known about one function of the package.
type Func struct {
	Fn *ssa.Function
	// Checks are the authenticity checks in order of position.
	Checks []*Check
	// Effects are what the function does, directly or through calls.
	Effects []*Effect
	// Summary is what callers learn.
	Summary Summary

	pkg    *Package
	params []ssa.Value // parameters, then free variables
	inputs []int       // parameters that hold a decoded request
	marked *Marks      // what marks has found, once asked for
	labels map[ssa.Value]Labels
	cells  map[cell]Labels
	all    map[ssa.Value]Labels // union over the fields of a root
	bound  map[ssa.Value]Labels // filled as a whole by a decoder or binder
	// invoked are the implementations that calls of interface methods run, while
	// the function is being analysed.
	invoked     map[ssa.CallInstruction][]*Summary
	stores      map[cell][]*ssa.Store
	noted       map[noted]bool      // what stores holds
	fields      map[ssa.Value][]int // which fields of a root are in cells
	storeFields map[ssa.Value][]int // which fields of a root are in stores
	edges       map[*ssa.BasicBlock][2][]hit
	vals        map[valKey][]hit
	reach       map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool
	resultBound map[*ssa.Call]map[int]Labels
	byCall      map[ssa.CallInstruction]*Check
	done        bool

	amounts    int    // 0 unknown, 1 compared, -1 not
	debits     []cell // what is taken off balances
	failOpens  []Switch
	switchList *[]Switch
	removed    []edge
}

// maxBlocks and maxPasses bound the work per function.
const (
	maxBlocks = 4000
	maxPasses = 6
)

// cell is a memory location: an object and one of its fields (-1: all of it).
type cell struct {
	root  ssa.Value
	field int
}

// noted is a store to a cell.
type noted struct {
	cell
	store *ssa.Store
}

func newFunc(p *Package, fn *ssa.Function) *Func {
	f := &Func{
		Fn: fn, pkg: p,
		labels:      make(map[ssa.Value]Labels),
		cells:       make(map[cell]Labels),
		all:         make(map[ssa.Value]Labels),
		bound:       make(map[ssa.Value]Labels),
		stores:      make(map[cell][]*ssa.Store),
		noted:       make(map[noted]bool),
		fields:      make(map[ssa.Value][]int),
		storeFields: make(map[ssa.Value][]int),
		edges:       make(map[*ssa.BasicBlock][2][]hit),
		vals:        make(map[valKey][]hit),
		reach:       make(map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool),
		resultBound: make(map[*ssa.Call]map[int]Labels),
		byCall:      make(map[ssa.CallInstruction]*Check),
	}
	for _, v := range fn.Params {
		f.params = append(f.params, v)
	}
	for _, v := range fn.FreeVars {
		f.params = append(f.params, v)
	}
	return f
}

func (f *Func) analyse() {
	f.Summary.Key = funcKey(f.Fn)
	f.Summary.Name = displayName(f.Fn)
	f.Summary.Position = f.pkg.Pass.Fset.Position(f.Fn.Pos())
	if len(f.Fn.Blocks) > maxBlocks {
		f.done = true
		return
	}
	for i, v := range f.params {
		f.labels[v] = ParamLabel(i)
	}
	f.invoked = make(map[ssa.CallInstruction][]*Summary)
	f.propagate()
	f.findChecks()
	f.findEffects()
	f.summarise()
	f.invoked = nil
	f.done = true
}

// labelsOf returns what a value is derived from, including what the memory it
// points to was filled with.
func (f *Func) labelsOf(v ssa.Value) Labels {
	if v == nil {
		return 0
	}
	l := f.labels[v] | f.inherent(v)
	c := f.root(v)
	if c.root == v && c.field < 0 {
		return l | f.all[v]
	}
	// What the object itself is derived from has come with labels[v], except
	// for settings, which derive from nothing.
	l |= f.cells[cell{c.root, -1}]
	if c.field < 0 {
		return l | f.all[c.root]
	}
	return l | f.cells[c]
}

// read returns the labels of a memory location.
func (f *Func) read(c cell) Labels {
	l := f.cells[cell{c.root, -1}] | f.labels[c.root] | f.inherent(c.root)
	if c.field < 0 {
		return l | f.all[c.root]
	}
	return l | f.cells[c]
}

// setCell adds labels to a cell.
func (f *Func) setCell(c cell, l Labels) bool {
	old, known := f.cells[c]
	if old|l == old {
		return false
	}
	if !known {
		f.fields[c.root] = append(f.fields[c.root], c.field)
	}
	f.cells[c] = old | l
	return true
}

// write adds labels to a memory location, and to what it is another name of.
func (f *Func) write(c cell, l Labels) bool {
	if !f.setCell(c, l) {
		return false
	}
	f.all[c.root] |= l
	if phi, ok := c.root.(*ssa.Phi); ok && c.root != nil {
		for _, e := range phi.Edges {
			if r := f.root(e); r.root != c.root {
				if _, again := r.root.(*ssa.Phi); !again {
					f.write(cell{r.root, max(r.field, c.field)}, l)
				}
			}
		}
	}
	return true
}

// maxChain bounds how many selections one after the other are looked through.
const maxChain = 64

// root finds the object that an address, or a value that holds a reference,
// belongs to. A pointer and what it points to are not told apart.
func (f *Func) root(v ssa.Value) cell {
	field := -1
	for range maxChain {
		from := container(v)
		if from == nil {
			break
		}
		switch v := v.(type) { // the outermost field counts
		case *ssa.FieldAddr:
			field = v.Field
		case *ssa.Field:
			field = v.Field
		}
		v = from
	}
	return cell{v, field}
}

// container is what v is a part or another form of, nil when it is an object.
func container(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return v.X
	case *ssa.Field:
		return v.X
	case *ssa.IndexAddr:
		return v.X
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return v.X
		}
	case *ssa.MakeInterface:
		return v.X
	case *ssa.ChangeInterface:
		return v.X
	case *ssa.ChangeType:
		return v.X
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return v.X
		}
	case *ssa.Slice:
		return v.X
	case *ssa.Lookup:
		if !v.CommaOk {
			return v.X
		}
	}
	return nil
}

// propagate computes labels to a fixed point, or until the bound.
func (f *Func) propagate() {
	for range maxPasses {
		changed := false
		for _, b := range f.Fn.Blocks {
			for _, in := range b.Instrs {
				if f.transfer(in) {
					changed = true
				}
			}
		}
		if !changed {
			return
		}
	}
}

// fillWhole notes that an object was filled as a whole, by a decoder or binder.
func (f *Func) fillWhole(root ssa.Value, l Labels) {
	if l != 0 {
		f.bound[root] |= l
	}
}

// structCopy recognises "*dst = *src" of structs, the form of composite literals.
func (f *Func) structCopy(dst cell, v ssa.Value) (ssa.Value, bool) {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || dst.field >= 0 {
		return nil, false
	}
	if _, ok := load.Type().Underlying().(*types.Struct); !ok {
		return nil, false
	}
	a, ok := load.X.(*ssa.Alloc)
	return a, ok && ssa.Value(a) != dst.root
}

// copyCells copies field by field, so that one field from the request does not
// speak for the others.
func (f *Func) copyCells(dst, src ssa.Value) bool {
	changed := false
	for _, field := range f.fields[src] {
		changed = f.write(cell{dst, field}, f.cells[cell{src, field}]) || changed
	}
	for _, field := range f.storeFields[src] {
		if field >= 0 {
			for _, s := range f.stores[cell{src, field}] {
				f.noteStore(cell{dst, field}, s)
			}
		}
	}
	return changed
}

func (f *Func) set(v ssa.Value, l Labels) bool {
	old := f.labels[v]
	if old|l == old {
		return false
	}
	f.labels[v] = old | l
	return true
}

// transfer applies one instruction.
func (f *Func) transfer(in ssa.Instruction) bool {
	switch in := in.(type) {
	case *ssa.Store:
		c := f.root(in.Addr)
		f.noteStore(c, in)
		if c.field < 0 {
			f.fillWhole(c.root, f.bound[f.root(in.Val).root])
		}
		if src, ok := f.structCopy(c, in.Val); ok {
			return f.copyCells(c.root, src)
		}
		if c.field < 0 && f.made(in.Val) {
			src := f.root(in.Val).root
			return f.write(c, f.labels[src]|f.inherent(src)) || f.copyCells(c.root, src)
		}
		return f.write(c, f.labelsOf(in.Val))
	case *ssa.MapUpdate:
		c := f.root(in.Map)
		return f.write(c, f.labelsOf(in.Value)|f.labelsOf(in.Key))
	case *ssa.Send:
		return f.write(f.root(in.Chan), f.labelsOf(in.X))
	case ssa.CallInstruction:
		return f.transferCall(in)
	case *ssa.UnOp:
		return f.set(in, f.labelsOf(in.X))
	case *ssa.FieldAddr, *ssa.Field, *ssa.IndexAddr, *ssa.Slice, *ssa.MakeInterface,
		*ssa.ChangeInterface, *ssa.ChangeType, *ssa.TypeAssert:
		v := in.(ssa.Value)
		return f.set(v, f.fieldRead(v))
	case *ssa.Lookup:
		return f.set(in, f.labelsOf(in.X)|tableChoice(f.labelsOf(in.Index)))
	case *ssa.Index:
		return f.set(in, f.labelsOf(in.X))
	case *ssa.BinOp:
		return f.set(in, f.labelsOf(in.X)|f.labelsOf(in.Y))
	case *ssa.Convert:
		return f.set(in, f.labelsOf(in.X))
	case *ssa.SliceToArrayPointer:
		return f.set(in, f.labelsOf(in.X))
	case *ssa.MultiConvert:
		return f.set(in, f.labelsOf(in.X))
	case *ssa.Extract:
		if call, ok := in.Tuple.(*ssa.Call); ok {
			f.fillWhole(in, f.resultBound[call][in.Index])
			return f.set(in, f.resultLabels(call, in.Index))
		}
		return f.set(in, f.labels[in.Tuple])
	case *ssa.Range:
		return f.set(in, f.labelsOf(in.X))
	case *ssa.Next:
		return f.set(in, f.labels[in.Iter])
	case *ssa.Select:
		var l Labels
		for _, s := range in.States {
			l |= f.labelsOf(s.Chan)
			if s.Send != nil {
				f.write(f.root(s.Chan), f.labelsOf(s.Send))
			}
		}
		return f.set(in, l)
	case *ssa.Phi:
		var l Labels
		consts := true
		for _, e := range in.Edges {
			l |= f.labelsOf(e)
			if _, ok := e.(*ssa.Const); !ok {
				consts = false
			}
		}
		if consts {
			l |= f.phiChoice(in)
		}
		return f.set(in, l)
	case *ssa.MakeClosure:
		var l Labels
		for _, b := range in.Bindings {
			l |= f.labelsOf(b)
		}
		return f.set(in, l&^(Secret|Config))
	}
	return false
}

// tableChoice are the labels of an element chosen by an index: what the index
// is derived from decides, secrets do not travel.
func tableChoice(l Labels) Labels { return l &^ (Secret | Config) }

// fieldRead gives the labels of a (field of an) object, which for requests and
// configuration depend on the field.
func (f *Func) fieldRead(v ssa.Value) Labels {
	if src, ok := f.sourceField(v); ok {
		return src
	}
	var x ssa.Value
	switch v := v.(type) {
	case *ssa.FieldAddr:
		x = v.X
	case *ssa.Field:
		x = v.X
	case *ssa.IndexAddr:
		return f.labelsOf(v.X) | tableChoice(f.labelsOf(v.Index))
	case *ssa.Slice:
		return f.labelsOf(v.X)
	case *ssa.MakeInterface:
		return f.labelsOf(v.X)
	case *ssa.ChangeInterface:
		return f.labelsOf(v.X)
	case *ssa.ChangeType:
		return f.labelsOf(v.X)
	case *ssa.TypeAssert:
		return f.labelsOf(v.X)
	}
	setting := f.configField(v, f.labels[x])
	if setting != 0 {
		c := f.root(v)
		return setting | f.cells[cell{c.root, -1}] | f.cells[c]
	}
	return f.read(f.root(v))
}

// noteStore remembers the stores to a location once.
func (f *Func) noteStore(c cell, s *ssa.Store) {
	n := noted{c, s}
	if f.noted[n] {
		return
	}
	f.noted[n] = true
	if f.stores[c] == nil {
		f.storeFields[c.root] = append(f.storeFields[c.root], c.field)
	}
	f.stores[c] = append(f.stores[c], s)
}

// storesOf returns the stores in this function to a field of the object that v
// refers to.
func (f *Func) storesOf(v ssa.Value, field int) []*ssa.Store {
	return f.stores[cell{f.root(v).root, field}]
}

// phiChoice labels a value chosen among constants with what decides the choice.
func (f *Func) phiChoice(phi *ssa.Phi) Labels {
	var l Labels
	top := phi.Block().Idom()
	for _, pred := range phi.Block().Preds {
		for b, n := pred, 0; b != nil && n < 16; b, n = b.Idom(), n+1 {
			if cond := ifCond(b); cond != nil {
				l |= f.labelsOf(cond) &^ (Secret | Config | MAC | Digest | Plain)
			}
			if b == top {
				break
			}
		}
	}
	return l
}

// ifCond returns the condition at the end of a block, nil when it has none.
func ifCond(b *ssa.BasicBlock) ssa.Value {
	if len(b.Instrs) == 0 {
		return nil
	}
	if i, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
		return i.Cond
	}
	return nil
}

// displayName is a function's name in messages.
func displayName(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return displayName(fn.Parent()) + "'s function literal"
	}
	if recv := fn.Signature.Recv(); recv != nil {
		return "(" + types.TypeString(recv.Type(), func(p *types.Package) string { return "" }) + ")." + fn.Name()
	}
	return fn.Name()
}

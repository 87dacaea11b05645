package ssaflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Budgets of one query. They are far above what ordinary code needs; a query
// that exceeds them answers with what it has and counts in Package.Capped.
const (
	maxItems = 4000
	// A function that asks for more than this in all its queries together gets
	// small ones from then on.
	maxSpent   = 200_000
	smallItems = 200
	// So does a package that asks for more than this per instruction; ordinary
	// ones need two or three.
	maxPerInstr = 8
	maxOrigins  = 512
	maxSteps    = 24
	maxNested   = 12
)

// item is a value still to be followed, with what is known about the way here.
type item struct {
	v     ssa.Value
	path  Path // the part of v that is asked for
	out   Path // the part of the asked-for value that it becomes
	at    ssa.Instruction
	steps *link
	bits  Barrier
	may   bool
}

// link is a list of steps, nearest to the source first.
type link struct {
	step *Step
	next *link // towards the sink
	n    int
}

// list returns the steps sink first, and after them those that lie behind.
func (l *link) list(behind []*Step) []*Step {
	if l == nil {
		return behind
	}
	out := make([]*Step, l.n+len(behind))
	copy(out[l.n:], behind)
	for i := l.n - 1; l != nil; i, l = i-1, l.next {
		out[i] = l.step
	}
	return out
}

type visitKey struct {
	v    ssa.Value
	path Path
	out  Path
	bits Barrier
	at   ssa.Instruction
}

type walker struct {
	p       *Package
	q       Query
	seen    map[visitKey]struct{}
	items   int
	max     int // bound of items
	origins []*Origin
	capped  bool
	// terse leaves out constants: they are the texts of an error, and errors
	// collect them from everything below.
	terse bool
	// only leaves out all but these kinds of origins, if it says any.
	only kinds
	// derives says that functions were met that may derive results from their
	// arguments, so that the answer would be another with Query.Taint.
	derives bool
}

// Origins returns where v (or the part q.Path of it) may come from.
func (p *Package) Origins(v ssa.Value, q Query) []*Origin {
	if p.SSA == nil {
		return nil
	}
	// Callbacks may ask questions of their own.
	if stop := q.Stop; stop != nil {
		q.Stop = func(s *Step) bool {
			p.mu.Unlock()
			defer p.mu.Lock()
			return stop(s)
		}
	}
	if visit := q.Visit; visit != nil {
		q.Visit = func(v *Visited) bool {
			p.mu.Unlock()
			defer p.mu.Lock()
			return visit(v)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.origins(v, q)
}

func (p *Package) origins(v ssa.Value, q Query) []*Origin {
	return p.originsOf(v, q, 0)
}

// originsOf returns the origins of some kinds; 0 means all.
func (p *Package) originsOf(v ssa.Value, q Query, only kinds) []*Origin {
	w := p.walker(v.Parent(), q)
	w.only = only
	w.walk(item{v: v, path: q.Path, at: q.At})
	p.spent[v.Parent()] += w.items
	w.done()
	return w.origins
}

// walker returns a walker for a query that starts in fn.
func (p *Package) walker(fn *ssa.Function, q Query) *walker {
	w := &walker{p: p, q: q, seen: p.visits(), max: maxItems}
	if p.spent[fn] > maxSpent || p.total > maxSpent+maxPerInstr*p.size {
		w.max = smallItems
	}
	return w
}

// maxReused bounds the size of maps that are kept for another walk: emptying a
// large one takes longer than making a small one.
const maxReused = 256

// visits returns an empty map for a walk.
func (p *Package) visits() map[visitKey]struct{} {
	if n := len(p.visitMaps); n > 0 {
		m := p.visitMaps[n-1]
		p.visitMaps = p.visitMaps[:n-1]
		return m
	}
	return make(map[visitKey]struct{})
}

// done ends a walk: it counts its work and keeps its map for another.
func (w *walker) done() {
	w.p.total += w.items
	if w.capped {
		w.p.Capped++
	}
	if len(w.seen) <= maxReused {
		clear(w.seen)
		w.p.visitMaps = append(w.p.visitMaps, w.seen)
	}
	w.seen = nil
}

// step appends a step; it returns false if the query stops there.
func (w *walker) step(it *item, s *Step) bool {
	if w.q.Stop != nil && w.q.Stop(s) {
		return false
	}
	n := 0
	if it.steps != nil {
		n = it.steps.n
	}
	if n < maxSteps {
		it.steps = &link{step: s, next: it.steps, n: n + 1}
	}
	return true
}

// emit records an origin at the end of the way of it.
func (w *walker) emit(it item, found Origin) {
	if w.skips(&found) {
		return
	}
	if len(w.origins) >= maxOrigins {
		w.capped = true
		return
	}
	o := new(found)
	o.Out = it.out
	o.Barrier |= it.bits
	o.May = o.May || it.may
	if o.Kind == Call && o.Site != nil && o.ConstArgs == nil {
		o.ConstArgs = constArgs(o.Site)
	}
	if o.Value == nil {
		o.Value = it.v
	}
	if o.At == nil {
		o.At = it.at
	}
	if !o.Pos.IsValid() && !o.Position.IsValid() {
		o.Pos = posOf(it.v)
	}
	o.Steps = it.steps.list(o.Steps) // own steps are those of a summary
	w.origins = append(w.origins, o)
}

// skips reports whether an origin says nothing that is asked for.
func (w *walker) skips(o *Origin) bool {
	return w.terse && o.Kind == Const && o.Const != nil || w.only != 0 && !w.only.has(o.Kind)
}

// with returns it continued at v.
func (it item) with(v ssa.Value, path Path) item {
	it.v, it.path = v, path
	return it
}

// walk follows one value to its origins. Recursion depth is bounded by the
// budget of items.
func (w *walker) walk(it item) {
	if it.v == nil {
		return
	}
	k := visitKey{v: it.v, path: it.path, out: it.out, bits: it.bits}
	if isReference(it.v.Type()) {
		k.at = it.at
	}
	if _, ok := w.seen[k]; ok {
		return
	}
	w.seen[k] = struct{}{}
	if w.items++; w.items > w.max {
		w.capped = true
		return
	}
	if w.q.Visit != nil && !w.q.Visit(&Visited{Value: it.v, Path: it.path, Out: it.out, At: it.at, Barrier: it.bits, May: it.may, way: it.steps}) {
		return
	}
	for _, name := range w.p.index.names[it.v] {
		s := &Step{Kind: NameStep, Name: name.Name(), Type: name.Type(), Value: it.v, Pos: name.Pos(), Instr: it.at}
		if it.path != "" && !(it.path == anyElem && isPlural(name.Type())) && !isOnly(it.path, name.Type()) {
			// The variable holds the whole of which a part is asked for. An
			// element that no key tells from the others is what all are.
			continue
		}
		if !w.step(&it, s) {
			return
		}
	}
	switch it.v.(type) {
	case *ssa.Call, *ssa.Extract, *ssa.UnOp, *ssa.Phi, *ssa.TypeAssert, *ssa.Lookup, *ssa.Index, *ssa.Field:
		// What a reference from elsewhere refers to may be written here too.
		if isReference(it.v.Type()) && w.replaced(it) {
			return
		}
	}
	switch v := it.v.(type) {
	case *ssa.Const:
		w.constant(it, v)
	case *ssa.Parameter:
		w.parameter(it, v)
	case *ssa.FreeVar:
		w.freeVar(it, v)
	case *ssa.Global:
		w.global(it, v)
	case *ssa.Function:
		w.emit(it, Origin{Kind: Func, Fn: v})
	case *ssa.Builtin:
		w.emit(it, Origin{Kind: Unknown})
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		w.object(it)
	case *ssa.MakeClosure:
		w.emit(it, Origin{Kind: Func, Fn: v.Fn.(*ssa.Function)})
	case *ssa.Phi:
		w.phi(it, v)
	case *ssa.UnOp:
		w.unOp(it, v)
	case *ssa.BinOp:
		w.binOp(it, v)
	case *ssa.FieldAddr:
		w.field(it, v.X, v.Field)
	case *ssa.Field:
		w.field(it, v.X, v.Field)
	case *ssa.IndexAddr:
		if n, ok := constInt(v.Index); ok && !w.piece(&it, v.X, int(n)) {
			return
		}
		w.walk(it.with(v.X, anyElem.join(it.path)))
	case *ssa.Index:
		w.walk(it.with(v.X, anyElem.join(it.path)))
	case *ssa.Lookup:
		w.lookup(it, v)
	case *ssa.Slice:
		it.bits |= sliceBarrier(v)
		w.walk(it.with(v.X, it.path))
	case *ssa.Convert:
		w.convert(it, v.X, v)
	case *ssa.MultiConvert:
		w.convert(it, v.X, v)
	case *ssa.ChangeType:
		w.convert(it, v.X, v)
	case *ssa.ChangeInterface:
		w.walk(it.with(v.X, it.path))
	case *ssa.MakeInterface:
		w.walk(it.with(v.X, it.path))
	case *ssa.SliceToArrayPointer:
		w.walk(it.with(v.X, it.path))
	case *ssa.TypeAssert:
		path := it.path
		if mi, ok := v.X.(*ssa.MakeInterface); ok && !types.IsInterface(v.AssertedType) && !types.Identical(mi.X.Type(), v.AssertedType) {
			return // never this type
		}
		if v.CommaOk {
			first, rest := path.cut()
			if first == resultElem(1) {
				w.emit(it, Origin{Kind: Op})
				return
			}
			if first == resultElem(0) {
				path = rest
			}
		}
		w.walk(it.with(v.X, path))
	case *ssa.Extract:
		if v.Index < 2 && !w.piece(&it, v.Tuple, v.Index) {
			return
		}
		w.walk(it.with(v.Tuple, resultElem(v.Index).join(it.path)))
	case *ssa.Call:
		w.call(it, v)
	case *ssa.Next:
		w.next(it, v)
	case *ssa.Range:
		w.walk(it.with(v.X, it.path))
	case *ssa.Select:
		w.selected(it, v)
	default:
		w.emit(it, Origin{Kind: Unknown})
	}
}

func (w *walker) constant(it item, v *ssa.Const) {
	if it.path != "" && v.Value != nil && v.Value.Kind() != constant.String {
		return // no constant has such a part
	}
	if v.Value == nil && !isReference(v.Type()) {
		w.emit(it, Origin{Kind: Zero})
		return
	}
	w.emit(it, Origin{Kind: Const, Const: v.Value})
}

func (w *walker) phi(it item, v *ssa.Phi) {
	distinct := make(map[ssa.Value]bool)
	for _, e := range v.Edges {
		if e != v {
			distinct[e] = true
		}
	}
	may := it.may || len(distinct) > 1
	if len(distinct) > 1 && !w.step(&it, &Step{Kind: BranchStep, Name: v.Comment, Instr: v, Value: v, Pos: posOf(v)}) {
		return
	}
	for i, e := range v.Edges {
		if e == v {
			continue
		}
		next := it.with(e, it.path)
		next.may = may
		if preds := v.Block().Preds; i < len(preds) && len(preds[i].Instrs) > 0 {
			next.bits |= shortBarrier(e, preds[i], v.Block())
			next.at = preds[i].Instrs[len(preds[i].Instrs)-1]
		}
		w.walk(next)
	}
}

func (w *walker) unOp(it item, v *ssa.UnOp) {
	switch v.Op {
	case token.MUL:
		it.at = v
		w.walk(it.with(v.X, it.path))
	case token.ARROW:
		path := it.path
		if v.CommaOk {
			first, rest := path.cut()
			if first == resultElem(1) {
				w.emit(it, Origin{Kind: Op})
				return
			}
			path = rest
		}
		w.walk(it.with(v.X, anyElem.join(path)))
	case token.NOT:
		w.emit(it, Origin{Kind: Op})
	default:
		w.walk(it.with(v.X, it.path))
	}
}

func (w *walker) binOp(it item, v *ssa.BinOp) {
	switch v.Op {
	case token.EQL, token.NEQ, token.LSS, token.GTR, token.LEQ, token.GEQ:
		w.emit(it, Origin{Kind: Op})
		return
	}
	if c := foldConst(v); c != nil {
		w.emit(it, Origin{Kind: Const, Const: c})
		return
	}
	it.bits |= digitsBarrier(v)
	for i, x := range []ssa.Value{v.X, v.Y} {
		next := it
		if isString(v.Type()) && !w.step(&next, &Step{Kind: ConcatStep, Elem: -1, Tail: i > 0, Instr: v, Value: v, Pos: v.Pos()}) {
			continue
		}
		w.walk(next.with(x, it.path))
	}
}

// foldConst computes an integer operation on two constants, which the compiler
// leaves when a variable was in between; nil for anything else.
func foldConst(v *ssa.BinOp) constant.Value {
	x, ok := v.X.(*ssa.Const)
	y, ok2 := v.Y.(*ssa.Const)
	if !ok || !ok2 || x.Value == nil || y.Value == nil || x.Value.Kind() != constant.Int || y.Value.Kind() != constant.Int {
		return nil
	}
	switch v.Op {
	case token.ADD, token.SUB, token.MUL, token.AND, token.OR, token.XOR, token.AND_NOT:
		return constant.BinaryOp(x.Value, v.Op, y.Value)
	}
	return nil
}

func (w *walker) field(it item, x ssa.Value, i int) {
	f := fieldVar(x.Type(), i)
	if f == nil {
		w.emit(it, Origin{Kind: Unknown})
		return
	}
	s := &Step{Kind: FieldStep, Name: f.Name(), Owner: ownerOf(x.Type()), Type: f.Type(), Instr: it.at, Value: it.v, Pos: posOf(it.v)}
	if st, ok := structOf(x.Type()); ok {
		s.Tag = st.Tag(i)
	}
	if (it.path == "" || isOnly(it.path, f.Type())) && !w.step(&it, s) {
		return
	}
	w.walk(it.with(x, fieldElem(f.Name()).join(it.path)))
}

func (w *walker) lookup(it item, v *ssa.Lookup) {
	path := it.path
	if v.CommaOk {
		first, rest := path.cut()
		if first == resultElem(1) {
			w.emit(it, Origin{Kind: Op})
			return
		}
		path = rest
	}
	elem, exact := mapElem(v.Index)
	if exact {
		key, _ := elem.Key()
		if !w.step(&it, &Step{Kind: KeyStep, Name: key, Owner: ownerOf(v.X.Type()), Type: v.Type(), Instr: v, Value: v, Pos: posOf(v)}) {
			return
		}
	}
	it.at = v
	w.walk(it.with(v.X, elem.join(path)))
}

func (w *walker) convert(it item, x ssa.Value, v ssa.Value) {
	if isString(v.Type()) {
		it.bits |= w.p.overwriteBarrier(x)
	}
	if !types.Identical(x.Type(), v.Type()) &&
		!w.step(&it, &Step{Kind: ConvStep, Type: v.Type(), Instr: it.at, Value: v, Pos: posOf(v)}) {
		return
	}
	w.walk(it.with(x, it.path))
}

// splits reports whether a function cuts a text into pieces.
func splits(ref symbols.Ref) bool {
	return ref.Recv == "" && (ref.Pkg == "strings" || ref.Pkg == "bytes") &&
		(ref.Name == "Cut" || strings.HasPrefix(ref.Name, "Split") || ref.Name == "Fields" || ref.Name == "FieldsFunc")
}

// piece notes that the value is piece i of the text that v splits, if v does.
func (w *walker) piece(it *item, v ssa.Value, i int) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return true
	}
	ref := CalleeOf(call)
	if !splits(ref) {
		return true
	}
	sep := " "
	if s := constArgs(call); len(s) > 0 {
		sep = s[len(s)-1]
	}
	return w.step(it, &Step{Kind: PieceStep, Name: sep, Elem: i, Instr: call, Value: it.v, Pos: posOf(it.v)})
}

// next follows the key or value of a range over a map or string.
func (w *walker) next(it item, v *ssa.Next) {
	rng, ok := v.Iter.(*ssa.Range)
	if !ok {
		w.emit(it, Origin{Kind: Unknown})
		return
	}
	first, rest := it.path.cut()
	switch first {
	case resultElem(2):
		w.walk(it.with(rng.X, anyElem.join(rest)))
	case resultElem(1):
		// Keys: what was used as a key, if the map is made here.
		for _, d := range w.p.defsOf(rng.X) {
			if up, ok := d.instr.(*ssa.MapUpdate); ok {
				w.walk(it.with(up.Key, rest))
			}
		}
		w.emit(it, Origin{Kind: Op, Value: v})
	default:
		w.emit(it, Origin{Kind: Op})
	}
}

func (w *walker) selected(it item, v *ssa.Select) {
	first, rest := it.path.cut()
	n := 2
	for _, s := range v.States {
		if s.Dir == types.RecvOnly {
			if first == resultElem(n) {
				w.walk(it.with(s.Chan, anyElem.join(rest)))
				return
			}
			n++
		}
	}
	w.emit(it, Origin{Kind: Op})
}

// isPlural reports whether a type holds texts or numbers that are all alike: a
// variable of it is named for what each of them is.
func isPlural(t types.Type) bool {
	e := elemType(t)
	if e == nil {
		return false
	}
	b, ok := e.Underlying().(*types.Basic)
	return ok && (b.Info()&types.IsString != 0 || b.Info()&types.IsInteger != 0 && b.Kind() != types.Byte && b.Kind() != types.Rune)
}

// isOnly reports whether a path is the one field of a struct that is there to hide
// it: what is called the whole is called the part.
func isOnly(path Path, t types.Type) bool {
	if path[0] != '.' {
		return false
	}
	s, ok := structOf(t)
	return ok && s.NumFields() == 1 && !s.Field(0).Exported() && path.Field() == s.Field(0).Name()
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func constInt(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

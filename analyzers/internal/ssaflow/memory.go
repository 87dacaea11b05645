package ssaflow

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// object follows memory made in this function: to what was stored into it.
func (w *walker) object(it item) {
	before := len(w.origins)
	defs, entry := w.definitions(it)
	if !entry || len(w.origins) > before && !anyStrong(defs) {
		return // written in part by something that cannot be told exactly
	}
	if _, ok := it.v.(*ssa.Alloc); !ok {
		return // elements of maps, slices and channels that were never set
	}
	w.emit(it, Origin{Kind: Zero})
}

// definitions follows the stores into it.v that are in force at it.at. It
// reports whether the earlier contents of it.v may be in force as well.
func (w *walker) definitions(it item) (defs []*def, entry bool) {
	before := w.p.steps
	defs, entry = w.p.reaching(it.v, it.path, it.at)
	w.items += (w.p.steps - before) / 8
	alternatives := 0
	for _, d := range defs {
		if _, sub, _ := match(d.path, it.path); sub == "" {
			alternatives++
		}
	}
	may := it.may || alternatives > 1 || entry && alternatives > 0 && anyStrong(defs)
	for _, d := range defs {
		rest, sub, _ := match(d.path, it.path)
		next := it.with(d.val, rest)
		next.at = d.instr
		next.may = it.may || may && sub == ""
		if sub != "" {
			next.out = it.out.join(sub)
		}
		if d.call != nil {
			w.filled(next, d, rest)
			continue
		}
		if d.val == nil {
			continue // deleted
		}
		s := &Step{Kind: StoreStep, Name: string(d.path), Instr: d.instr, Value: d.val, Pos: d.instr.Pos()}
		if last := d.path.Last(); last.Field() != "" {
			s.Name = last.Field()
			if st, ok := d.instr.(*ssa.Store); ok {
				if fa, ok := st.Addr.(*ssa.FieldAddr); ok {
					s.Owner = ownerOf(fa.X.Type())
					s.Type = st.Val.Type()
				}
			}
		} else if key, ok := last.Key(); ok {
			s.Name = key
		}
		if w.step(&next, s) {
			w.walk(next)
		}
	}
	return defs, entry
}

// replaced reports whether what it.v refers to is written in this function, on
// all ways to it.at; it follows what is written.
func (w *walker) replaced(it item) bool {
	_, entry := w.definitions(it)
	return !entry
}

// anyStrong reports whether a definition replaces what was there.
func anyStrong(defs []*def) bool {
	return slices.ContainsFunc(defs, func(d *def) bool { return d.strong })
}

func (w *walker) parameter(it item, v *ssa.Parameter) {
	if isReference(v.Type()) && w.replaced(it) {
		return
	}
	fn := v.Parent()
	for i, param := range fn.Params {
		if param == v {
			w.opaque(it, Origin{Kind: Param, Fn: fn, Index: i, Name: v.Name(), Path: it.path})
			return
		}
	}
}

func (w *walker) freeVar(it item, v *ssa.FreeVar) {
	fn := v.Parent()
	if w.items > w.max/2 {
		w.capped = true
		return
	}
	for i, fv := range fn.FreeVars {
		if fv != v {
			continue
		}
		made := w.p.index.closures[fn]
		for _, mc := range made {
			next := it.with(mc.Bindings[i], it.path)
			next.at = nil // the closure may run at any time after
			w.walk(next)
		}
		if len(made) == 0 {
			w.emit(it, Origin{Kind: Unknown})
		}
		return
	}
}

func (w *walker) global(it item, v *ssa.Global) {
	o := Origin{Kind: Global, Name: v.Pkg.Pkg.Path() + "." + v.Name(), Path: it.path}
	if it.path == "" && !w.step(&it, &Step{Kind: NameStep, Name: v.Name(), Type: deref(v.Type()), Value: v, Pos: v.Pos(), Instr: it.at}) {
		return
	}
	if v.Pkg == w.p.SSA {
		next := it
		next.at = nil
		w.definitions(next)
	} else if fact := w.p.imports[v.Pkg.Pkg.Path()]; fact != nil {
		for i := range fact.Globals[v.Name()] {
			c := w.p.originOf(&fact.Globals[v.Name()][i])
			if rest, sub, ok := match(c.Out, it.path); ok && rest == "" {
				c.May = true
				next := it
				next.out = it.out.join(sub)
				w.emit(next, *c)
			}
		}
	}
	w.emit(it, o)
}

// opaque emits an origin that is a part of something made elsewhere and, if the
// query asks for it, what the module stores into that field.
func (w *walker) opaque(it item, o Origin) {
	if w.q.Fields && o.Path != "" && o.Value == nil {
		if ref := lastField(it.v.Type(), o.Path); ref.Name != "" {
			w.fieldStores(it, ref)
		}
	}
	w.emit(it, o)
}

// fieldStores follows the module's stores to a field.
func (w *walker) fieldStores(it item, ref fieldPath) {
	if ref.rest != "" {
		return
	}
	stores := w.p.index.fieldStores[ref.Ref]
	if len(stores) > 32 {
		stores = stores[:32]
	}
	for _, st := range stores {
		next := it.with(st.Val, "")
		next.at, next.may = st, true
		w.walk(next)
	}
	for _, call := range w.p.index.fieldFlags[ref.Ref] {
		w.emit(it, Origin{Kind: Call, Callee: CalleeOf(call), Site: call, Filled: true, ConstArgs: constArgs(call), Pos: call.Pos(), May: true})
	}
	for _, path := range w.p.importOrder() {
		w.stored(it, w.p.imports[path].Fields[ref.key()])
	}
}

// stored emits the constants that other packages store.
func (w *walker) stored(it item, facts []OriginFact) {
	for i := range facts {
		o := w.p.originOf(&facts[i])
		o.May = true
		w.emit(it, *o)
	}
}

package guard

import (
	"go/types"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"golang.org/x/tools/go/ssa"
)

// ruled reports whether a state field of a parameter is stored only after a look
// at the state that it has: a method that refuses wrong transitions.
func (f *Func) ruled(c cell) bool {
	if c.field < 0 || len(f.stores[c]) == 0 {
		return false
	}
	t := c.root.Type().Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	if s, ok := t.(*types.Struct); !ok || c.field >= s.NumFields() || !naming.StateName(s.Field(c.field).Name()) {
		return false
	}
	for _, st := range f.stores[c] {
		if st.Parent() != f.Fn || !f.checksState(st) {
			return false
		}
	}
	return true
}

// made reports whether a returned value is a struct, or points to one, of
// which the function knows field by field what it holds.
func (f *Func) made(v ssa.Value) bool {
	c := f.root(v)
	if c.field >= 0 || !structType(v.Type()) {
		return false
	}
	switch c.root.(type) {
	case *ssa.Alloc, *ssa.Call, *ssa.Extract:
	default:
		return false
	}
	for _, field := range f.fields[c.root] {
		if field >= 0 {
			return true
		}
	}
	return false
}

// madeOf adds the fields of a returned object to the summary and returns the
// labels of all of it.
func (f *Func) madeOf(result int, v ssa.Value) Labels {
	root := f.root(v).root
	for _, field := range f.fields[root] {
		l := f.cells[cell{root, field}]
		if field < 0 || l == 0 {
			continue
		}
		s := &f.Summary
		i := slices.IndexFunc(s.Fields, func(x ResultField) bool { return x.Result == result && x.Field == field })
		if i < 0 {
			s.Fields = append(s.Fields, ResultField{Result: result, Field: field, Labels: l})
		} else {
			s.Fields[i].Labels |= l
		}
	}
	return f.labels[root] | f.inherent(root) | f.cells[cell{root, -1}]
}

func structType(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

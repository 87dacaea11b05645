package setting

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Chosen reports whether a store fills in one element of a table whose other
// elements differ in that field: whoever looks the element up chooses, and is
// reported.
func Chosen(st *ssa.Store) bool {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	own, ok := st.Val.(*ssa.Const)
	if !ok || own.Value == nil {
		return false
	}
	var elements []ssa.Value
	switch x := fa.X.(type) {
	case *ssa.IndexAddr:
		elements = indexed(x.X)
	case *ssa.Alloc:
		elements = mapped(x)
	}
	if len(elements) < 2 {
		return false
	}
	for _, e := range elements {
		if v := fieldConst(e, fa.Field); v == nil || !constant.Compare(v, token.EQL, own.Value) {
			return true
		}
	}
	return false
}

// indexed returns the addresses of the elements of an array literal.
func indexed(array ssa.Value) []ssa.Value {
	a, ok := array.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var out []ssa.Value
	for _, r := range *a.Referrers() {
		if ia, ok := r.(*ssa.IndexAddr); ok && ia.X == a {
			out = append(out, ia)
		}
	}
	return out
}

// mapped returns the structs that are put into the same map as one of them.
func mapped(one *ssa.Alloc) []ssa.Value {
	var table ssa.Value
	for _, r := range *one.Referrers() {
		switch r := r.(type) {
		case *ssa.MapUpdate: // a map of pointers
			table = r.Map
		case *ssa.Store: // a list of pointers
			if ia, ok := r.Addr.(*ssa.IndexAddr); ok && r.Val == one {
				return pointed(indexed(ia.X))
			}
		case *ssa.UnOp:
			for _, rr := range *r.Referrers() {
				switch rr := rr.(type) {
				case *ssa.MapUpdate:
					if rr.Value == r {
						table = rr.Map
					}
				case *ssa.Store: // a list of structs
					if ia, ok := rr.Addr.(*ssa.IndexAddr); ok && rr.Val == r {
						return pointed(indexed(ia.X))
					}
				}
			}
		}
	}
	if table == nil || table.Referrers() == nil {
		return nil
	}
	var out []ssa.Value
	for _, r := range *table.Referrers() {
		mu, ok := r.(*ssa.MapUpdate)
		if !ok {
			continue
		}
		out = append(out, unloaded(mu.Value))
	}
	return out
}

// pointed returns what is stored to addresses.
func pointed(addrs []ssa.Value) []ssa.Value {
	var out []ssa.Value
	for _, a := range addrs {
		for _, r := range *a.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Addr == a {
				out = append(out, unloaded(st.Val))
			}
		}
	}
	return out
}

// unloaded returns what a value was loaded from, or the value.
func unloaded(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return load.X
	}
	return v
}

// fieldConst returns the constant that is stored to a field of a struct, the
// zero value of the field when nothing is, and nil when that is not known.
func fieldConst(object ssa.Value, field int) constant.Value {
	if object.Referrers() == nil {
		return nil
	}
	var typ types.Type
	for _, r := range *object.Referrers() {
		fa, ok := r.(*ssa.FieldAddr)
		if !ok || fa.X != object {
			continue
		}
		s, ok := fa.Type().(*types.Pointer)
		if !ok || fa.Field != field {
			continue
		}
		typ = s.Elem()
		for _, rr := range *fa.Referrers() {
			if st, ok := rr.(*ssa.Store); ok && st.Addr == fa {
				if c, ok := st.Val.(*ssa.Const); ok {
					return c.Value
				}
				return nil
			}
		}
	}
	if b, ok := typ.(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
		return constant.MakeBool(false)
	}
	return nil
}

// Package ssavalue answers small questions about single SSA values, for all
// that need no data flow: see ssaflow for where a value comes from.
package ssavalue

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// Unwrap takes off what does not change a value: conversions to interfaces and
// between types that differ in name only.
func Unwrap(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// Unconvert also takes off conversions that make a copy: []byte(s) becomes s.
func Unconvert(v ssa.Value) ssa.Value {
	for {
		v = Unwrap(v)
		c, ok := v.(*ssa.Convert)
		if !ok {
			return v
		}
		v = c.X
	}
}

// Unload also takes off loads: the variable or field that v is read from.
func Unload(v ssa.Value) ssa.Value {
	for {
		v = Unconvert(v)
		load, ok := v.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			return v
		}
		v = load.X
	}
}

// Func returns the function that a value is, of a closure its body; nil for
// values that are known at run time only.
func Func(v ssa.Value) *ssa.Function {
	v = Unwrap(v)
	if closure, ok := v.(*ssa.MakeClosure); ok {
		v = closure.Fn
	}
	fn, _ := v.(*ssa.Function)
	return fn
}

// ConstString returns the constant string that a value is, also when converted.
func ConstString(v ssa.Value) (string, bool) {
	c, ok := Unconvert(v).(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Value), true
}

// StoreBefore returns the last store of the same block to the variable that v
// loads, nil if there is none: functions with deferred calls return through
// variables.
func StoreBefore(v *ssa.UnOp) *ssa.Store {
	var last *ssa.Store
	for _, instr := range v.Block().Instrs {
		if instr == v {
			break
		}
		if st, ok := instr.(*ssa.Store); ok && st.Addr == v.X {
			last = st
		}
	}
	return last
}

package ssaflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// digitsBarrier tells a number's last four or first six digits from the number.
func digitsBarrier(v *ssa.BinOp) Barrier {
	n, ok := constInt(v.Y)
	if ok && (v.Op == token.REM && n > 0 && n <= 10_000 || v.Op == token.QUO && n >= 100_000_000) {
		return Partial
	}
	return 0
}

// indexed reports whether an index into x is, or is behind, the place where a
// separator was found in it.
func indexed(i, x ssa.Value, sep string) bool {
	if add, ok := i.(*ssa.BinOp); ok && add.Op == token.ADD {
		i = add.X
	}
	call, ok := i.(*ssa.Call)
	if !ok {
		return false
	}
	ref, args := CalleeOf(call), Args(call)
	if ref.Pkg != "strings" || !strings.Contains(ref.Name, "Index") || len(args) != 2 || args[0] != x {
		return false
	}
	k, ok := args[1].(*ssa.Const)
	if !ok || k.Value == nil {
		return false
	}
	if n, ok := constInt(k); ok {
		return string(rune(n)) == sep
	}
	return k.Value.Kind() == constant.String && constant.StringVal(k.Value) == sep
}

// notNegative returns n of max(0, n).
func notNegative(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return v
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "max" && len(call.Call.Args) == 2 {
		for i, a := range call.Call.Args {
			if n, ok := constInt(a); ok && n == 0 {
				return call.Call.Args[1-i]
			}
		}
	}
	return v
}

// overwriteBarrier tells a list of characters some of which are overwritten by
// those that masks are made of.
func (p *Package) overwriteBarrier(v ssa.Value) Barrier {
	if _, ok := v.Type().Underlying().(*types.Slice); !ok {
		return 0
	}
	for _, d := range p.defsOf(v) {
		if n, ok := constInt(d.val); d.val != nil && ok && d.path == anyElem && (n == '*' || n == 'x' || n == 'X' || n == '#' || n == '•') {
			return Masked
		}
	}
	return 0
}

// maxShort is the length up to which a text is no more than what is left of others
// after they are cut.
const maxShort = 8

// shortBarrier tells a text that is used in block b (or on the edge from b to
// next) only because it is too short to be cut: if len(s) <= 4 { return s }.
func shortBarrier(v ssa.Value, b, next *ssa.BasicBlock) Barrier {
	if !isString(v.Type()) {
		return 0
	}
	for range 8 {
		if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && next != nil && b.Succs[0] != b.Succs[1] {
			if bin, ok := cond.Cond.(*ssa.BinOp); ok && lengthOf(bin.X) == v {
				n, isConst := constInt(bin.Y)
				op := bin.Op
				if b.Succs[1] == next {
					op = negated[op]
				}
				if _, ok := bin.Y.(*ssa.Parameter); ok && (op == token.LEQ || op == token.LSS) {
					return Partial
				}
				if isConst && (op == token.LEQ && n <= maxShort || op == token.LSS && n <= maxShort+1 || op == token.EQL && n <= maxShort) {
					return Partial
				}
			}
		}
		if len(b.Preds) != 1 {
			return 0
		}
		b, next = b.Preds[0], b
	}
	return 0
}

// negated are the opposites of comparisons.
var negated = map[token.Token]token.Token{token.GTR: token.LEQ, token.GEQ: token.LSS, token.LEQ: token.GTR, token.LSS: token.GEQ, token.NEQ: token.EQL}

// lengthOf returns the value whose length v is.
func lengthOf(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" || CalleeOf(call).Is("unicode/utf8", "RuneCountInString") {
		return call.Call.Args[0]
	}
	return nil
}

// sliceBarrier tells last-four and first-six slices, and parts cut out of the
// middle, from others.
func sliceBarrier(v *ssa.Slice) Barrier {
	if v.Low != nil && indexed(v.Low, v.X, "@") || v.Low == nil && v.High != nil && indexed(v.High, v.X, "?") {
		return Partial // what is behind the user and password, or before the query
	}
	if v.High != nil && v.Low != nil && isString(v.Type()) {
		low, lowConst := constInt(v.Low)
		high, highConst := constInt(v.High)
		switch {
		case !lowConst && !highConst:
			return Partial // a part cut out of a text: a placeholder, a word
		case lowConst && highConst && high-low <= 6:
			return Partial
		}
	}
	if v.High != nil && v.Low == nil {
		if n, ok := constInt(v.High); ok && n > 0 && n <= 8 {
			return Partial
		}
	}
	if v.Low != nil && v.High == nil {
		if n, ok := constInt(v.Low); ok && n >= 10 {
			return Partial
		}
		// x[len(x)-4:]
		if sub, ok := notNegative(v.Low).(*ssa.BinOp); ok && sub.Op == token.SUB {
			if n, ok := constInt(sub.Y); ok && n > 0 && n <= 6 {
				return Partial
			}
			if _, ok := sub.Y.(*ssa.Parameter); ok && lengthOf(sub.X) == v.X {
				return Partial // the end of a text, as much as is asked for
			}
		}
	}
	return 0
}

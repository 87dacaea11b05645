package ssaflow

import (
	"go/token"

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

// sliceBarrier tells last-four and first-six slices, and parts cut out of the
// middle, from others.
func sliceBarrier(v *ssa.Slice) Barrier {
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
		if sub, ok := v.Low.(*ssa.BinOp); ok && sub.Op == token.SUB {
			if n, ok := constInt(sub.Y); ok && n > 0 && n <= 6 {
				return Partial
			}
		}
	}
	return 0
}

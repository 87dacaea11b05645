package responsecheck

import (
	"go/constant"
	"go/token"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// refusedBefore reports whether an instruction runs only when the status was
// bad: what is read then is the error's text, as far as it goes.
func refusedBefore(at ssa.Instruction) bool {
	for _, b := range at.Parent().Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !b.Dominates(at.Block()) {
			continue
		}
		bad := badStatus(branch.Cond)
		if bad < 0 {
			continue
		}
		if s := b.Succs[bad]; len(s.Preds) == 1 && s.Dominates(at.Block()) {
			return true
		}
	}
	return false
}

// badStatus is the index of the successor taken for a status that is no
// success, -1 when a condition does not compare a status code.
func badStatus(cond ssa.Value) int {
	bin, ok := cond.(*ssa.BinOp)
	if !ok || !statusCode(bin.X) {
		return -1
	}
	c, ok := bin.Y.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return -1
	}
	n := c.Int64()
	switch bin.Op {
	case token.NEQ:
		if n >= 200 && n < 300 {
			return 0
		}
	case token.EQL:
		if n >= 200 && n < 300 {
			return 1
		}
		if n >= 400 {
			return 0
		}
	case token.GEQ, token.GTR:
		if n >= 299 {
			return 0
		}
	case token.LSS, token.LEQ:
		if n >= 299 {
			return 1
		}
	}
	return -1
}

// statusCode reports whether a value is a response's status code.
func statusCode(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		fa, ok := v.X.(*ssa.FieldAddr)
		return ok && ssaflow.FieldRef(fa.X.Type(), fa.Field).Name == "StatusCode"
	case *ssa.Call:
		return ssaflow.CalleeOf(v).Name == "StatusCode"
	}
	return false
}

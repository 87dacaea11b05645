package requests

import (
	"go/constant"
	"go/token"
	"go/types"

	"github.com/paylint/paylint/analyzers/internal/decide"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"golang.org/x/tools/go/ssa"
)

// RefusesByBody reports whether a function refuses answers that do not say by a
// field of the body that all went well: an error document leaves that field
// empty, so that it passes for a refusal, not for success.
func RefusesByBody(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if target := decodeTarget(call); target != nil && refusing(target, 0) {
				return true
			}
		}
	}
	return false
}

// decodeTarget is what a call decodes a body into, nil when it decodes nothing.
func decodeTarget(call ssa.CallInstruction) ssa.Value {
	args := ssaflow.Args(call)
	i := -1
	switch ssaflow.CalleeOf(call).Name {
	case "Unmarshal", "UnmarshalString":
		i = 1
	case "Decode", "SetResult", "SetSuccessResult", "ToJSON", "UnmarshalJson":
		i = 0
	}
	if i < 0 || i >= len(args) {
		return nil
	}
	return ssavalue.Unwrap(args[i])
}

// refusing reports whether a field with a verdict, of v or of a part of it,
// decides, and refuses when it is empty.
func refusing(v ssa.Value, depth int) bool {
	if depth > 4 || v.Referrers() == nil {
		return false
	}
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.UnOp:
			if r.Op == token.MUL && refusing(r, depth+1) {
				return true
			}
		case *ssa.Field:
			if verdictName(ssaflow.FieldRef(r.X.Type(), r.Field).Name) && refusesEmpty(r) || refusing(r, depth+1) {
				return true
			}
		case *ssa.FieldAddr:
			if verdictName(ssaflow.FieldRef(r.X.Type(), r.Field).Name) && r.Referrers() != nil {
				for _, load := range *r.Referrers() {
					if u, ok := load.(*ssa.UnOp); ok && refusesEmpty(u) {
						return true
					}
				}
			}
			if refusing(r, depth+1) {
				return true
			}
		}
	}
	return false
}

func verdictName(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "status", "state", "result", "success", "successful", "succeeded", "ok", "code", "paid", "approved", "retcode", "resultcode":
			return true
		}
	}
	return false
}

// refusesEmpty reports whether a verdict is compared with what it is for
// success, or true for it, and anything else does not go on.
func refusesEmpty(v ssa.Value) bool {
	if v.Referrers() == nil {
		return false
	}
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.BinOp:
			k, ok := r.Y.(*ssa.Const)
			if !ok || !nonZero(k) {
				continue
			}
			if r.Op == token.EQL && needed(r, true) || r.Op == token.NEQ && needed(r, false) {
				return true
			}
		default:
			if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
				return needed(v, true)
			}
		}
	}
	return false
}

func nonZero(k *ssa.Const) bool {
	if k.Value == nil {
		return false
	}
	switch k.Value.Kind() {
	case constant.String:
		return constant.StringVal(k.Value) != ""
	case constant.Int:
		return constant.Sign(k.Value) != 0
	}
	return false
}

// needed reports whether a function goes on only when cond is good, or returns
// cond itself.
func needed(cond ssa.Value, good bool) bool {
	if cond.Referrers() == nil {
		return false
	}
	for _, r := range *cond.Referrers() {
		switch r := r.(type) {
		case *ssa.If:
			fail := 1
			if !good {
				fail = 0
			}
			succs := r.Block().Succs
			if refuses(succs[1-fail]) {
				continue // it knows one refusal, and takes the rest for success
			}
			goes, _ := decide.GoesOn(decide.Branch{If: r, Fail: fail})
			if !goes || refuses(succs[fail]) {
				return true
			}
		case *ssa.UnOp:
			if r.Op == token.NOT && needed(r, !good) {
				return true
			}
		case *ssa.Store:
			// Functions with deferred calls return through variables.
			if cell, ok := r.Addr.(*ssa.Alloc); ok && r.Val == cond && good && returned(cell) {
				return true
			}
		case *ssa.Return:
			return good
		}
	}
	return false
}

func returned(cell *ssa.Alloc) bool {
	for _, r := range *cell.Referrers() {
		load, ok := r.(*ssa.UnOp)
		if !ok || load.Referrers() == nil {
			continue
		}
		for _, rr := range *load.Referrers() {
			if _, ok := rr.(*ssa.Return); ok {
				return true
			}
		}
	}
	return false
}

// refuses reports whether a block leads straight to the return of an error or
// of false.
func refuses(b *ssa.BasicBlock) bool {
	for range 8 {
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Panic:
			return true
		case *ssa.Return:
			for _, v := range last.Results {
				if load, ok := v.(*ssa.UnOp); ok {
					if st := ssavalue.StoreBefore(load); st != nil {
						v = st.Val
					}
				}
				c, isConst := v.(*ssa.Const)
				if isError(v.Type()) && !(isConst && c.IsNil()) {
					return true
				}
				if isConst && c.Value != nil && c.Value.Kind() == constant.Bool && !constant.BoolVal(c.Value) {
					return true
				}
			}
			return false
		}
		if len(b.Succs) != 1 {
			return false
		}
		b = b.Succs[0]
	}
	return false
}

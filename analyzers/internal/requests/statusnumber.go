package requests

import (
	"go/token"
	"go/types"

	"github.com/paylint/paylint/analyzers/internal/decide"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"golang.org/x/tools/go/ssa"
)

// number follows a status code that a call returns beside the body.
func (u *responseUse) number(v ssa.Value, at int) {
	if v.Referrers() == nil {
		return
	}
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.Extract:
			switch {
			case r.Index == at:
				u.look(r)
			case !isError(r.Type()) && r.Referrers() != nil && len(*r.Referrers()) > 0:
				u.body = true
			}
		case *ssa.Return:
			u.left = true
		}
	}
}

// statusOf is the index of the result of a call that is the status of the
// response, as a function of the module returns it; -1 when there is none.
func (m *Model) statusOf(call ssa.CallInstruction) int {
	for _, callee := range m.flow.Callees(call) {
		if sum := m.summaryOf(callee); sum != nil && sum.StatusAt > 0 {
			return sum.StatusAt - 1
		}
	}
	return -1
}

// statusResult is the index of a function's result that is the status code of a
// response it has not looked at, -1 without.
func (m *Model) statusResult(fn *ssa.Function) int {
	res := fn.Signature.Results()
	if res.Len() < 2 {
		return -1
	}
	for i := range res.Len() {
		if b, ok := res.At(i).Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
			continue
		}
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if ok && i < len(ret.Results) && m.isStatus(ret.Results[i], 0) {
				return i
			}
		}
	}
	return -1
}

// isStatus reports whether a number is a response's status code.
func (m *Model) isStatus(v ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		fa, ok := v.X.(*ssa.FieldAddr)
		if ok {
			return ssaflow.FieldRef(fa.X.Type(), fa.Field).Name == "StatusCode" && responseType(fa.X.Type())
		}
		if alloc, ok := v.X.(*ssa.Alloc); ok && alloc.Referrers() != nil {
			for _, r := range *alloc.Referrers() {
				if st, ok := r.(*ssa.Store); ok && st.Addr == alloc && m.isStatus(st.Val, depth+1) {
					return true
				}
			}
		}
	case *ssa.Phi:
		for _, e := range v.Edges {
			if m.isStatus(e, depth+1) {
				return true
			}
		}
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		return ok && m.statusOf(call) == v.Index
	case *ssa.Call:
		fn := ssaflow.CalleeObj(v)
		recv := ssaflow.Receiver(v)
		return fn != nil && fn.Name() == "StatusCode" && recv != nil && responseType(recv.Type())
	}
	return false
}

// refusesStatus reports whether a function that returns the status of a
// response looks at it itself.
func (m *Model) refusesStatus(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			v, ok := instr.(ssa.Value)
			if !ok || v.Referrers() == nil || !m.isStatus(v, 0) {
				continue
			}
			for _, r := range *v.Referrers() {
				switch r := r.(type) {
				case *ssa.BinOp:
					return true
				case ssa.CallInstruction:
					if !decide.LogCall(r) {
						return true
					}
				}
			}
		}
	}
	return false
}

// compared reports whether a body, or the text it is converted to, is compared
// with a constant: an answer that must be "ok" is no error document.
func compared(v ssa.Value, depth int) bool {
	if v == nil || depth > 4 || v.Referrers() == nil {
		return false
	}
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.BinOp:
			for _, x := range [...]ssa.Value{r.X, r.Y} {
				if text, ok := ssavalue.ConstString(x); ok && text != "" && (r.Op == token.EQL || r.Op == token.NEQ) {
					return true
				}
			}
		case *ssa.Convert:
			if compared(r, depth+1) {
				return true
			}
		case *ssa.Call:
			if ref := ssaflow.CalleeOf(r); ref.Pkg == "strings" && compared(r, depth+1) {
				return true
			}
		}
	}
	return false
}

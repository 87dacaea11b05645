package guard

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// neverNil reports whether an error value is certainly not nil.
func (f *Func) neverNil(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return true
	case *ssa.UnOp:
		_, global := v.X.(*ssa.Global)
		return global && v.Op == token.MUL
	case *ssa.ChangeInterface:
		return f.neverNil(v.X)
	case *ssa.Extract:
		return f.nilBranch(v)
	case *ssa.Call:
		ref := refOf(&v.Call)
		if makesError(ref.Pkg, ref.Name) {
			return true
		}
		for _, e := range joinedErrors(v) {
			if f.neverNil(e) {
				return true
			}
		}
		if callees, _ := f.callees(v); len(callees) > 0 {
			for _, c := range callees {
				if !c.Fails {
					return f.nilBranch(v)
				}
			}
			return true
		}
		return f.nilBranch(v)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if e == ssa.Value(v) || f.neverNilConst(e) {
				continue
			}
			return false
		}
		return true
	}
	return false
}

func (f *Func) neverNilConst(v ssa.Value) bool {
	_, ok := v.(*ssa.MakeInterface)
	return ok
}

// nilBranch is the part of neverNil that depends on the place of use; the place
// is not known here, see knownNonNil.
func (f *Func) nilBranch(ssa.Value) bool { return false }

// knownNonNil reports whether v is known not to be nil at the end of a block,
// because a dominating branch has said so.
func (f *Func) knownNonNil(v ssa.Value, at *ssa.BasicBlock) bool {
	if inner := f.wrappedError(v); inner != nil && f.knownNonNil(inner, at) {
		return true
	}
	for d, n := at, 0; d != nil && n < 64; d, n = d.Idom(), n+1 {
		up := d.Idom()
		if up == nil {
			return false
		}
		if side := nonNilSide(up, v); side >= 0 && up.Succs[side] == d && len(d.Preds) == 1 {
			return true
		}
	}
	return false
}

// nonNilSide is the successor that a block branches to when v is not nil, -1
// when it does not ask.
func nonNilSide(b *ssa.BasicBlock, v ssa.Value) int {
	cond, ok := ifCond(b).(*ssa.BinOp)
	if !ok || cond.X != v && cond.Y != v && !sameLoad(cond.X, v) {
		return -1
	}
	if c, ok := cond.Y.(*ssa.Const); !ok || !c.IsNil() {
		return -1
	}
	if cond.Op == token.EQL {
		return 1
	}
	return 0
}

// edgeNonNil reports whether the edge over which a value arrives is taken only
// when it is not nil: the way around "if err == nil { err = verify() }".
func edgeNonNil(a arrival) bool {
	if a.to == nil || len(a.from.Succs) != 2 || a.from.Succs[0] == a.from.Succs[1] {
		return false
	}
	side := nonNilSide(a.from, a.v)
	return side >= 0 && a.from.Succs[side] == a.to
}

// sameLoad reports whether two values are loads of the same variable.
func sameLoad(a, b ssa.Value) bool {
	x, ok1 := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	return ok1 && ok2 && x.Op == token.MUL && y.Op == token.MUL && x.X == y.X
}

// makesError knows functions whose result is always an error.
func makesError(pkg, name string) bool {
	switch pkg {
	case "errors":
		return name == "New"
	case "fmt":
		return name == "Errorf"
	case "github.com/pkg/errors", "golang.org/x/xerrors", "github.com/cockroachdb/errors", "emperror.dev/errors":
		return name == "New" || name == "Errorf"
	case "google.golang.org/grpc/status":
		return name == "Error" || name == "Errorf"
	case "github.com/labstack/echo", "github.com/gofiber/fiber":
		return name == "NewHTTPError" || name == "NewError"
	}
	return false
}

// wrappedError is the error that a call puts another shape on, nil when v is no
// such call: the result is nil only when that error is.
func (f *Func) wrappedError(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	ref := refOf(&call.Call)
	switch ref.Pkg {
	case "github.com/pkg/errors", "github.com/cockroachdb/errors", "emperror.dev/errors":
		if len(call.Call.Args) > 0 && strings.HasPrefix(ref.Name, "W") { // Wrap, Wrapf, WithStack, WithMessage
			return call.Call.Args[0]
		}
		return nil
	}
	vals := fullArgs(&call.Call)
	callees, _ := f.callees(call)
	arg := 0
	for i, c := range callees {
		if c.Wraps == 0 || c.Wraps > len(vals) || i > 0 && c.Wraps != arg {
			return nil
		}
		arg = c.Wraps
	}
	if arg == 0 {
		return nil
	}
	return vals[arg-1]
}

// joinedErrors are the arguments of errors.Join.
func joinedErrors(call *ssa.Call) []ssa.Value {
	if !refOf(&call.Call).Is("errors", "Join") || len(call.Call.Args) != 1 {
		return nil
	}
	slice, ok := call.Call.Args[0].(*ssa.Slice)
	if !ok {
		return nil
	}
	var out []ssa.Value
	for _, r := range *slice.X.Referrers() {
		if ia, ok := r.(*ssa.IndexAddr); ok {
			for _, s := range *ia.Referrers() {
				if st, ok := s.(*ssa.Store); ok && st.Addr == ssa.Value(ia) {
					out = append(out, st.Val)
				}
			}
		}
	}
	return out
}

// wraps finds the parameter of type error that the function puts another shape
// on: 1 and its index when the only result is nil only when it is, else 0.
func (f *Func) wraps(returns []*ssa.Return) int {
	res := f.Fn.Signature.Results()
	if res.Len() != 1 || !isErrorType(res.At(0).Type()) || len(returns) == 0 {
		return 0
	}
	for i, p := range f.Fn.Params {
		if !isErrorType(p.Type()) {
			continue
		}
		all := true
		for _, r := range returns {
			all = all && f.nonNilWith(r.Results[0], p, r.Block(), 0)
		}
		if all {
			return i + 1
		}
	}
	return 0
}

// nonNilWith reports whether v is not nil at the end of a block, if p is not.
func (f *Func) nonNilWith(v ssa.Value, p *ssa.Parameter, at *ssa.BasicBlock, depth int) bool {
	if depth > 4 {
		return false
	}
	if v == ssa.Value(p) || f.neverNil(v) || f.knownNonNil(v, at) || f.nilOf(p, at) {
		return true
	}
	switch v := v.(type) {
	case *ssa.Phi:
		for i, e := range v.Edges {
			if !f.nonNilWith(e, p, v.Block().Preds[i], depth+1) {
				return false
			}
		}
		return true
	case *ssa.Call:
		if inner := f.wrappedError(v); inner != nil {
			return f.nonNilWith(inner, p, at, depth+1)
		}
		for _, e := range joinedErrors(v) {
			if f.nonNilWith(e, p, at, depth+1) {
				return true
			}
		}
	}
	return false
}

// nilOf reports whether p is known to be nil at the end of a block.
func (f *Func) nilOf(p *ssa.Parameter, at *ssa.BasicBlock) bool {
	for d, n := at, 0; d != nil && n < 64; d, n = d.Idom(), n+1 {
		up := d.Idom()
		if up == nil {
			return false
		}
		if side := nonNilSide(up, p); side >= 0 && up.Succs[1-side] == d && len(d.Preds) == 1 {
			return true
		}
	}
	return false
}

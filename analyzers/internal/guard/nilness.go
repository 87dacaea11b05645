package guard

import (
	"go/token"

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

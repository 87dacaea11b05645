package guard

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// middlewareCheck names the check that lies before the next handler in a
// middleware, "" when there is none or a way around it.
func (f *Func) middlewareCheck() string {
	if !isHandlerSig(f.Fn.Signature) {
		// A factory or wrapper: what it returns counts.
		name := ""
		for _, r := range f.returns() {
			for _, v := range r.Results {
				fn := funcOf(v, 0)
				if fn == nil {
					continue
				}
				s := f.pkg.summaryOf(fn)
				if s == nil || s.Middleware == "" {
					return ""
				}
				name = s.Middleware
			}
		}
		return name
	}
	nexts, gin := 0, false
	name := ""
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if isGinContext(call.Common()) {
				gin = true
			}
			if !isNext(call.Common()) {
				continue
			}
			nexts++
			cs := f.covered(in)
			if len(cs) == 0 {
				return ""
			}
			name = cs[0].Name
		}
	}
	if nexts == 0 && len(f.Checks) > 0 {
		name = f.adapterCheck()
	}
	if nexts > 0 || name != "" || !gin || len(f.Checks) == 0 {
		return name
	}
	// gin runs the next handler by itself unless the chain was aborted.
	for _, r := range f.returns() {
		if f.aborted(r) {
			continue
		}
		cs := f.covered(r)
		if len(cs) == 0 {
			return ""
		}
		name = cs[0].Name
	}
	return name
}

// adapterCheck names the check before the function that an adapter calls with
// the decoded request: "func Handle[T any](f func(ctx, T) error) http.HandlerFunc".
func (f *Func) adapterCheck() string {
	name := ""
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok || call.Common().IsInvoke() || call.Common().Signature().Params().Len() == 0 {
				continue
			}
			v := call.Common().Value
			if u, ok := v.(*ssa.UnOp); ok {
				v = u.X
			}
			if _, ok := v.(*ssa.FreeVar); !ok {
				continue
			}
			cs := f.covered(in)
			if len(cs) == 0 {
				return ""
			}
			name = cs[0].Name
		}
	}
	return name
}

// aborted reports whether the chain was aborted on the way to a return.
func (f *Func) aborted(r *ssa.Return) bool {
	for _, b := range f.Fn.Blocks {
		if b != r.Block() && !b.Dominates(r.Block()) {
			continue
		}
		for _, in := range b.Instrs {
			if call, ok := in.(ssa.CallInstruction); ok && strings.HasPrefix(refOf(call.Common()).Name, "Abort") {
				return true
			}
		}
	}
	return false
}

func isGinContext(c *ssa.CallCommon) bool {
	ref := refOf(c)
	return ref.Pkg == "github.com/gin-gonic/gin" && ref.Recv == "Context"
}

// isNext reports whether a call runs the next handler.
func isNext(c *ssa.CallCommon) bool {
	ref := refOf(c)
	switch {
	case ref.Name == "Next" && frameworks[ref.Pkg]:
		return true
	case ref.Name == "ServeHTTP":
		return true
	case ref.Name != "" || c.IsInvoke():
		return false
	}
	// next(c), next(w, r): a function value of a handler's signature
	return isHandlerSig(c.Signature())
}

// funcOf resolves a value to a function of the program.
func funcOf(v ssa.Value, depth int) *ssa.Function {
	if depth > 6 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Function:
		return v
	case *ssa.MakeClosure:
		fn, _ := v.Fn.(*ssa.Function)
		return fn
	case *ssa.ChangeType:
		return funcOf(v.X, depth+1)
	case *ssa.MakeInterface:
		return funcOf(v.X, depth+1)
	case *ssa.ChangeInterface:
		return funcOf(v.X, depth+1)
	case *ssa.UnOp:
		if a, ok := v.X.(*ssa.Alloc); ok && a.Referrers() != nil {
			for _, r := range *a.Referrers() {
				if s, ok := r.(*ssa.Store); ok && s.Addr == ssa.Value(a) {
					return funcOf(s.Val, depth+1)
				}
			}
		}
	case *ssa.Call:
		// http.HandlerFunc(f) is a conversion; a call that makes a handler
		// returns a literal.
		return nil
	}
	return nil
}

// FuncOf resolves a handler value to a function: a literal, a method value, a
// conversion of one.
func FuncOf(v ssa.Value) *ssa.Function {
	fn := funcOf(v, 0)
	if fn == nil {
		return nil
	}
	if strings.HasPrefix(fn.Synthetic, "bound") || strings.HasPrefix(fn.Synthetic, "thunk") {
		if obj := fn.Object(); obj != nil {
			if real := fn.Prog.FuncValue(objFunc(obj)); real != nil {
				return real
			}
		}
	}
	return fn
}

func objFunc(obj types.Object) *types.Func {
	fn, _ := obj.(*types.Func)
	return fn
}

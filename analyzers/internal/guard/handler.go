package guard

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// isHandlerSig reports whether a function of that signature can serve requests:
// its only parameters are the framework's context, or writer and request.
func isHandlerSig(sig *types.Signature) bool {
	req := false
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		switch {
		case RequestType(t):
			req = true
		case handlerCompanion(t):
		default:
			return false
		}
	}
	return req
}

// handlerCompanion are the other parameters of handlers.
func handlerCompanion(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() + "." + n.Obj().Name() {
	case "net/http.ResponseWriter", "context.Context", "github.com/julienschmidt/httprouter.Params":
		return true
	}
	return false
}

// IsHandler reports whether the function has the signature of a request handler.
func (f *Func) IsHandler() bool { return isHandlerSig(f.Fn.Signature) }

// TakesRequest reports whether the function is handed the request, whatever else.
func (f *Func) TakesRequest() bool {
	for _, p := range f.Fn.Params {
		if RequestType(p.Type()) {
			return true
		}
	}
	return false
}

// Helper reports whether another function of the package that is handed the
// request calls this one: then that one is the entry point.
func (p *Package) helper(f *Func) bool {
	refs := f.Fn.Referrers()
	if refs == nil {
		return p.calledByHandler(f.Fn)
	}
	return false
}

// calledByHandler looks for static calls from functions that take the request.
func (p *Package) calledByHandler(fn *ssa.Function) bool {
	if p.called == nil {
		p.called = make(map[*ssa.Function]bool)
		for _, g := range p.funcs {
			for _, b := range g.Fn.Blocks {
				for _, in := range b.Instrs {
					if call, ok := in.(ssa.CallInstruction); ok {
						if c := call.Common().StaticCallee(); c != nil && c != g.Fn && g.TakesRequest() {
							p.called[c] = true
						}
					}
				}
			}
		}
	}
	return p.called[fn]
}

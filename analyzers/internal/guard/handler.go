package guard

import (
	"go/types"

	"github.com/paylint/paylint/analyzers/internal/symbols"
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

// IsHandler reports whether the function has the signature of a request
// handler, or is an action of a beego controller.
func (f *Func) IsHandler() bool { return isHandlerSig(f.Fn.Signature) || f.action() }

// action reports whether the function is a method by which a beego controller
// serves a request: exported, without parameters and results.
func (f *Func) action() bool {
	sig := f.Fn.Signature
	recv := sig.Recv()
	if recv == nil || sig.Params().Len() > 0 || sig.Results().Len() > 0 || f.Fn.Object() == nil || !f.Fn.Object().Exported() {
		return false
	}
	switch f.Fn.Name() {
	case "Prepare", "Finish":
		return false
	}
	t := recv.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return controller(t, 0)
}

// controller reports whether a struct is a beego controller: it embeds one,
// perhaps by way of the team's base controller.
func controller(t types.Type, depth int) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 4 {
		return false
	}
	for i := range s.NumFields() {
		if !s.Field(i).Embedded() {
			continue
		}
		ref := symbols.TypeRef(s.Field(i).Type())
		if ref.Name == "Controller" && (ref.Pkg == "github.com/beego/beego/server/web" || ref.Pkg == "github.com/astaxie/beego") ||
			controller(s.Field(i).Type(), depth+1) {
			return true
		}
	}
	return false
}

// TakesRequest reports whether the function is handed the request, whatever else.
func (f *Func) TakesRequest() bool {
	for _, p := range f.Fn.Params {
		if RequestType(p.Type()) {
			return true
		}
	}
	return f.action()
}

// serves tells that a framework or an adapter calls the function with what it
// has decoded from a request.
func (f *Func) serves() {
	if f.IsHandler() || f.inputs != nil {
		return
	}
	first := 0
	if f.Fn.Signature.Recv() != nil {
		first = 1
	}
	for i := first; i < len(f.Fn.Params); i++ {
		if !handlerCompanion(f.Fn.Params[i].Type()) {
			f.inputs = append(f.inputs, i)
			f.marked = nil
		}
	}
}

// seen are the effects as they are when the function serves requests.
func (f *Func) seen() []*Effect {
	if f.inputs == nil {
		return f.Effects
	}
	args := make([]Labels, len(f.params))
	for _, i := range f.inputs {
		args[i] = Body
	}
	out := make([]*Effect, len(f.Effects))
	for i, e := range f.Effects {
		c := *e
		c.Args = e.Args.in(args)
		c.Choice = e.Choice.in(args)
		c.Written = e.Written.in(args)
		c.Decided = e.Decided.in(args)
		c.Bound = e.Bound.in(args)
		for _, pf := range e.Fields {
			if pf.Param < len(args) {
				c.Written |= args[pf.Param]
				if e.Whole {
					c.Bound |= args[pf.Param]
				}
			}
		}
		out[i] = &c
	}
	return out
}

// helper reports whether another function of the package that is handed the
// request calls this one: then that one is the entry point.
func (p *Package) helper(f *Func) bool {
	p.findCalls()
	return p.called[f.Fn]
}

// findCalls looks for static calls from functions that take the request. A
// handler that does nothing but choose between others by path or method is a
// router: those that it chooses from are entry points of their own.
func (p *Package) findCalls() {
	if p.called != nil {
		return
	}
	p.called = make(map[*ssa.Function]bool)
	p.routed = make(map[ssa.Instruction]*Func)
	p.routers = make(map[*ssa.Function][]*Func)
	for _, g := range p.funcs {
		if !g.TakesRequest() {
			continue
		}
		routed := p.choices(g)
		for _, b := range g.Fn.Blocks {
			for _, in := range b.Instrs {
				call, ok := in.(ssa.CallInstruction)
				if !ok {
					continue
				}
				c := call.Common().StaticCallee()
				switch {
				case c == nil || c == g.Fn:
				case routed[in] != nil:
					p.routed[in] = routed[in]
					p.routers[c] = append(p.routers[c], g)
				default:
					p.called[c] = true
				}
			}
		}
	}
}

// choices are the calls of other handlers between which a handler chooses, no
// check being passed before.
func (p *Package) choices(g *Func) map[ssa.Instruction]*Func {
	if !g.IsHandler() {
		return nil
	}
	var calls []ssa.Instruction
	var to []*Func
	for _, b := range g.Fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok {
				continue
			}
			f := p.byFn[call.Common().StaticCallee()]
			if f == nil || f == g || !isHandlerSig(f.Fn.Signature) {
				continue
			}
			calls, to = append(calls, in), append(to, f)
		}
	}
	if len(calls) < 2 {
		return nil
	}
	for i, a := range calls {
		if len(g.covered(a)) > 0 {
			return nil
		}
		for _, b := range calls[i+1:] {
			if g.after(a, b) || g.after(b, a) {
				return nil // one after the other: steps of one handler
			}
		}
	}
	out := make(map[ssa.Instruction]*Func)
	for i, in := range calls {
		out[in] = to[i]
	}
	return out
}

package routes

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/statewrite"
	"golang.org/x/tools/go/ssa"
)

// serveHTTP is the method by which a value of the module's own type serves
// requests, nil when it is no handler.
func (t *Table) serveHTTP(v ssa.Value) *ssa.Function {
	ms := types.NewMethodSet(v.Type())
	sel := ms.Lookup(nil, "ServeHTTP")
	if sel == nil {
		return nil
	}
	obj, ok := sel.Obj().(*types.Func)
	if !ok || !t.g.InModule(obj.Pkg()) {
		return nil
	}
	return v.Parent().Prog.FuncValue(obj)
}

// heldHandler is the handler that a wrapper's value holds in a field:
// verified{next: h}.
func heldHandler(v ssa.Value) ssa.Value {
	if u, ok := v.(*ssa.UnOp); ok {
		v = u.X
	}
	a, ok := v.(*ssa.Alloc)
	if !ok {
		return nil
	}
	for _, r := range *a.Referrers() {
		fa, ok := r.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, u := range *fa.Referrers() {
			s, ok := u.(*ssa.Store)
			if ok && s.Addr == ssa.Value(fa) && servesHTTP(s.Val.Type()) {
				return s.Val
			}
		}
	}
	return nil
}

func servesHTTP(t types.Type) bool {
	return types.NewMethodSet(t).Lookup(nil, "ServeHTTP") != nil
}

// table enters the routes of tables: slices of structs with method, path and
// handler, and maps from path to handler. Who registers them is unknown, and so
// is any middleware.
func (t *Table) table(in ssa.Instruction) {
	switch in := in.(type) {
	case *ssa.MapUpdate:
		path := statewrite.Text(in.Key)
		if fn := t.handler(in.Value); fn != nil && strings.HasPrefix(path, "/") {
			t.enter(&Route{Path: path, Handler: fn})
		}
	case *ssa.Store:
		fa, ok := in.Addr.(*ssa.FieldAddr)
		if !ok {
			return
		}
		fn := t.handler(in.Val)
		if fn == nil {
			return
		}
		r := &Route{Handler: fn}
		for _, ref := range *fa.X.Referrers() {
			other, ok := ref.(*ssa.FieldAddr)
			if !ok || other == fa {
				continue
			}
			for _, u := range *other.Referrers() {
				s, ok := u.(*ssa.Store)
				if !ok || s.Addr != ssa.Value(other) {
					continue
				}
				switch text := statewrite.Text(s.Val); {
				case strings.HasPrefix(text, "/"):
					r.Path = text
				case text != "" && text == strings.ToUpper(text) && len(text) < 8:
					r.Method = text
				}
			}
		}
		if r.Path != "" {
			t.enter(r)
		}
	}
}

// operation enters what huma.Register is handed: an operation with method and
// path, and the function that serves it.
func (t *Table) operation(call ssa.CallInstruction, args []ssa.Value) {
	if len(args) != 3 {
		return
	}
	method, path := "", ""
	if load, ok := args[1].(*ssa.UnOp); ok {
		if a, ok := load.X.(*ssa.Alloc); ok {
			method, path = fieldText(a, "Method"), fieldText(a, "Path")
		}
	}
	t.add(call, method, path, "", handlers(args[2:]))
}

// fieldText is the constant text that a field of a literal is set to.
func fieldText(a *ssa.Alloc, name string) string {
	for _, r := range *a.Referrers() {
		fa, ok := r.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		s, ok := types.Unalias(a.Type()).Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
		if !ok || s.Field(fa.Field).Name() != name {
			continue
		}
		for _, u := range *fa.Referrers() {
			if st, ok := u.(*ssa.Store); ok && st.Addr == ssa.Value(fa) {
				return statewrite.Text(st.Val)
			}
		}
	}
	return ""
}

// controller enters the actions of a beego controller:
// Router("/pay/notify", &PayController{}, "post:Notify;get:Show").
func (t *Table) controller(call ssa.CallInstruction, args []ssa.Value) {
	if len(args) < 3 {
		return
	}
	v := args[1]
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	path := statewrite.Text(args[0])
	ms := types.NewMethodSet(v.Type())
	for _, m := range handlersText(args[2]) {
		for _, part := range strings.Split(m, ";") {
			verbs, action, ok := strings.Cut(part, ":")
			sel := ms.Lookup(nil, action)
			if !ok || sel == nil {
				continue
			}
			obj, ok := sel.Obj().(*types.Func)
			if !ok {
				continue
			}
			fn := call.Parent().Prog.FuncValue(obj)
			if fn == nil {
				continue
			}
			for _, verb := range strings.Split(verbs, ",") {
				if verb == "*" {
					verb = ""
				}
				t.enter(&Route{Method: strings.ToUpper(verb), Path: path, Handler: fn, Call: call})
			}
		}
	}
}

// handlersText are the constant texts of a variadic argument.
func handlersText(v ssa.Value) []string {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	a, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var out []string
	for _, r := range *a.Referrers() {
		if ia, ok := r.(*ssa.IndexAddr); ok {
			for _, u := range *ia.Referrers() {
				if st, ok := u.(*ssa.Store); ok && st.Addr == ssa.Value(ia) {
					out = append(out, statewrite.Text(st.Val))
				}
			}
		}
	}
	return out
}

// handler resolves a value of a handler's type to a function.
func (t *Table) handler(v ssa.Value) *ssa.Function {
	fn := guard.FuncOf(v)
	if fn == nil {
		return nil
	}
	f := t.g.Func(fn)
	if f == nil || !f.IsHandler() {
		return nil
	}
	return fn
}

func (t *Table) enter(r *Route) {
	if f := t.g.Func(r.Handler); f != nil {
		f.Serves() // an adapter calls it if it is no handler itself
	}
	t.all = append(t.all, r)
	t.byFunc[r.Handler] = append(t.byFunc[r.Handler], r)
}

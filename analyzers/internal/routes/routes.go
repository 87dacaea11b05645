package routes

import (
	"strings"

	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/statewrite"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Route is one registration of a handler.
type Route struct {
	// Method is the HTTP method in upper case, "" when any or unknown.
	Method string
	// Path is the path as far as it is known, prefixes of groups joined.
	Path string
	// Handler is the function that serves the route; nil when it could not be
	// resolved.
	Handler *ssa.Function
	// Verified names the authenticity check of a middleware before the handler.
	Verified string
	// Call is the registration.
	Call ssa.CallInstruction
}

// Table holds the routes of a package.
type Table struct {
	g      *guard.Package
	all    []*Route
	byFunc map[*ssa.Function][]*Route
	groups map[ssa.Value]*group
}

// group is a router or a part of one.
type group struct {
	prefix   string
	verified string
	// under are the checks of middleware for paths below a prefix.
	under []scope
}

// scope is a part of a router's paths behind a check.
type scope struct{ path, verified string }

// check names the check in front of a path: of all the group, or of its scope.
func (g *group) check(path string) string {
	for _, s := range g.under {
		if path == s.path || strings.HasPrefix(path, strings.TrimSuffix(s.path, "/")+"/") {
			return first(g.verified, s.verified)
		}
	}
	return g.verified
}

// Of finds the routes of a package.
func Of(g *guard.Package) *Table {
	t := &Table{g: g, byFunc: make(map[*ssa.Function][]*Route), groups: make(map[ssa.Value]*group)}
	for _, f := range g.Funcs() {
		// Use counts for routes registered after it; within a function that is
		// nearly always all of them, so two rounds: middleware, then routes.
		for round := range 2 {
			for _, b := range f.Fn.Blocks {
				for _, in := range b.Instrs {
					if call, ok := in.(ssa.CallInstruction); ok {
						t.call(call, round == 0)
					} else if round == 1 {
						t.table(in)
					}
				}
			}
		}
	}
	return t
}

// For returns the routes that a function serves.
func (t *Table) For(fn *ssa.Function) []*Route { return t.byFunc[fn] }

// All returns all routes in order of position.
func (t *Table) All() []*Route { return t.all }

// routers are the packages whose methods register routes.
var routers = map[string]bool{
	"net/http": true, "github.com/go-chi/chi": true, "github.com/gorilla/mux": true, "github.com/gin-gonic/gin": true,
	"github.com/labstack/echo": true, "github.com/gofiber/fiber": true, "github.com/julienschmidt/httprouter": true,
	"github.com/cloudwego/hertz/pkg/route": true, "github.com/cloudwego/hertz/pkg/app/server": true,
	"github.com/go-kratos/kratos/transport/http": true, "github.com/danielgtaylor/huma": true, "github.com/beego/beego/server/web": true,
	"github.com/fasthttp/router": true, "github.com/buaazp/fasthttprouter": true, "github.com/uptrace/bunrouter": true,
	"github.com/dimfeld/httptreemux": true, "github.com/alexedwards/flow": true, "github.com/go-fuego/fuego": true,
	"github.com/kataras/iris": true, "github.com/kataras/iris/core/router": true,
}

// call looks at one call; middleware rounds only collect groups and Use.
func (t *Table) call(call ssa.CallInstruction, middleware bool) {
	common := call.Common()
	ref := guard.RefOf(call)
	if !routers[ref.Pkg] {
		return
	}
	recv, args := split(common)
	name := ref.Name
	switch name {
	case "Use":
		if middleware && recv != nil {
			gr := t.group(recv)
			verified := ""
			for _, a := range handlers(args) {
				verified = first(verified, t.check(a))
			}
			if path := prefixOf(args); path != "" && path != "/" {
				gr.under = append(gr.under, scope{path, verified}) // fiber's Use("/hooks", …)
			} else {
				gr.verified = first(gr.verified, verified)
			}
		}
		return
	case "Group", "NewGroup", "Route", "With", "PathPrefix", "Subrouter", "Mount":
		t.derive(call, name, recv, args, middleware)
		return
	}
	if middleware {
		return
	}
	switch {
	case name == "Register" && ref.Pkg == "github.com/danielgtaylor/huma":
		t.operation(call, args)
		return
	case name == "Router" && ref.Pkg == "github.com/beego/beego/server/web":
		t.controller(call, args)
		return
	}
	if method, ok := registers(ref); ok {
		t.register(call, method, recv, args)
	}
}

// prefixOf is the path that the first of a Use call's arguments is.
func prefixOf(args []ssa.Value) string {
	for _, a := range handlersAndTexts(args) {
		if s := statewrite.Text(a); strings.HasPrefix(s, "/") {
			return s
		}
	}
	return ""
}

// split separates a method call's receiver from its arguments.
func split(common *ssa.CallCommon) (ssa.Value, []ssa.Value) {
	if common.IsInvoke() {
		return common.Value, common.Args
	}
	if common.Signature().Recv() != nil && len(common.Args) > 0 {
		return common.Args[0], common.Args[1:]
	}
	return nil, common.Args
}

// registers reports whether a function registers a route, and for which method.
func registers(ref symbols.Ref) (string, bool) {
	switch ref.Name {
	case "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS":
		return ref.Name, true
	case "Get", "Post", "Put", "Patch", "Delete", "Head", "Options":
		if ref.Pkg == "net/http" || ref.Recv == "Ctx" || ref.Recv == "Context" || ref.Recv == "Header" {
			return "", false
		}
		return strings.ToUpper(ref.Name), true
	case "ANY", "Any", "All", "Handle", "HandleFunc", "HandlerFunc", "Handler", "Method", "MethodFunc", "Add", "Match", "Path":
		return "", ref.Recv != "Header" && ref.Recv != "Values"
	}
	return "", false
}

// group returns the state of a router value, made on first sight.
func (t *Table) group(v ssa.Value) *group {
	v = origin(v)
	if g := t.groups[v]; g != nil {
		return g
	}
	g := &group{}
	t.groups[v] = g
	return g
}

// origin follows a router value to where it was made: variables, embedded
// groups (engine.RouterGroup), conversions.
func origin(v ssa.Value) ssa.Value {
	for range 8 {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.UnOp:
			a, ok := x.X.(*ssa.Alloc)
			if !ok {
				v = x.X
				continue
			}
			s := stored(a)
			if s == nil {
				return a
			}
			v = s
		case *ssa.FreeVar:
			b := binding(x)
			if b == nil {
				return v
			}
			v = b
		default:
			return v
		}
	}
	return v
}

// stored is the only value stored into a variable.
func stored(a *ssa.Alloc) ssa.Value {
	var out ssa.Value
	for _, r := range *a.Referrers() {
		if s, ok := r.(*ssa.Store); ok && s.Addr == ssa.Value(a) {
			if out != nil {
				return nil
			}
			out = s.Val
		}
	}
	return out
}

// binding is what a literal's free variable is bound to.
func binding(fv *ssa.FreeVar) ssa.Value {
	fn := fv.Parent()
	for i, v := range fn.FreeVars {
		if v != fv || fn.Parent() == nil {
			continue
		}
		for _, b := range fn.Parent().Blocks {
			for _, in := range b.Instrs {
				if mc, ok := in.(*ssa.MakeClosure); ok && mc.Fn == ssa.Value(fn) && i < len(mc.Bindings) {
					return mc.Bindings[i]
				}
			}
		}
	}
	return nil
}

// derive handles calls that make a part of a router.
func (t *Table) derive(call ssa.CallInstruction, name string, recv ssa.Value, args []ssa.Value, middleware bool) {
	parent := &group{}
	if recv != nil {
		parent = t.group(recv)
	}
	prefix := ""
	if len(args) > 0 {
		prefix = statewrite.Text(args[0])
	}
	made := &group{prefix: join(parent.prefix, prefix), verified: parent.verified}
	if v := call.Value(); v != nil {
		if g := t.groups[v]; g != nil {
			g.prefix = made.prefix
			g.verified = first(g.verified, made.verified)
			made = g
		} else {
			t.groups[v] = made
		}
	}
	for _, a := range handlers(args) {
		if name == "Mount" {
			continue
		}
		if fn := guard.FuncOf(a); fn != nil && takesRouter(fn) {
			// chi's Route("/p", func(r chi.Router) { … }) and Group
			i := len(fn.Params) - 1
			inner := t.groups[fn.Params[i]]
			if inner == nil {
				inner = &group{}
				t.groups[fn.Params[i]] = inner
			}
			inner.prefix = made.prefix
			inner.verified = first(inner.verified, made.verified)
			continue
		}
		made.verified = first(made.verified, t.check(a))
	}
}

// takesRouter reports whether a literal is handed a router.
func takesRouter(fn *ssa.Function) bool {
	if len(fn.Params) == 0 {
		return false
	}
	ref := symbols.TypeRef(fn.Params[len(fn.Params)-1].Type())
	return routers[ref.Pkg] && (strings.Contains(ref.Name, "Router") || ref.Name == "Group" || ref.Name == "Mux")
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func join(prefix, path string) string {
	if prefix == "" || path == "" {
		return prefix + path
	}
	return strings.TrimSuffix(prefix, "/") + "/" + strings.TrimPrefix(path, "/")
}

// handlers flattens variadic arguments and leaves constants out.
func handlers(args []ssa.Value) []ssa.Value {
	var out []ssa.Value
	for _, a := range handlersAndTexts(args) {
		if _, ok := a.(*ssa.Const); !ok {
			out = append(out, a)
		}
	}
	return out
}

// handlersAndTexts flattens variadic arguments.
func handlersAndTexts(args []ssa.Value) []ssa.Value {
	var out []ssa.Value
	for _, a := range args {
		if s, ok := a.(*ssa.Slice); ok {
			if al, ok := s.X.(*ssa.Alloc); ok {
				for _, r := range *al.Referrers() {
					if ia, ok := r.(*ssa.IndexAddr); ok {
						for _, u := range *ia.Referrers() {
							if st, ok := u.(*ssa.Store); ok && st.Addr == ssa.Value(ia) {
								out = append(out, st.Val)
							}
						}
					}
				}
				continue
			}
		}
		out = append(out, a)
	}
	return out
}

// register adds a route.
func (t *Table) register(call ssa.CallInstruction, method string, recv ssa.Value, args []ssa.Value) {
	gr := &group{}
	if recv != nil {
		gr = t.group(recv)
	}
	path := ""
	for _, a := range args {
		s := statewrite.Text(a)
		if s == "" {
			continue
		}
		if m, p, ok := strings.Cut(s, " "); ok && strings.HasPrefix(p, "/") { // net/http since 1.22
			method, s = m, p
		}
		if strings.ToUpper(s) == s && !strings.Contains(s, "/") && len(s) > 2 {
			method = s
			continue
		}
		path = s
	}
	hs := handlers(args)
	t.add(call, method, join(gr.prefix, path), gr.check(path), hs)
}

// add enters a route for its handler values, which may include middleware.
func (t *Table) add(call ssa.CallInstruction, method, path, verified string, hs []ssa.Value) {
	// gin and fiber put the handler last, echo first with middleware behind.
	for _, h := range hs {
		fn, wrapped := t.unwrap(h)
		verified = first(verified, wrapped)
		if fn == nil {
			verified = first(verified, t.check(h))
			continue
		}
		if s := t.g.SummaryOf(fn); s != nil && s.Middleware != "" && len(hs) > 1 {
			verified = first(verified, s.Middleware)
		}
	}
	for _, h := range hs {
		fn, _ := t.unwrap(h)
		if fn == nil {
			continue
		}
		r := &Route{Method: method, Path: path, Handler: fn, Verified: verified, Call: call}
		t.enter(r)
	}
}

// unwrap resolves a handler value to the function that serves, through
// conversions, wrapping calls and factories; wrapped names the check of a
// wrapper on the way.
func (t *Table) unwrap(v ssa.Value) (fn *ssa.Function, wrapped string) {
	for range 8 {
		if fn := guard.FuncOf(v); fn != nil {
			return fn, wrapped
		}
		switch x := v.(type) {
		case *ssa.MakeInterface:
			if serve := t.serveHTTP(x.X); serve != nil {
				if inner := heldHandler(x.X); inner != nil {
					if s := t.g.SummaryOf(serve); s != nil {
						wrapped = first(wrapped, s.Middleware)
					}
					v = inner
					continue
				}
				return serve, wrapped
			}
			v = x.X
			continue
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.Call:
			callee := guard.FuncOf(x.Call.Value)
			if callee == nil {
				// mw(arg)(handler): the wrapper is itself made by a call
				wrapped = first(wrapped, t.check(x.Call.Value))
			} else {
				if s := t.g.SummaryOf(callee); s != nil {
					wrapped = first(wrapped, s.Middleware)
				}
			}
			if inner := wrappedHandler(&x.Call); inner != nil {
				v = inner
				continue
			}
			// A factory: the literal that it returns serves.
			if callee != nil {
				for _, b := range callee.Blocks {
					if r, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
						for _, res := range r.Results {
							if fn := guard.FuncOf(res); fn != nil {
								return fn, wrapped
							}
						}
					}
				}
			}
			return nil, wrapped
		}
		return nil, wrapped
	}
	return nil, wrapped
}

// wrappedHandler is the handler argument of a wrapping call.
func wrappedHandler(c *ssa.CallCommon) ssa.Value {
	for _, a := range c.Args {
		switch x := a.(type) {
		case *ssa.MakeClosure, *ssa.Function:
			return a
		case *ssa.ChangeType:
			if guard.FuncOf(x) != nil {
				return a
			}
		case *ssa.MakeInterface:
			if guard.FuncOf(x.X) != nil || isCall(x.X) {
				return x.X
			}
		case *ssa.Call:
			return a
		}
	}
	return nil
}

func isCall(v ssa.Value) bool {
	_, ok := v.(*ssa.Call)
	return ok
}

// check names what a middleware value verifies.
func (t *Table) check(v ssa.Value) string {
	for range 6 {
		if fn := guard.FuncOf(v); fn != nil {
			if s := t.g.SummaryOf(fn); s != nil {
				return s.Middleware
			}
			return ""
		}
		switch x := v.(type) {
		case *ssa.Call:
			ref := guard.RefOf(x)
			if ref.Name == "Middleware" && symbols.HasRef(ref, symbols.WebhookVerify) {
				return ref.String()
			}
			if ref.Name == "BasicAuth" {
				return ref.String()
			}
			if fn := x.Call.StaticCallee(); fn != nil {
				if s := t.g.SummaryOf(fn); s != nil {
					return s.Middleware
				}
			}
			return ""
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return ""
		}
	}
	return ""
}

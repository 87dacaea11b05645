package sensitivelog

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// An error type of the module's own makes its text in its Error method. A
// sensitive value is put into it there, when the method shows a field that is
// called what it holds, or else where the field is set.

// errorLogged notes that an error of a type of the module is logged.
func (c *checker) errorLogged(fn *types.Func, cand candidate, sc sinkContext) {
	if sc.render.kind == renderResponse || sc.render.kind == renderError {
		return
	}
	if !c.methodRedacts(fn).safe {
		c.errorMethod(fn)
	}
	for _, path := range c.shownPaths(fn) {
		for _, o := range c.fl.Origins(cand.v.Value, ssaflow.Query{At: cand.v.At, Path: path}) {
			c.errorBuilt(o)
		}
	}
}

// errorMethod notes that an error whose Error method shows something sensitive is
// logged.
func (c *checker) errorMethod(fn *types.Func) {
	if fn.Pkg() == c.pass.Pkg {
		c.loggedErrors[fn] = true
	} else {
		c.report.Raise("error-text", c.pass.Fset.Position(fn.Pos()))
	}
}

// errorBuilt notes that the error is logged whose field an origin was stored in.
func (c *checker) errorBuilt(o *ssaflow.Origin) {
	for _, s := range o.Steps {
		if s.Kind == ssaflow.StoreStep && s.Instr != nil {
			c.logged[s.Instr] = true
			return
		}
	}
}

// inError reports whether an origin is a field of an error that a sink is handed
// as an error: its Error method decides what of it is shown.
func (c *checker) inError(o *ssaflow.Origin, sc sinkContext) bool {
	first := o.Out.Elems()
	if len(first) == 0 || first[0].Field() == "" || sc.top == nil || !types.Identical(sc.top, types.Universe.Lookup("error").Type()) {
		return false
	}
	if sc.render.kind == renderResponse || sc.render.kind == renderError {
		return true
	}
	c.errorBuilt(o)
	for _, s := range o.Steps {
		if call, ok := s.Instr.(ssa.CallInstruction); ok && s.Kind == ssaflow.CallStep {
			c.errorsOf(call.Common().StaticCallee())
		}
		if s.Kind != ssaflow.StoreStep || s.Owner.Name == "" {
			continue
		}
		if fn := c.errorMethodOf(s.Owner); fn != nil && !c.methodRedacts(fn).safe {
			c.errorMethod(fn)
		}
		break
	}
	return true
}

// errorsOf notes the types of the errors that a function makes and returns.
func (c *checker) errorsOf(fn *ssa.Function) {
	if fn == nil {
		return
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 {
			continue
		}
		if made, ok := ret.Results[len(ret.Results)-1].(*ssa.MakeInterface); ok {
			if fn := c.errorMethodOf(symbols.TypeRef(made.X.Type())); fn != nil && !c.methodRedacts(fn).safe {
				c.errorMethod(fn)
			}
		}
	}
}

// errorMethodOf is the Error method of a type of the module, or nil.
func (c *checker) errorMethodOf(owner symbols.Ref) *types.Func {
	if fn, ok := c.errorTypes[owner]; ok {
		return fn
	}
	var fn *types.Func
	if t := c.namedType(owner); t != nil {
		fn = methodOf(types.NewPointer(t), []string{"Error"}, c.pass.Pkg)
	}
	if fn != nil && (fn.Pkg() == nil || !c.ownPackage(fn.Pkg().Path())) {
		fn = nil
	}
	c.errorTypes[owner] = fn
	return fn
}

// shownPaths are the parts of its receiver that a method shows.
func (c *checker) shownPaths(fn *types.Func) []ssaflow.Path {
	var out []ssaflow.Path
	for _, o := range c.fl.Results(fn) {
		if o.Kind == ssaflow.Param && o.Index == 0 && o.Path != "" && o.Barrier&ssaflow.Safe == 0 && strings.HasPrefix(string(o.Out), "#0") {
			out = append(out, o.Path)
		}
	}
	return out
}

// errorTypesText reports what the error types of the module show: in the Error
// methods of this package, and where it sets the fields of errors.
func (c *checker) errorTypesText() {
	for _, fn := range c.fl.Funcs() {
		if obj, _ := fn.Object().(*types.Func); obj != nil && obj.Name() == "Error" && fn.Signature.Recv() != nil && rendersValue(obj) {
			c.errorReturns(fn, obj)
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if st, ok := instr.(*ssa.Store); ok {
					c.errorField(st)
				}
			}
		}
	}
}

func (c *checker) errorReturns(fn *ssa.Function, obj *types.Func) {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) != 1 || !c.report.Visible(ret.Pos()) {
			continue
		}
		found := c.scan(ret.Results[0], "", ret, sinkContext{render: render{kind: renderFmt}, fn: fn})
		if h := found.best(); h != nil && h.category == "value" {
			at := c.builtAt(h)
			if at == nil {
				at = c.returned(ret)
			}
			c.errorFinding(h, at, report.Finding{Pos: ret.Pos(), Cause: obj.Pos()}, funcName(obj), c.loggedErrors[obj])
		}
	}
}

// errorField looks at a value that is put into a field of an error whose Error
// method shows it, unless the field's name says so already.
func (c *checker) errorField(st *ssa.Store) {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok || !c.report.Visible(st.Pos()) {
		return
	}
	field := ssaflow.FieldRef(fa.X.Type(), fa.Field)
	fn := c.errorMethodOf(symbols.Ref{Pkg: field.Pkg, Name: field.Recv})
	if fn == nil || c.names.InOwner(field.Recv, field.Name).Class != 0 {
		return
	}
	for _, path := range c.shownPaths(fn) {
		if string(path) != "."+field.Name {
			continue
		}
		found := c.scan(st.Val, "", st, sinkContext{render: render{kind: renderFmt}, fn: st.Parent()})
		if h := found.best(); h != nil && h.category == "value" {
			c.errorFinding(h, c.fl.StoreExpr(st), report.Finding{Pos: st.Pos()}, funcName(fn), c.logged[st])
		}
		return
	}
}

func (c *checker) errorFinding(h *hit, at ast.Expr, f report.Finding, method string, logged bool) {
	if at != nil {
		f.Pos, f.End = at.Pos(), at.End()
	}
	if c.done[f.Pos] {
		return
	}
	c.done[f.Pos] = true
	f.Category, f.Severity, f.Controls = "error-text", catalog.Warning, controls(h)
	what := "is put into the text of an error by " + method
	if logged {
		f.Severity = catalog.Error
		what = "is put into an error that is logged, by " + method
	}
	f.Message = h.message(c, f.Pos, f.End, what)
	c.report.Report(f)
}

// returned is the expression that a return hands back.
func (c *checker) returned(ret *ssa.Return) ast.Expr {
	if n, ok := c.fl.Node(ret).(*ast.ReturnStmt); ok && len(n.Results) == 1 {
		return n.Results[0]
	}
	return nil
}

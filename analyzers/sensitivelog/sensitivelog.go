package sensitivelog

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// New returns the analyzer with the settings of one suite.
func New(cfg *config.Config) *analysis.Analyzer {
	names := newNames(cfg)
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   []*analysis.Analyzer{ssaflow.Analyzer},
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			r := report.New(pass, &Doc, cfg)
			fl := pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package)
			if fl.SSA != nil {
				newChecker(pass, fl, names(), r).run()
			}
			return r.Done(), nil
		},
	}
}

// checker is the check at work on one package.
type checker struct {
	pass   *analysis.Pass
	fl     *ssaflow.Package
	names  *naming.Names
	report *report.Reporter

	// logged and answered are the calls that make an error which is seen to
	// reach a log or a response.
	logged   map[ssa.Instruction]bool
	answered map[ssa.Instruction]bool
	payment  map[*ssa.Function]bool
	provider *bool
	redacted map[redactKey]*redaction
	exposed  map[exposeKey][]exposure
	busy     map[*types.Func]bool
	attrs    []*replacer
	attrsSet bool
	done     map[token.Pos]bool
	// loggedErrors are the Error methods of errors that are seen to be logged.
	loggedErrors map[*types.Func]bool
	errorTypes   map[symbols.Ref]*types.Func
	cli          *bool
	serving      map[*ssa.Function]bool
}

func newChecker(pass *analysis.Pass, fl *ssaflow.Package, names *naming.Names, r *report.Reporter) *checker {
	return &checker{
		pass: pass, fl: fl, names: names, report: r,
		logged:   make(map[ssa.Instruction]bool),
		answered: make(map[ssa.Instruction]bool),
		payment:  make(map[*ssa.Function]bool),
		redacted: make(map[redactKey]*redaction),
		exposed:  make(map[exposeKey][]exposure),
		busy:     make(map[*types.Func]bool),
		done:     make(map[token.Pos]bool),

		loggedErrors: make(map[*types.Func]bool),
		errorTypes:   make(map[symbols.Ref]*types.Func),
	}
}

func (c *checker) run() {
	for _, role := range []symbols.Role{symbols.LogField, symbols.LogSink} {
		for _, u := range c.fl.Sinks(role) {
			if c.relevant(u) {
				c.use(u)
			}
		}
	}
	c.switches()
	for _, u := range c.fl.Sinks(symbols.ResponseSink) {
		if c.relevant(u) {
			c.response(u)
		}
	}
	for _, u := range c.fl.Sinks(symbols.ErrorText) {
		if c.relevant(u) {
			c.errorText(u)
		}
	}
	c.errorTypesText()
}

// relevant drops uses in places where nothing is reported, constants, and
// wrappers that say the same themselves.
func (c *checker) relevant(u *ssaflow.SinkUse) bool {
	if _, isConst := u.Value.(*ssa.Const); isConst || !c.report.Visible(u.Instr.Pos()) || u.Barrier&ssaflow.Safe != 0 {
		return false
	}
	if basic, ok := u.Value.Type().Underlying().(*types.Basic); ok && u.Path == "" {
		if basic.Info()&(types.IsBoolean|types.IsFloat|types.IsComplex) != 0 {
			return false
		}
	}
	return !c.inside(u)
}

// use looks at one value that reaches a log.
func (c *checker) use(u *ssaflow.SinkUse) {
	ref := u.Sink.Callee
	if _, isSwitch := switchOf(ref); isSwitch || ref.Pkg == "testing" || u.Wrapper != nil && namesFile(u.Steps) {
		return
	}
	found := c.scan(u.Value, u.Path, u.Instr, c.contextOf(u))
	for _, s := range found.masked {
		c.evidence(u, s)
	}
	h := found.best()
	if h == nil {
		h = c.signedForm(u)
	}
	if h == nil || c.replaces(u, h) {
		return
	}
	if c.commandOutput(u, h) {
		c.reportHit(u, h, h.category, catalog.Warning, "is shown in the output of a command by "+c.sinkName(u), report.Finding{})
		return
	}
	c.reportHit(u, h, h.category, "", "is logged by "+c.sinkName(u), report.Finding{})
}

// namesFile reports whether a helper calls its parameter a path: where a secret is,
// not the secret.
func namesFile(steps []*ssaflow.Step) bool {
	return slices.ContainsFunc(steps, func(s *ssaflow.Step) bool {
		switch strings.ToLower(s.Name) {
		case "path", "file", "filename", "filepath", "dir":
			return s.Kind == ssaflow.NameStep
		}
		return false
	})
}

// evidence notes a sensitive value that is masked before it is logged.
func (c *checker) evidence(u *ssaflow.SinkUse, s hit) {
	pos, end := c.place(u, &s)
	c.report.Evidence(report.Evidence{Text: s.noun() + " is " + s.how + " before " + c.sinkName(u), Pos: pos, End: end, Controls: []string{"DAT-2"}})
}

// errorText looks at one value that is put into an error.
func (c *checker) errorText(u *ssaflow.SinkUse) {
	if c.answered[u.Instr] && !c.logged[u.Instr] {
		return // reported where it is sent back
	}
	if len(u.Trace) > 2 {
		return // too far from where the error is made to say anything
	}
	found := c.scan(u.Value, u.Path, u.Instr, c.contextOf(u))
	h := found.best()
	if h == nil || h.category == "dump" && h.class == naming.None {
		return
	}
	sev := catalog.Warning
	what := "is put into the text of an error by " + c.sinkName(u)
	if c.logged[u.Instr] {
		sev = catalog.Error
		what = "is put into an error that is logged, by " + c.sinkName(u)
	}
	c.reportHit(u, h, "error-text", sev, what, report.Finding{Cause: u.Instr.Pos()})
}

// inside reports whether the wrapper that u calls is itself where the finding
// is: the value has a telling name or type there.
func (c *checker) inside(u *ssaflow.SinkUse) bool {
	if u.Wrapper == nil {
		return false
	}
	for i := range u.Steps {
		s := u.Steps[i]
		if s.Kind == ssaflow.NameStep || s.Kind == ssaflow.FieldStep || s.Kind == ssaflow.KeyStep {
			if m, _ := c.stepClass(s, false); m.Class != naming.None && m.Class != naming.CardDetail {
				return true
			}
		}
	}
	if c.inPaymentRef(u.Wrapper) && slices.ContainsFunc(u.Steps, carrier) {
		return true
	}
	if strings.HasPrefix(string(u.Path), ".Body") && symbols.TypeRef(u.Value.Type()).Pkg == "net/http" {
		return true // the body is read there
	}
	t := paramType(u)
	if t == nil {
		return false
	}
	if u.Path != "" {
		part := typeAt(t, u.Path)
		return part != nil && len(c.exposures(part, c.contextOf(u).render, 0)) > 0
	}
	if kind := dumpType(t); kind != "" && (kind != "form" || c.inPaymentRef(u.Wrapper)) {
		return true
	}
	return types.Identical(t, stripPointer(u.Value.Type())) && len(c.exposures(t, c.contextOf(u).render, 0)) > 0
}

// typeAt is the type of a part of values of type t, nil when it has no such part.
func typeAt(t types.Type, path ssaflow.Path) types.Type {
	for _, e := range path.Elems() {
		if e.Field() == "" {
			t = elemOfType(t)
		} else if s, ok := stripPointer(t).Underlying().(*types.Struct); ok {
			f, _ := fieldNamed(s, e.Field())
			if f == nil {
				return nil
			}
			t = f.Type()
		} else {
			return nil
		}
		if t == nil {
			return nil
		}
	}
	return stripPointer(t)
}

// inPaymentRef is [checker.inPayment] for a function known by name.
func (c *checker) inPaymentRef(callee *ssaflow.Callee) bool {
	if callee.Fn != nil {
		return c.inPayment(callee.Fn)
	}
	ref := callee.Ref
	return c.paymentName(ref.Name) || c.paymentName(ref.Recv) || c.paymentName(ref.Pkg[strings.LastIndexByte(ref.Pkg, '/')+1:])
}

// paramType is the declared type of the wrapper's parameter, without pointers.
func paramType(u *ssaflow.SinkUse) types.Type {
	var sig *types.Signature
	if obj := u.Wrapper.Obj; obj != nil {
		sig = obj.Signature()
	} else if call, ok := u.Instr.(ssa.CallInstruction); ok {
		sig = call.Common().Signature() // an implementation in another package
	} else {
		return nil
	}
	switch {
	case u.Arg < 0:
		if sig.Recv() != nil {
			return stripPointer(sig.Recv().Type())
		}
	case u.Elem >= 0 && sig.Variadic():
		if s, ok := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice); ok {
			return stripPointer(s.Elem())
		}
	case u.Arg < sig.Params().Len():
		return stripPointer(sig.Params().At(u.Arg).Type())
	}
	return nil
}

func stripPointer(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// place finds the expression at fault: the argument, or, in a literal written at
// the call, the element of it.
func (c *checker) place(u *ssaflow.SinkUse, h *hit) (pos, end token.Pos) {
	e := c.fl.Expr(u)
	if u.Arg < 0 && u.Wrapper != nil && h != nil {
		// A logger that carries the value: where it was given to it.
		if at := c.builtAt(h); at != nil {
			e = at
		}
	}
	if e == nil {
		return u.Instr.Pos(), token.NoPos
	}
	if lit := literal(e); lit != nil && h != nil {
		for _, s := range h.steps {
			if s.Kind != ssaflow.StoreStep || s.Instr == nil {
				continue
			}
			if kv := element(lit, s.Name); kv != nil {
				return kv.Value.Pos(), kv.Value.End()
			}
		}
	}
	return e.Pos(), e.End()
}

// builtAt finds the argument of the call that a hit's value enters first on its
// way, nil when it enters none in this package.
func (c *checker) builtAt(h *hit) ast.Expr {
	if len(h.steps) == 0 {
		return nil
	}
	named := h.steps[len(h.steps)-1].Value
	for _, s := range slices.Backward(h.steps) {
		call, ok := s.Instr.(ssa.CallInstruction)
		if !ok || s.Kind != ssaflow.CallStep || s.Part == "" {
			continue
		}
		elems, variadic := ssaflow.Variadic(call)
		args := ssaflow.Args(call)
		for i, a := range args {
			if variadic && i == len(args)-1 {
				for j, e := range elems {
					if e != nil && sameValue(e, named) {
						return c.fl.ArgExpr(call, i, j)
					}
				}
			} else if sameValue(a, named) {
				return c.fl.ArgExpr(call, i, -1)
			}
		}
		return nil
	}
	return nil
}

// sameValue reports whether two values are the same variable or field, boxed or
// loaded.
func sameValue(a, b ssa.Value) bool { return b != nil && bare(a) == bare(b) }

func bare(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		default:
			return v
		}
	}
}

// literal returns the composite literal that e is, or points to.
func literal(e ast.Expr) *ast.CompositeLit {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return e
	case *ast.UnaryExpr:
		return literal(e.X)
	}
	return nil
}

// element finds the element with a key, in nested literals too.
func element(lit *ast.CompositeLit, key string) *ast.KeyValueExpr {
	var nested *ast.KeyValueExpr
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if inner := literal(kv.Value); inner != nil {
			if found := element(inner, key); found != nil {
				nested = found
			}
		}
		if keyText(kv.Key) == key {
			return kv
		}
	}
	return nested
}

func keyText(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.BasicLit:
		if len(e.Value) > 1 {
			return e.Value[1 : len(e.Value)-1]
		}
	}
	return ""
}

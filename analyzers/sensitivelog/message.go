package sensitivelog

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// reportHit reports a hit of one category at a use.
func (c *checker) reportHit(u *ssaflow.SinkUse, h *hit, category string, sev catalog.Severity, what string, f report.Finding) {
	f.Category, f.Severity = category, sev
	f.Pos, f.End = c.place(u, h)
	if c.done[f.Pos] {
		return
	}
	c.done[f.Pos] = true
	f.Message = h.message(c, f.Pos, f.End, what)
	f.Controls = controls(h)
	f.Trace = c.trace(u, h)
	c.report.Report(f)
}

// controls of a finding: cardholder data is DAT-2 alone, credentials are OPS-4
// too, whole payloads DAT-6 too.
func controls(h *hit) []string {
	switch {
	case h.class == naming.Secret || h.class == naming.AuthCode:
		return []string{"DAT-2", "OPS-4"}
	case h.class == naming.None:
		return []string{"DAT-2", "DAT-6"}
	}
	return []string{"DAT-2"}
}

// message says what happens and what to do.
func (h *hit) message(c *checker, pos, end token.Pos, what string) string {
	switch h.category {
	case "struct":
		return h.what + " " + what + " as a whole; log the fields you need, or give the type a redacting method"
	case "dump":
		return h.what + " " + what + "; log the fields you need instead"
	}
	name := h.what
	if e := c.exprAt(pos, end); e != "" && short(e) && strings.HasSuffix(e, name[strings.LastIndexByte(name, '.')+1:]) {
		name = e
	}
	return h.class.String() + " " + name + " " + what + "; " + h.class.Instead()
}

// exprAt returns the source of the expression at pos if it is a name.
func (c *checker) exprAt(pos, end token.Pos) string {
	for _, f := range c.pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			var found ast.Expr
			ast.Inspect(f, func(n ast.Node) bool {
				if n == nil || found != nil || n.Pos() > pos || n.End() < end {
					return false
				}
				if e, ok := n.(ast.Expr); ok && e.Pos() == pos && e.End() == end {
					found = e
				}
				return found == nil
			})
			switch found.(type) {
			case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
				return types.ExprString(found)
			}
			return ""
		}
	}
	return ""
}

func short(s string) bool { return len(s) <= 60 && !strings.Contains(s, "\n") }

// sinkName names the function that is called, as godoc does: (*slog.Logger).Info.
func (c *checker) sinkName(u *ssaflow.SinkUse) string {
	call, ok := u.Instr.(ssa.CallInstruction)
	if !ok {
		return u.Sink.Callee.String()
	}
	if obj := ssaflow.CalleeObj(call); obj != nil {
		return funcName(obj)
	}
	if u.Wrapper != nil && u.Wrapper.Ref.Name != "" && !strings.Contains(u.Wrapper.Ref.Name, "$") {
		return u.Wrapper.Ref.String()
	}
	if e := c.fl.CallExpr(call); e != nil {
		if s := types.ExprString(e.Fun); short(s) && !strings.Contains(s, "{") {
			return s
		}
	}
	return u.Sink.Callee.String()
}

func funcName(fn *types.Func) string {
	pkg := ""
	if fn.Pkg() != nil {
		pkg = fn.Pkg().Name() + "."
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return pkg + fn.Name()
	}
	star := ""
	t := types.Unalias(recv.Type())
	if p, ok := t.(*types.Pointer); ok {
		star, t = "*", types.Unalias(p.Elem())
	}
	name := t.String()
	if n, ok := t.(*types.Named); ok {
		name = pkg + n.Obj().Name()
	}
	return "(" + star + name + ")." + fn.Name()
}

// stepText names the value at step i of an origin.
func (c *checker) stepText(o *ssaflow.Origin, i int) string {
	if i < 0 || i >= len(o.Steps) {
		return o.Name
	}
	s := o.Steps[i]
	switch s.Kind {
	case ssaflow.FieldStep:
		if v, ok := s.Value.(*ssa.FieldAddr); ok {
			if base := c.valueText(v.X); base != "" && !strings.Contains(base, " ") {
				return base + "." + s.Name
			}
		}
		if s.Owner.Name != "" {
			return s.Owner.Name + "." + s.Name
		}
	case ssaflow.KeyStep, ssaflow.StoreStep:
		return "under key " + quote(s.Name)
	case ssaflow.ConcatStep:
		return "in the query of a URL"
	case ssaflow.CallStep:
		if call, ok := s.Instr.(ssa.CallInstruction); ok {
			return callText(call, s.Callee)
		}
	}
	return s.Name
}

// callText writes a getter's call: os.Getenv("API_KEY").
func callText(call ssa.CallInstruction, ref symbols.Ref) string {
	name := ref.Name
	if ref.Recv == "" && ref.Pkg != "" {
		name = ref.Pkg[strings.LastIndexByte(ref.Pkg, '/')+1:] + "." + name
	}
	for _, a := range ssaflow.Args(call) {
		if s, ok := constString(a); ok {
			return name + "(" + quote(s) + ")"
		}
	}
	return name + "()"
}

// valueText names a value by the variable or field it is loaded from, or by its
// type.
func (c *checker) valueText(v ssa.Value) string {
	for _, n := range c.fl.Names(v) {
		return n.Name()
	}
	switch x := v.(type) {
	case *ssa.UnOp:
		return c.valueText(x.X)
	case *ssa.FieldAddr:
		ref := ssaflow.FieldRef(x.X.Type(), x.Field)
		if base := c.valueText(x.X); base != "" && !strings.Contains(base, " ") {
			return base + "." + ref.Name
		}
		return ref.Name
	case *ssa.Field:
		ref := ssaflow.FieldRef(x.X.Type(), x.Field)
		if base := c.valueText(x.X); base != "" && !strings.Contains(base, " ") {
			return base + "." + ref.Name
		}
		return ref.Name
	case *ssa.Parameter:
		return x.Name()
	case *ssa.FreeVar:
		return x.Name()
	case *ssa.Global:
		return x.Name()
	case *ssa.MakeInterface:
		return c.valueText(x.X)
	case *ssa.Alloc:
		if token.IsIdentifier(x.Comment) && x.Comment != "complit" && x.Comment != "new" && x.Comment != "varargs" && x.Comment != "slicelit" {
			return x.Comment
		}
	}
	return "a " + typeText(v.Type(), c.pass.Pkg)
}

func typeText(t types.Type, pkg *types.Package) string {
	return types.TypeString(stripPointer(t), func(p *types.Package) string {
		if p == pkg {
			return ""
		}
		return p.Name()
	})
}

func quote(s string) string { return strconv.Quote(s) }

// trace lists the steps of the flow, source first, when there are several.
func (c *checker) trace(u *ssaflow.SinkUse, h *hit) []report.Step {
	var out []report.Step
	add := func(s *ssaflow.Step, msg string) {
		step := report.Step{Pos: s.Pos, End: s.Pos, Position: s.Position, Message: msg}
		if !step.Pos.IsValid() && !step.Position.IsValid() {
			return
		}
		if n := len(out); n > 0 && out[n-1].Pos == step.Pos && out[n-1].Position == step.Position {
			return
		}
		out = append(out, step)
	}
	for i, s := range slices.Backward(h.steps) {
		switch s.Kind {
		case ssaflow.NameStep, ssaflow.FieldStep:
			if i == len(h.steps)-1 {
				add(s, s.Name+" holds the value")
			} else if s.Kind == ssaflow.NameStep {
				add(s, "it is assigned to "+s.Name)
			}
		case ssaflow.CallStep:
			if s.Callee.Name != "" {
				add(s, "it passes through "+s.Callee.String())
			}
		case ssaflow.StoreStep:
			if s.Name != "" && s.Name[0] != '[' {
				add(s, "it is stored in "+s.Name)
			}
		}
	}
	if u.Wrapper != nil {
		for _, s := range u.Trace {
			if s.Callee.Name != "" {
				add(s, "it is handed on to "+s.Callee.String())
			}
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out[:min(len(out), 10)]
}

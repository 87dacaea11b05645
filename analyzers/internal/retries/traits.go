package retries

import (
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// traits are what a region does about attempts.
type traits struct {
	// Bounded: the number of attempts or their time is limited, or a context
	// can end them.
	Bounded bool
	// Backoff: it waits between attempts.
	Backoff bool
	// Tells: it tells errors apart.
	Tells bool
}

var (
	waitName = regexp.MustCompile(`(?i)(sleep|backoff|back_off|delay|pause|jitter)|^wait`)
	tellName = regexp.MustCompile(`(?i)(retr(y|i)able|isretry|shouldretry|canretry|transient|temporary|permanent|recoverable|unrecoverable|declined|isclient|isserver|isnetwork|timeout|classif|isfatal|terminal|nonretr|statuscode|final)`)
)

// look collects the traits of instructions: those of a loop or a body.
func (t *traits) look(m *Model, instrs func(func(ssa.Instruction)), depth int) {
	instrs(func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case ssa.CallInstruction:
			t.call(m, instr, depth)
		case *ssa.Select:
			t.Backoff = true
			for _, s := range instr.States {
				if isDone(s.Chan) {
					t.Bounded = true
				}
			}
		case *ssa.UnOp:
			if instr.Op == token.ARROW {
				t.Backoff = true
			}
		case *ssa.TypeAssert:
			if isErrorType(instr.X.Type()) {
				t.Tells = true
			}
		case *ssa.BinOp:
			t.compare(instr)
		}
	})
}

// compare judges a comparison: an error with a sentinel, a status or code with
// a constant that separates failures.
func (t *traits) compare(b *ssa.BinOp) {
	switch b.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
	default:
		return
	}
	x, y := b.X, b.Y
	if isErrorType(x.Type()) && !isNil(x) && !isNil(y) {
		t.Tells = true
		return
	}
	if _, ok := x.(*ssa.Const); ok {
		x, y = y, x
	}
	c, ok := y.(*ssa.Const)
	if !ok || c.Value == nil {
		return
	}
	switch c.Value.Kind() {
	case constant.Int:
		if n, exact := constant.Int64Val(c.Value); exact && (n > 400 && n < 600 || n == 400 && (b.Op == token.EQL || b.Op == token.NEQ)) {
			t.Tells = true
		}
	case constant.String:
		// An error code or category, never the empty string.
		if f, ok := x.(*ssa.UnOp); ok && constant.StringVal(c.Value) != "" {
			if fa, ok := f.X.(*ssa.FieldAddr); ok {
				if codeField.MatchString(fieldName(fa)) {
					t.Tells = true
				}
			}
		}
	}
}

var codeField = regexp.MustCompile(`(?i)(code|type|reason|category|kind)$`)

func fieldName(fa *ssa.FieldAddr) string {
	return ssaflow.FieldRef(fa.X.Type(), fa.Field).Name
}

func isDone(ch ssa.Value) bool {
	call, ok := ch.(*ssa.Call)
	return ok && ssaflow.CalleeOf(call).Name == "Done"
}

func (t *traits) call(m *Model, call ssa.CallInstruction, depth int) {
	fn := ssaflow.CalleeObj(call)
	t.Tells = t.Tells || depth < 2 && m.judges(call, depth)
	if fn == nil {
		for _, c := range m.flow.Callees(call) {
			if c.Fn != nil && c.Fn.Parent() != nil && depth < 2 {
				t.look(m, func(f func(ssa.Instruction)) { each(c.Fn, f) }, depth+1)
			}
		}
		return
	}
	ref := symbols.Of(fn)
	name := ref.Name
	switch {
	case ref.Is("errors", "Is"), ref.Is("errors", "As"), ref.Is("errors", "AsType"), strings.HasSuffix(ref.Pkg, "/errors") && (name == "Is" || name == "As" || name == "Cause"):
		t.Tells = true
	case ref.Pkg == "time" && (name == "Sleep" || name == "After" || name == "NewTimer" || name == "Tick" || name == "NewTicker" || name == "AfterFunc"):
		t.Backoff = true
	case ref.Pkg == "context" && (name == "Err" || name == "Done" || name == "Deadline" || name == "Cause"), ref.Recv == "Context" && (name == "Err" || name == "Done"):
		t.Bounded = true
	case ref.Pkg == "time" && (name == "Since" || name == "Until" || name == "After" || name == "Before"):
		t.Bounded = true
	}
	if waitName.MatchString(name) {
		t.Backoff = true
	}
	// go-retry's mark alone tells nothing apart: it is what makes it try again.
	if tellName.MatchString(name) && !ref.Is("github.com/sethvargo/go-retry", "RetryableError") {
		t.Tells = true
	}
	if symbols.HasRef(ref, symbols.RetryOption) && (name == "Permanent" || name == "Unrecoverable") {
		t.Tells = true
	}
}

// judges reports whether a call tells errors apart: a predicate that is kept in
// a variable, or a function of the package that is handed the error or response.
func (m *Model) judges(call ssa.CallInstruction, depth int) bool {
	handed := false
	for _, a := range call.Common().Args {
		ref := symbols.TypeRef(a.Type())
		handed = handed || types.Identical(a.Type(), types.Universe.Lookup("error").Type()) || ref.Pkg == "net/http" && ref.Name == "Response"
	}
	if !handed {
		return false
	}
	if fn := ssaflow.CalleeObj(call); fn == nil {
		res := call.Common().Signature().Results()
		if res.Len() != 1 {
			return false
		}
		b, ok := res.At(0).Type().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Bool
	}
	for _, c := range m.flow.Callees(call) {
		if c.Fn == nil || c.Fn.Blocks == nil || m.attempt(call) != nil {
			continue
		}
		var inner traits
		inner.look(m, func(f func(ssa.Instruction)) { each(c.Fn, f) }, depth+1)
		if inner.Tells {
			return true
		}
	}
	return false
}

// each visits the instructions of a function.
func each(fn *ssa.Function, f func(ssa.Instruction)) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			f(instr)
		}
	}
}

// bounded reports whether something other than the attempt's outcome ends the
// loop: a counter, a clock, a context, the end of what it goes through.
func (l *loop) bounded(m *Model, attempt ssa.CallInstruction) bool {
	derived := derivedFrom(attempt, l.has)
	for b := range l.blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || l.repeats(b.Succs[0]) == l.repeats(b.Succs[1]) {
			continue
		}
		if !derived[branch.Cond] && limits(branch.Cond) {
			return true
		}
		// err != nil && attempt < max: a phi of both.
		if phi, ok := branch.Cond.(*ssa.Phi); ok {
			for _, e := range phi.Edges {
				if bin, ok := e.(*ssa.BinOp); ok && !derived[bin.X] && !derived[bin.Y] && bin.Op != token.EQL && bin.Op != token.NEQ {
					return true
				}
			}
		}
	}
	return false
}

// limits reports whether a condition is one of a limit: a number or time that
// is compared, the end of a range, a context's end.
func limits(cond ssa.Value) bool {
	switch cond := cond.(type) {
	case *ssa.BinOp:
		if isInt(cond.X.Type()) || isFloat(cond.X.Type()) {
			return true
		}
		if call, ok := cond.X.(*ssa.Call); ok {
			ref := ssaflow.CalleeOf(call)
			return ref.Recv == "Context" && ref.Name == "Err"
		}
	case *ssa.Extract:
		switch cond.Tuple.(type) {
		case *ssa.Next, *ssa.Select:
			return true
		case *ssa.UnOp:
			return true // a channel that is closed
		}
	case *ssa.Call:
		ref := ssaflow.CalleeOf(cond)
		return ref.Pkg == "time" || stopName.MatchString(ref.Name)
	case *ssa.UnOp:
		return cond.Op == token.NOT && limits(cond.X)
	}
	return false
}

var stopName = regexp.MustCompile(`(?i)(done|expired|exceeded|exhausted|stopped|closed|next|allow|continue|attempts?)`)

func isFloat(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsFloat != 0
}

// usesContext reports whether a context is handed to something in the region.
func usesContext(instrs func(func(ssa.Instruction))) bool {
	found := false
	instrs(func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return
		}
		for _, a := range call.Common().Args {
			if isContext(a.Type()) && !isBackground(a) {
				found = true
			}
		}
	})
	return found
}

func isContext(t types.Type) bool {
	ref := symbols.TypeRef(t)
	return ref.Pkg == "context" && ref.Name == "Context"
}

// isBackground reports whether a context is one that nothing ends, kept in a
// variable or not.
func isBackground(v ssa.Value) bool {
	v = ssavalue.Unwrap(v)
	if fv, ok := v.(*ssa.FreeVar); ok {
		return endsNever(fv)
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return endsNever(load.X)
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	ref := ssaflow.CalleeOf(call)
	return ref.Pkg == "context" && (ref.Name == "Background" || ref.Name == "TODO")
}

// endsNever reports whether all that is stored in a variable is a context that
// nothing ends.
func endsNever(v ssa.Value) bool {
	if fv, ok := v.(*ssa.FreeVar); ok {
		fn := fv.Parent()
		if fn.Parent() == nil {
			return false
		}
		for i, x := range fn.FreeVars {
			if x != fv {
				continue
			}
			found := false
			each(fn.Parent(), func(instr ssa.Instruction) {
				if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == fn && i < len(mc.Bindings) {
					b := mc.Bindings[i]
					if _, ptr := b.(*ssa.Alloc); ptr {
						found = endsNever(b)
					} else {
						found = isBackground(b)
					}
				}
			})
			return found
		}
		return false
	}
	cell, ok := v.(*ssa.Alloc)
	if !ok || cell.Referrers() == nil {
		return false
	}
	n := 0
	for _, r := range *cell.Referrers() {
		if st, ok := r.(*ssa.Store); ok && st.Addr == cell {
			if !isBackground(st.Val) {
				return false
			}
			n++
		}
	}
	return n > 0
}

package setting

import (
	"go/token"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// Place is where a use is reported: the field and its value, or the argument.
func Place(fl *ssaflow.Package, u *ssaflow.SinkUse) (pos, end token.Pos) {
	e := fl.Expr(u)
	if st, ok := u.Instr.(*ssa.Store); ok {
		pos = fl.StorePos(st)
		if e != nil && e.End() > pos {
			return pos, e.End()
		}
		return pos, pos
	}
	if e != nil {
		return e.Pos(), e.End()
	}
	return u.Instr.Pos(), u.Instr.Pos()
}

// Object returns the struct whose field a store sets. For a call that makes a
// setting it is the constant: without the call nothing is set. Nil for other
// uses.
func Object(u *ssaflow.SinkUse) ssa.Value {
	if u.Switch {
		return u.Value
	}
	if st, ok := u.Instr.(*ssa.Store); ok {
		if fa, ok := st.Addr.(*ssa.FieldAddr); ok {
			return fa.X
		}
	}
	return nil
}

// IsFieldSink reports whether the use is a store to a field that reaches the
// setting somewhere else.
func IsFieldSink(u *ssaflow.SinkUse) bool {
	_, store := u.Instr.(*ssa.Store)
	return store && u.Wrapper != nil
}

// Elsewhere says which constants are reported at another place than u: those
// that are stored, in this package, to a field that is known to reach the
// setting.
func Elsewhere(uses []*ssaflow.SinkUse) func(u *ssaflow.SinkUse, o *ssaflow.Origin) bool {
	stores := make(map[ssa.Instruction]bool)
	for _, u := range uses {
		if st, ok := u.Instr.(*ssa.Store); ok && IsFieldSink(u) && !Chosen(st) {
			stores[u.Instr] = true
		}
	}
	return func(u *ssaflow.SinkUse, o *ssaflow.Origin) bool {
		if stores[o.At] && o.At != u.Instr {
			return true
		}
		for _, s := range o.Steps {
			if s.Instr != nil && s.Instr != u.Instr && stores[s.Instr] {
				return true
			}
		}
		return false
	}
}

// Live reports whether what a store puts in a field of an object is ever used:
// false when another store to the same field follows on every way to the next
// use of the object.
func Live(st *ssa.Store) bool {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return true
	}
	isKill := func(i ssa.Instruction) bool {
		other, ok := i.(*ssa.Store)
		if !ok || other == st {
			return false
		}
		addr, ok := other.Addr.(*ssa.FieldAddr)
		return ok && addr.X == fa.X && addr.Field == fa.Field
	}
	isUse := func(i ssa.Instruction) bool {
		switch i := i.(type) {
		case *ssa.FieldAddr:
			if i.X != fa.X {
				return false
			}
			// A field address that is only stored to is no use.
			for _, r := range *i.Referrers() {
				if _, debug := r.(*ssa.DebugRef); debug {
					continue
				}
				if s, ok := r.(*ssa.Store); !ok || s.Addr != i {
					return true
				}
			}
			return false
		case *ssa.Store:
			return i.Val == fa.X
		case *ssa.Return, *ssa.Panic:
			return true
		}
		for _, op := range i.Operands(nil) {
			if *op == fa.X {
				return true
			}
		}
		return false
	}
	seen := make(map[*ssa.BasicBlock]bool)
	var live func(instrs []ssa.Instruction, b *ssa.BasicBlock) bool
	live = func(instrs []ssa.Instruction, b *ssa.BasicBlock) bool {
		for _, i := range instrs {
			if isKill(i) {
				return false
			}
			if isUse(i) {
				return true
			}
		}
		for _, s := range b.Succs {
			if !seen[s] {
				seen[s] = true
				if live(s.Instrs, s) {
					return true
				}
			}
		}
		return false
	}
	b := st.Block()
	for i, instr := range b.Instrs {
		if instr == ssa.Instruction(st) {
			return live(b.Instrs[i+1:], b)
		}
	}
	return true
}

// Trace is the flow from a constant, where one is given, through helpers to the
// setting.
func Trace(u *ssaflow.SinkUse, o *ssaflow.Origin) []report.Step {
	var out []report.Step
	add := func(s *ssaflow.Step, text string) {
		if s.Pos.IsValid() || s.Position.IsValid() {
			out = append(out, report.Step{Pos: s.Pos, End: s.Pos, Position: s.Position, Message: text})
		}
	}
	if o != nil {
		for i := len(o.Steps) - 1; i >= 0; i-- {
			switch s := o.Steps[i]; s.Kind {
			case ssaflow.NameStep:
				add(s, "kept in "+s.Name)
			case ssaflow.CallStep:
				add(s, "returned by "+s.Callee.String())
			}
		}
	}
	for _, s := range u.Trace {
		add(s, "handed on to "+s.Callee.String())
	}
	return out
}

package guard

import (
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/statewrite"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// RefOf returns the function, method or interface method that a call names,
// zero for calls of function values.
func RefOf(call ssa.CallInstruction) symbols.Ref { return refOf(call.Common()) }

// SDK reports whether a package belongs to a payment provider's SDK.
func SDK(pkg string) bool { return pkg != "" && isSDK(pkg) }

// Name is the name of a function; for a function literal that of the function
// it is in.
func Name(fn *ssa.Function) string {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn.Name()
}

// ReceiverName is the name of the receiver's type, "" for functions; for a
// function literal that of the function it is in.
func ReceiverName(fn *ssa.Function) string {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if r := fn.Signature.Recv(); r != nil {
		return symbols.TypeName(r.Type())
	}
	return ""
}

// calleesOf returns the summaries of what a call may run.
func (f *Func) calleesOf(call ssa.CallInstruction) []*Summary {
	cs, _ := f.callees(call)
	out := make([]*Summary, len(cs))
	for i, c := range cs {
		out[i] = c.Summary
	}
	return out
}

// succeeds reports whether taking that side of a branch means that a check has
// succeeded.
func (f *Func) succeeds(i *ssa.If, then bool) bool {
	side := 1
	if then {
		side = 0
	}
	return len(f.edgeHits(i.Block())[side]) > 0
}

// after reports whether control can go from b to a: a happens later.
func (f *Func) after(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() {
		for _, in := range a.Block().Instrs {
			if in == b {
				return true
			}
			if in == a {
				break
			}
		}
		return f.canReach(b.Block(), b.Block())
	}
	return f.canReach(b.Block(), a.Block())
}

// failureRegion returns the blocks that run only when the check has failed; nil
// when no branch decides on it or failing leads on as well.
func (f *Func) failureRegion(c *Check) []*ssa.BasicBlock {
	for _, b := range f.Fn.Blocks {
		h := f.edgeHits(b)
		for side := range 2 {
			good, bad := false, false
			for _, x := range h[side] {
				good = good || x.check == c
			}
			for _, x := range h[1-side] {
				bad = bad || x.check == c
			}
			if !good || bad {
				continue
			}
			start := b.Succs[1-side]
			if len(start.Preds) != 1 {
				return nil
			}
			var out []*ssa.BasicBlock
			for _, x := range f.Fn.Blocks {
				if start.Dominates(x) {
					out = append(out, x)
				}
			}
			return out
		}
	}
	return nil
}

// comparesAmount reports whether the function, or one it calls, compares
// amounts, totals or prices.
func (f *Func) comparesAmount() bool {
	if f.amounts != 0 {
		return f.amounts > 0
	}
	f.amounts = -1
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.BinOp:
				switch in.Op {
				case token.EQL, token.NEQ, token.LSS, token.GTR, token.LEQ, token.GEQ:
					if !isConst(in.X) && !isConst(in.Y) && (amountValue(in.X) || amountValue(in.Y)) {
						f.amounts = 1
					}
				}
			case ssa.CallInstruction:
				ref := refOf(in.Common())
				switch ref.Name {
				case "Equal", "Equals", "Cmp", "Compare", "LessThan", "GreaterThan", "GreaterThanOrEqual", "LessThanOrEqual":
					for _, a := range fullArgs(in.Common()) {
						if amountValue(a) {
							f.amounts = 1
						}
					}
				}
				if f.amounts < 0 {
					cs, _ := f.callees(in)
					for _, c := range cs {
						if c.Compares {
							f.amounts = 1
						}
					}
				}
			}
			if f.amounts > 0 {
				return true
			}
		}
	}
	return false
}

// amountValue reports whether a value is read from something named for money.
// The sum of a hash is none.
func amountValue(v ssa.Value) bool {
	for range 5 {
		if rawBytes(v.Type()) {
			return false
		}
		switch x := v.(type) {
		case *ssa.UnOp:
			v = x.X
			continue
		case *ssa.Convert:
			v = x.X
			continue
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.BinOp:
			v = x.X
			continue
		case *ssa.FieldAddr, *ssa.Field:
			_, field := fieldOf(v)
			return field != nil && amountName(field.Name())
		case *ssa.Parameter:
			return amountName(x.Name())
		case *ssa.Call:
			if amountName(refOf(&x.Call).Name) {
				return true
			}
			if len(x.Call.Args) > 0 {
				v = x.Call.Args[0]
				continue
			}
		case *ssa.Extract:
			if c, ok := x.Tuple.(*ssa.Call); ok {
				if amountName(refOf(&c.Call).Name) {
					return true
				}
			}
			if lk, ok := x.Tuple.(*ssa.Lookup); ok {
				c, ok := lk.Index.(*ssa.Const)
				return ok && amountName(constText(c))
			}
		case *ssa.Lookup:
			c, ok := x.Index.(*ssa.Const)
			return ok && amountName(constText(c))
		}
		return false
	}
	return false
}

func amountName(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "amount", "total", "price", "sum", "cost", "fee", "gross", "subtotal", "cents", "money", "currency":
			return true
		}
	}
	return false
}

// Span returns the source range of an instruction: the whole call, comparison
// or send.
func (p *Package) Span(in ssa.Instruction) (pos, end token.Pos) {
	if n := p.Flow.Node(in); n != nil {
		return n.Pos(), n.End()
	}
	return in.Pos(), in.Pos()
}

// CondSpan returns the source range of a branch's condition.
func (p *Package) CondSpan(i *ssa.If) (pos, end token.Pos) {
	v := i.Cond
	for {
		u, ok := v.(*ssa.UnOp)
		if !ok || u.Op != token.NOT {
			break
		}
		v = u.X
	}
	if in, ok := v.(ssa.Instruction); ok {
		if n := p.Flow.Node(in); n != nil {
			return n.Pos(), n.End()
		}
	}
	if v.Pos().IsValid() {
		return v.Pos(), v.Pos()
	}
	if i.Cond.Pos().IsValid() {
		return i.Cond.Pos(), i.Cond.Pos()
	}
	// The block ends where something with a position stands.
	b := i.Block()
	for k := len(b.Instrs) - 1; k >= 0; k-- {
		if b.Instrs[k].Pos().IsValid() {
			return b.Instrs[k].Pos(), b.Instrs[k].Pos()
		}
	}
	return token.NoPos, token.NoPos
}

// IsError reports whether t is the type error.
func IsError(t types.Type) bool { return isErrorType(t) }

// validated reports whether request values are compared with known ones before
// an effect: a switch or comparison with constants, a table, slices.Contains,
// a Valid method.
func (f *Func) validated(e *Effect) bool {
	for _, b := range f.Fn.Blocks {
		if b != e.Instr.Block() && !b.Dominates(e.Instr.Block()) && !f.canReach(b, e.Instr.Block()) {
			continue
		}
		cond := ifCond(b)
		if cond == nil {
			continue
		}
		if f.allowList(cond, 0) {
			return true
		}
	}
	return false
}

// oneOf reports whether a call is handed a state field whose tag lists the values
// that a validator lets pass.
func oneOf(in ssa.Instruction) bool {
	call, ok := in.(ssa.CallInstruction)
	if !ok {
		return false
	}
	for _, a := range call.Common().Args {
		for _, v := range statewrite.Elements(a) {
			if u, ok := v.(*ssa.UnOp); ok {
				v = u.X
			}
			owner, field := fieldOf(v)
			if field == nil || !naming.StateName(field.Name()) {
				continue
			}
			t := owner.Underlying()
			if p, ok := t.(*types.Pointer); ok {
				t = p.Elem().Underlying()
			}
			s := t.(*types.Struct)
			for i := range s.NumFields() {
				if s.Field(i) == field && strings.Contains(s.Tag(i), "oneof=") {
					return true
				}
			}
		}
	}
	return false
}

// allowList reports whether a condition compares request input with known values.
func (f *Func) allowList(v ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch x := v.(type) {
	case *ssa.UnOp:
		return f.allowList(x.X, depth+1)
	case *ssa.BinOp:
		k, ok := x.Y.(*ssa.Const)
		if ok && k.IsNil() {
			// err := status.Validate(); err != nil
			return f.allowList(x.X, depth+1)
		}
		if !ok && x.Op == token.EQL && isString(x.X.Type()) {
			return f.asked(x.X) && f.known(x.Y) || f.asked(x.Y) && f.known(x.X)
		}
		return ok && !emptyConst(k) && isString(x.X.Type()) && f.asked(x.X)
	case *ssa.Phi:
		for _, cond := range flagConditions(x) {
			if f.allowList(cond, depth+1) {
				return true
			}
		}
	case *ssa.Extract:
		if lk, ok := x.Tuple.(*ssa.Lookup); ok {
			return f.labelsOf(lk.Index).Has(Request | AnyParam)
		}
		if c, ok := x.Tuple.(*ssa.Call); ok {
			return f.allowList(c, depth+1)
		}
	case *ssa.Lookup:
		return f.labelsOf(x.Index).Has(Request | AnyParam)
	case *ssa.Call:
		ref := refOf(&x.Call)
		if ref.Pkg == "slices" && ref.Name == "Contains" || ref.Name == "Valid" || ref.Name == "IsValid" || ref.Name == "Validate" || transitionRule(ref.Name) {
			for _, a := range fullArgs(&x.Call) {
				if f.labelsOf(a).Has(Request | AnyParam) {
					return true
				}
			}
		}
		return f.rule(x)
	}
	return false
}

// asked reports whether a value is what the request asks for.
func (f *Func) asked(v ssa.Value) bool { return f.labelsOf(v).Has(Request | AnyParam) }

// known reports whether a value is an element of a table of the program, which
// may be keyed by anything.
func (f *Func) known(v ssa.Value) bool {
	for range 6 {
		switch x := v.(type) {
		case *ssa.UnOp:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.Lookup:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Convert:
			v = x.X
		case *ssa.Global:
			return true
		default:
			return false
		}
	}
	return false
}

// rule reports whether a call judges what was asked for by the stored state:
// it is handed both.
func (f *Func) rule(call *ssa.Call) bool {
	asked, stored := false, false
	for _, a := range call.Call.Args {
		if !isString(a.Type()) && !isInteger(a.Type()) {
			continue
		}
		if f.storedState(a) {
			stored = true
		} else if f.labelsOf(a).Has(Request | AnyParam) {
			asked = true
		}
	}
	return asked && stored
}

// storedState reports whether a value is the state field of a record that was
// not filled from the request.
func (f *Func) storedState(v ssa.Value) bool { return f.readsStored(ssavalue.Unload(v), 0) }

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// Pos finds a position of this package again, NoPos for those of other packages.
func (p *Package) Pos(at token.Position) token.Pos {
	for _, f := range p.Pass.Files {
		tf := p.Pass.Fset.File(f.FileStart)
		if tf != nil && tf.Name() == at.Filename && at.Offset <= tf.Size() {
			return tf.Pos(at.Offset)
		}
	}
	return token.NoPos
}

package setting

import (
	"go/constant"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// Condition is a branch that an instruction depends on.
type Condition struct {
	Value ssa.Value
	// Negated says that the instruction runs when the condition is false.
	Negated bool
	If      *ssa.If
}

// Conditions returns the branches that decide whether an instruction runs, the
// innermost first.
func Conditions(instr ssa.Instruction) []Condition {
	var out []Condition
	b := instr.Block()
	for d := b.Idom(); b != nil && d != nil; b, d = d, d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		switch {
		case d.Succs[0] == b && len(b.Preds) == 1:
			out = append(out, Condition{Value: cond.Cond, If: cond})
		case d.Succs[1] == b && len(b.Preds) == 1:
			out = append(out, Condition{Value: cond.Cond, Negated: true, If: cond})
		}
	}
	return out
}

// Chooser says what chooses, at run time, whether a setting is made: a switch,
// or a parameter. Branches on errors, on nil and on whether TLS is wanted at
// all do not choose. existing says that the object of the setting exists
// whether or not the branch is taken.
func Chooser(fl *ssaflow.Package, instr ssa.Instruction, object ssa.Value) (switches []string, param bool) {
	for _, c := range Conditions(instr) {
		if isPresence(c.Value) {
			continue
		}
		if !madeBefore(object, c.If) && !aboutTrust(fl, c.Value, 0, make(map[ssa.Value]bool)) && !alternative(c, instr) {
			continue
		}
		v := OfValue(fl, c.Value, c.If)
		switch {
		case len(v.Switches) > 0:
			return v.Switches, false
		case v.Param && passedOn(fl, c.Value):
			return nil, true
		case v.Param:
			return []string{"a branch on " + describe(fl, c.Value)}, false
		}
	}
	return nil, false
}

// passedOn reports whether a condition is a bool of the function's caller that
// is called like the setting: the function is a helper and its callers choose.
// A comparison, or the name of an environment, is a choice of the function.
func passedOn(fl *ssaflow.Package, v ssa.Value) bool {
	if u, ok := v.(*ssa.UnOp); ok {
		v = u.X
	}
	name := ""
	switch x := v.(type) {
	case *ssa.Parameter:
		name = x.Name()
	case *ssa.FreeVar:
		name = x.Name()
	case *ssa.Alloc:
		name = x.Comment
	default:
		return false
	}
	name = strings.ToLower(name)
	for _, w := range []string{"dev", "debug", "test", "stag", "prod", "local", "sandbox", "live", "env"} {
		if strings.Contains(name, w) {
			return false
		}
	}
	return true
}

// describe names what a condition looks at.
func describe(fl *ssaflow.Package, v ssa.Value) string {
	for range 4 {
		for _, name := range fl.Names(v) {
			return name.Name()
		}
		switch x := v.(type) {
		case *ssa.Parameter:
			return x.Name()
		case *ssa.FreeVar:
			return x.Name()
		case *ssa.UnOp:
			v = x.X
		case *ssa.BinOp:
			v = x.X
			if _, isConst := v.(*ssa.Const); isConst {
				v = x.Y
			}
		default:
			return "a parameter"
		}
	}
	return "a parameter"
}

// isPresence reports whether a condition only compares with nil, or is the ok
// of a lookup.
func isPresence(v ssa.Value) bool {
	if b, ok := v.(*ssa.BinOp); ok {
		for _, x := range []ssa.Value{b.X, b.Y} {
			if c, ok := x.(*ssa.Const); ok && c.Value == nil {
				return true
			}
		}
	}
	if x, ok := v.(*ssa.Extract); ok {
		switch x.Tuple.(type) {
		case *ssa.Lookup, *ssa.TypeAssert, *ssa.Next:
			return true
		}
	}
	return false
}

// madeBefore reports whether the object exists when the branch is reached.
func madeBefore(object ssa.Value, at *ssa.If) bool {
	if object == nil {
		return false
	}
	instr, ok := object.(ssa.Instruction)
	if !ok {
		return true // a parameter or a global
	}
	return instr.Parent() != at.Parent() || instr.Block().Dominates(at.Block())
}

// alternative reports whether the other way of a branch makes an object of the
// same type as the one whose field instr sets.
func alternative(c Condition, instr ssa.Instruction) bool {
	st, ok := instr.(*ssa.Store)
	if !ok {
		return false
	}
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	other := c.If.Block().Succs[1]
	if c.Negated {
		other = c.If.Block().Succs[0]
	}
	for _, b := range instr.Parent().Blocks {
		if !other.Dominates(b) || other.Dominates(instr.Block()) {
			continue
		}
		for _, i := range b.Instrs {
			if a, ok := i.(*ssa.Alloc); ok && types.Identical(a.Type(), fa.X.Type()) {
				return true
			}
		}
	}
	return false
}

// trustWords are what conditions are called that choose between trusting and
// verifying, or between environments; a word counts with any ending.
var trustWords = []string{
	"insecure", "skip", "verif", "selfsigned", "signed", "trust", "dev", "development", "debug", "env", "environment", "test", "testing",
	"staging", "stage", "prod", "production", "local", "sandbox", "allow", "strict", "secure", "ignore", "bypass", "legacy", "compat", "mode",
}

// aboutTrust reports whether the names and texts in a condition speak of trust
// or of environments.
func aboutTrust(fl *ssaflow.Package, v ssa.Value, depth int, seen map[ssa.Value]bool) bool {
	if v == nil || depth > 5 || seen[v] {
		return false
	}
	seen[v] = true // joins of joins are visited once
	for _, name := range fl.Names(v) {
		if speaks(name.Name()) {
			return true
		}
	}
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value != nil && v.Value.Kind() == constant.String && speaks(constant.StringVal(v.Value))
	case *ssa.Global:
		return speaks(v.Name())
	case *ssa.FieldAddr:
		if speaks(ssaflow.FieldRef(v.X.Type(), v.Field).Name) {
			return true
		}
	case *ssa.Field:
		if speaks(ssaflow.FieldRef(v.X.Type(), v.Field).Name) {
			return true
		}
	case *ssa.Call:
		if ref := ssaflow.CalleeOf(v); ref.Pkg != "os" && speaks(ref.Name) {
			return true // the name of os.Getenv says nothing; its argument does
		}
	case *ssa.Phi:
		// && and ||: the operands are the conditions of the blocks before.
		for _, p := range v.Block().Preds {
			if c, ok := p.Instrs[len(p.Instrs)-1].(*ssa.If); ok && aboutTrust(fl, c.Cond, depth+1, seen) {
				return true
			}
		}
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && aboutTrust(fl, *op, depth+1, seen) {
			return true
		}
	}
	return false
}

func speaks(text string) bool {
	for _, word := range naming.Words(text) {
		for _, w := range trustWords {
			if word == w || len(w) > 4 && strings.HasPrefix(word, w) {
				return true
			}
		}
	}
	return false
}

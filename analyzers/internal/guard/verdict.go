package guard

import (
	"go/types"

	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"golang.org/x/tools/go/ssa"
)

// moduleVerdicts are the names of boolean fields by which a module's own result
// type says that a message was good.
var moduleVerdicts = map[string]bool{
	"Success": true, "Valid": true, "IsValid": true, "Verified": true, "IsVerified": true, "OK": true, "Ok": true,
	"Authentic": true, "Authenticated": true, "SignatureValid": true,
}

// verdictField finds the field of a result type that says whether it is good.
func verdictField(t types.Type) (int, string) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return -1, ""
	}
	for i := range s.NumFields() {
		if moduleVerdicts[s.Field(i).Name()] && isBool(s.Field(i).Type()) {
			return i, s.Field(i).Name()
		}
	}
	return -1, ""
}

// verdictGuarantees finds results whose verdict field is true only after a check.
func (f *Func) verdictGuarantees(returns []*ssa.Return) {
	sig := f.Fn.Signature
	for i := range sig.Results().Len() {
		field, name := verdictField(sig.Results().At(i).Type())
		if field < 0 {
			continue
		}
		var g Guarantee
		ok := true
		for _, r := range returns {
			cs, good := f.verdictAt(r, i, field, name)
			if !good {
				ok = false
				break
			}
			f.fill(&g, cs)
		}
		if ok && g.Name != "" {
			g.When = []Condition{{Result: i, Is: Verdict, Field: name}}
			f.Summary.Guarantees = append(f.Summary.Guarantees, g)
		}
	}
}

// verdictAt returns the checks behind a good verdict at one return; good is
// false when the verdict may be true without any.
func (f *Func) verdictAt(r *ssa.Return, i, field int, name string) (cs []*Check, good bool) {
	v := r.Results[i]
	if c, ok := v.(*ssa.Const); ok && c.IsNil() || f.failsWith(r) {
		return nil, true
	}
	if cs := f.covered(r); len(cs) > 0 {
		return cs, true
	}
	root := f.root(v).root
	switch x := root.(type) {
	case *ssa.Alloc:
		if len(f.stores[cell{x, -1}]) > 0 {
			return nil, false
		}
		for _, st := range f.stores[cell{x, field}] {
			if !f.mayBe(st.Val, True, true) {
				continue
			}
			covered := f.covered(st)
			for _, h := range f.implied(st.Val, True, true, 0) {
				covered = append(covered, h.check)
			}
			if len(covered) == 0 {
				return nil, false
			}
			cs = append(cs, covered...)
		}
		return cs, true
	case *ssa.Call:
		return f.callVerdict(x, 0, name)
	case *ssa.Extract:
		if call, ok := x.Tuple.(*ssa.Call); ok {
			return f.callVerdict(call, x.Index, name)
		}
	}
	return nil, false
}

// callVerdict passes on the verdict of a call's result.
func (f *Func) callVerdict(call *ssa.Call, result int, name string) (cs []*Check, good bool) {
	for _, c := range f.Checks {
		for _, w := range c.When {
			if c.Instr == ssa.Instruction(call) && w.Is == Verdict && w.Result == result && w.Field == name {
				cs = append(cs, c)
			}
		}
	}
	return cs, len(cs) > 0
}

// goodVerdict reports whether a verdict field with that text means success.
func goodVerdict(s string) bool {
	switch s {
	case "SUCCESS", "success", "VERIFIED", "verified", "Success", "Verified", "VALID", "valid", "OK", "ok":
		return true
	}
	return false
}

// verdictHits are the checks decided by the field of a result that v reads.
func (f *Func) verdictHits(v ssa.Value, want bool) []hit {
	v = ssavalue.Unload(v)
	_, field := fieldOf(v)
	if field == nil || !want {
		return nil
	}
	root := f.root(v).root
	result := 0
	if e, ok := root.(*ssa.Extract); ok {
		root, result = e.Tuple, e.Index
	}
	if a, ok := root.(*ssa.Alloc); ok { // a result held in a variable
		for _, s := range f.stores[cell{a, -1}] {
			r := f.root(s.Val).root
			if e, ok := r.(*ssa.Extract); ok {
				r, result = e.Tuple, e.Index
			}
			root = r
		}
	}
	var out []hit
	for _, c := range f.Checks {
		if v, ok := c.Instr.(ssa.Value); !ok || v != root {
			continue
		}
		for i, w := range c.When {
			if w.Is == Verdict && w.Result == result && w.Field == field.Name() {
				out = append(out, hit{c, i})
			}
		}
	}
	return out
}

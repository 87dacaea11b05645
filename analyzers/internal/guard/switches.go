package guard

import (
	"go/constant"
	"go/token"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"golang.org/x/tools/go/ssa"
)

// edge is a control-flow edge.
type edge struct{ from, to *ssa.BasicBlock }

// Switch is a condition on configuration, or on whether a signature was sent at
// all, with the edge that is taken when it says "do not check".
type Switch struct {
	If *ssa.If
	// What says in words what the condition looks at.
	What string
	edge edge
	// Secret is set when it asks whether a secret is configured.
	Secret bool
}

// failOpen returns the switches that let control reach in without the check
// that otherwise covers it.
func (f *Func) failOpen(in ssa.Instruction) []Switch {
	if len(f.Checks) == 0 {
		return nil
	}
	var out []Switch
	for _, sw := range f.switches() {
		f.without(sw.edge, func() {
			if len(f.covered(in)) > 0 {
				out = append(out, sw)
			}
		})
		if len(out) > 0 {
			return out
		}
	}
	// Two switches may have to be thrown together (a && b).
	all := f.switches()
	for i := range all {
		for j := i + 1; j < len(all) && j < i+6; j++ {
			if all[i].If == all[j].If {
				continue // without both sides nothing is reached
			}
			ok := false
			f.without(all[i].edge, func() {
				f.without(all[j].edge, func() { ok = len(f.covered(in)) > 0 })
			})
			if ok {
				return []Switch{all[i]}
			}
		}
	}
	return nil
}

// FailOpens are the switches that make the function's own guarantee fail open.
func (f *Func) FailOpens() []Switch { return f.failOpens }

func (f *Func) noteFailOpen(sw Switch) {
	for _, o := range f.failOpens {
		if o.If == sw.If {
			return
		}
	}
	f.failOpens = append(f.failOpens, sw)
}

// maxSwitches bounds how many conditions are tried per function.
const maxSwitches = 24

// switches finds the conditions of the function that may skip a check.
func (f *Func) switches() []Switch {
	if f.switchList != nil {
		return *f.switchList
	}
	var out []Switch
	for _, b := range f.Fn.Blocks {
		if len(out) >= maxSwitches {
			break
		}
		i, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for side := range 2 {
			if sw, ok := f.switchOf(i, side); ok {
				out = append(out, sw)
			}
		}
	}
	f.switchList = &out
	return out
}

// switchOf reports whether taking that side of a branch means that something is
// switched off or missing.
func (f *Func) switchOf(i *ssa.If, side int) (Switch, bool) {
	sw := Switch{If: i, edge: edge{i.Block(), i.Block().Succs[side]}}
	what, secret, ok := f.missing(i.Cond, side == 0, 0)
	sw.What, sw.Secret = what, secret
	return sw, ok
}

// missing reports whether cond having that value means: no secret configured,
// switched off, or no signature sent.
func (f *Func) missing(cond ssa.Value, val bool, depth int) (what string, secret, ok bool) {
	if depth > 4 {
		return "", false, false
	}
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return f.missing(c.X, !val, depth+1)
		}
	case *ssa.BinOp:
		if c.Op != token.EQL && c.Op != token.NEQ && c.Op != token.GTR && c.Op != token.LEQ {
			return "", false, false
		}
		x, y := c.X, c.Y
		if isConst(x) {
			x, y = y, x
		}
		k, isC := y.(*ssa.Const)
		if !isC {
			return "", false, false
		}
		equal := (c.Op == token.EQL || c.Op == token.LEQ) == val
		l := f.labelsOf(x)
		switch {
		case isErrorType(x.Type()):
			return "", false, false
		case emptyConst(k) && equal:
			if l.Has(Secret) && !l.Has(Request) {
				return "the secret is empty", true, true
			}
			if l.Has(Header|Body|Query) && !l.Has(Secret) {
				return "no signature is sent", false, f.signatureLike(x)
			}
			if v := verifierValue(x); v != "" {
				return v + " is not set", false, true
			}
			if l.Has(Config) && !l.Has(Request) {
				return "the setting is empty", false, true
			}
		case k.Value != nil && k.Value.Kind() == constant.String && !emptyConst(k):
			if l.Has(Config) && !l.Has(Request|Keyed) {
				return "the environment says so", false, true
			}
		case k.Value != nil && k.Value.Kind() == constant.Bool:
			return f.missing(x, constant.BoolVal(k.Value) == equal, depth+1)
		}
	case *ssa.Extract:
		if lk, isL := c.Tuple.(*ssa.Lookup); isL && lk.CommaOk && c.Index == 1 && !val {
			if f.labelsOf(lk.X).Has(Body|Query|Header) && signatureText(lk.Index) {
				return "no signature is sent", false, true
			}
		}
		if ta, isT := c.Tuple.(*ssa.TypeAssert); isT && ta.CommaOk && c.Index == 1 && !val {
			if f.labelsOf(ta.X).Has(Body|Query|Header) && f.signatureLike(ta.X) {
				return "no signature is sent", false, true
			}
		}
		if call, isC := c.Tuple.(*ssa.Call); isC && !val && refOf(&call.Call).Is("os", "LookupEnv") {
			return "the setting is missing", false, true
		}
	}
	l := f.labelsOf(cond)
	if isBool(cond.Type()) {
		if _, isBin := cond.(*ssa.BinOp); !isBin && l.Has(Config) && !l.Has(Request|Keyed) && switchesOff(settingName(cond), val) {
			return "a setting switches it off", false, true
		}
		if p, isP := cond.(*ssa.Parameter); isP && switchWord(p.Name()) && switchesOff(p.Name(), val) {
			return p.Name() + " switches it off", false, true
		}
	}
	return "", false, false
}

var (
	onWords  = wordSet("enabled enable verify verification strict require required check")
	offWords = wordSet("skip disable disabled insecure bypass ignore debug dev development test testing mock local sandbox")
)

// switchesOff reports whether a setting of that name switches a check off by
// having that value: verify_webhooks does so by being false, skip_verify by
// being true; of other names nothing is known.
func switchesOff(name string, val bool) bool {
	on, off := false, false
	for _, w := range naming.Words(name) {
		on, off = on || onWords[w], off || offWords[w]
	}
	return !on && !off || off == val
}

// settingName is the name of the field or variable that a setting is read from.
func settingName(v ssa.Value) string {
	if u, ok := v.(*ssa.UnOp); ok && u.Op == token.MUL {
		v = u.X
	}
	if _, field := fieldOf(v); field != nil {
		return field.Name()
	}
	if g, ok := v.(*ssa.Global); ok {
		return g.Name()
	}
	return ""
}

func emptyConst(k *ssa.Const) bool {
	if k.IsNil() {
		return true
	}
	if k.Value == nil {
		return false
	}
	switch k.Value.Kind() {
	case constant.String:
		return constant.StringVal(k.Value) == ""
	case constant.Int:
		n, _ := constant.Int64Val(k.Value)
		return n == 0
	}
	return false
}

// without runs do as if control never took an edge.
func (f *Func) without(e edge, do func()) {
	edges, vals := f.edges, f.vals
	f.edges = make(map[*ssa.BasicBlock][2][]hit)
	f.vals = make(map[valKey][]hit)
	f.removed = append(f.removed, e)
	do()
	f.removed = f.removed[:len(f.removed)-1]
	f.edges, f.vals = edges, vals
}

func (f *Func) isRemoved(from, to *ssa.BasicBlock) bool {
	for _, e := range f.removed {
		if e.from == from && e.to == to {
			return true
		}
	}
	return false
}

// skipped reports whether a block is entered over removed edges only.
func (f *Func) skipped(b *ssa.BasicBlock) bool {
	if len(f.removed) == 0 || len(b.Preds) == 0 {
		return false
	}
	for _, p := range b.Preds {
		if !f.isRemoved(p, b) {
			return false
		}
	}
	return true
}

package guard

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"golang.org/x/tools/go/ssa"
)

// summarise computes what callers learn.
func (f *Func) summarise() {
	s := &f.Summary
	sig := f.Fn.Signature
	if sig.Recv() != nil {
		s.Method = methodKey(f.Fn.Name(), sig)
		s.Mock = mockName(f.Fn, f.pkg)
	}
	s.Results = make([]Labels, sig.Results().Len())
	returns := f.returns()
	for _, r := range returns {
		for i, v := range r.Results {
			l := f.labelsOf(v)
			if isErrorType(sig.Results().At(i).Type()) {
				l &^= Secret | Config | MAC | Digest
			}
			if f.made(v) {
				s.Results[i] |= f.madeOf(i, v)
			} else {
				s.Results[i] |= l
			}
			if b := f.bound[f.root(v).root]; b != 0 {
				if s.Bound == nil {
					s.Bound = make([]Labels, sig.Results().Len())
				}
				s.Bound[i] |= b
			}
			if l.Has(Fetched) {
				s.Fetches = true
			}
		}
	}
	for i, p := range f.params {
		for c, l := range f.cells {
			if l &^= ParamLabel(i); c.root == p && l != 0 && !f.ruled(c) {
				st := Stored{Param: i, Field: c.field, Labels: l}
				if c.field < 0 {
					st.Bound = f.bound[p]
				}
				s.Out = append(s.Out, st)
			}
		}
	}
	slices.SortFunc(s.Fields, func(a, b ResultField) int {
		return cmp.Or(cmp.Compare(a.Result, b.Result), cmp.Compare(a.Field, b.Field))
	})
	slices.SortFunc(s.Out, func(a, b Stored) int { return cmp.Or(cmp.Compare(a.Param, b.Param), cmp.Compare(a.Field, b.Field)) })
	s.Fetches = s.Fetches || f.fetches()
	f.outcomes(returns)
	f.guarantees(returns)
	f.exportEffects()
	s.Compares = f.comparesAmount()
	f.exportSettled()
	s.Middleware = f.middlewareCheck()
	if f.IsHandler() && f.Fn.Parent() == nil && len(s.Effects) > 0 {
		s.Marks = f.marks()
	}
}

// fetches reports whether the function asks another server about something.
func (f *Func) fetches() bool {
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if isFetch(refOf(call.Common())) {
				return true
			}
			for _, s := range f.calleesOf(call) {
				if s.Fetches {
					return true
				}
			}
		}
	}
	return false
}

func mockName(fn *ssa.Function, p *Package) bool {
	name := strings.ToLower(types.TypeString(fn.Signature.Recv().Type(), func(*types.Package) string { return "" }) + " " + p.Pass.Pkg.Name())
	file := p.Pass.Fset.Position(fn.Pos()).Filename
	return strings.Contains(name, "mock") || strings.Contains(name, "fake") || strings.HasSuffix(file, "_test.go") || strings.HasSuffix(p.Pass.Pkg.Name(), "test")
}

// returns are the return instructions that the function's normal end reaches.
func (f *Func) returns() []*ssa.Return {
	var out []*ssa.Return
	for _, b := range f.Fn.Blocks {
		if b == f.Fn.Recover {
			continue
		}
		if r, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			out = append(out, r)
		}
	}
	return out
}

// outcomes finds functions that always succeed or always fail.
func (f *Func) outcomes(returns []*ssa.Return) {
	sig := f.Fn.Signature
	n := sig.Results().Len()
	if n == 0 || len(returns) == 0 {
		return
	}
	decides := false
	always, fails := true, isErrorType(sig.Results().At(n-1).Type())
	for _, r := range returns {
		for i, v := range r.Results {
			t := sig.Results().At(i).Type()
			c, isC := v.(*ssa.Const)
			switch {
			case isErrorType(t):
				decides = true
				always = always && isC && c.IsNil()
				if i == n-1 && !f.neverNil(v) && !f.knownNonNil(v, r.Block()) {
					fails = false
				}
			case isBool(t):
				decides = true
				always = always && isC && c.Value != nil && c.Value.String() == "true"
			}
		}
	}
	f.Summary.Wraps = f.wraps(returns)
	f.Summary.AlwaysSucceeds = always && decides
	f.Summary.Fails = fails
}

// candidates are the ways in which a result can say success.
func candidates(t types.Type) []Good {
	switch {
	case isErrorType(t):
		return []Good{NilError}
	case isBool(t):
		return []Good{True}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface:
		return []Good{NonNil}
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			return []Good{One}
		}
	}
	return nil
}

// guarantees computes what success of the function establishes.
func (f *Func) guarantees(returns []*ssa.Return) {
	if len(f.Checks) == 0 {
		return
	}
	sig := f.Fn.Signature
	if sig.Results().Len() == 0 {
		f.guaranteeReturns(returns)
		return
	}
	for i := range sig.Results().Len() {
		for _, good := range candidates(sig.Results().At(i).Type()) {
			if g, ok := f.guarantee(returns, i, good); ok {
				g.When = []Condition{{Result: i, Is: good}}
				f.Summary.Guarantees = append(f.Summary.Guarantees, g)
			}
		}
	}
	f.verdictGuarantees(returns)
	if len(f.Summary.Guarantees) > 0 {
		return
	}
	// A way around that a setting opens is the helper's fault, reported there.
	all := f.switches()
	for _, sw := range all {
		f.without(sw.edge, func() { f.openGuarantees(returns, sw) })
		if len(f.Summary.Guarantees) > 0 {
			return
		}
	}
	// if env == "dev" || env == "staging" { return true }
	for i := range all {
		for j := i + 1; j < len(all) && j < i+6; j++ {
			if all[i].If == all[j].If {
				continue // without both sides nothing is reached
			}
			f.without(all[i].edge, func() {
				f.without(all[j].edge, func() { f.openGuarantees(returns, all[i]) })
			})
			if len(f.Summary.Guarantees) > 0 {
				return
			}
		}
	}
	f.jointGuarantee(returns)
}

// openGuarantees notes what the function would guarantee if a switch were not
// thrown.
func (f *Func) openGuarantees(returns []*ssa.Return, sw Switch) {
	sig := f.Fn.Signature
	for i := range sig.Results().Len() {
		for _, good := range candidates(sig.Results().At(i).Type()) {
			if good == NonNil || good == One {
				continue
			}
			if g, ok := f.guarantee(returns, i, good); ok {
				g.When = []Condition{{Result: i, Is: good}}
				g.FailOpen = true
				f.Summary.Guarantees = append(f.Summary.Guarantees, g)
				f.noteFailOpen(sw)
			}
		}
	}
}

// guaranteeReturns covers functions without results that panic or exit when
// the check fails.
func (f *Func) guaranteeReturns(returns []*ssa.Return) {
	if isHandlerSig(f.Fn.Signature) || len(returns) == 0 {
		return
	}
	var g Guarantee
	for _, r := range returns {
		cs := f.covered(r)
		if len(cs) == 0 {
			return
		}
		f.fill(&g, cs)
	}
	// Returning early is not failing: only a check whose failure does not
	// return at all says something to the caller.
	for _, b := range f.Fn.Blocks {
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Panic); ok {
			g.When = []Condition{{Result: -1, Is: Returns}}
			f.Summary.Guarantees = append(f.Summary.Guarantees, g)
			return
		}
	}
}

// guarantee checks that whenever result i looks good, a check has succeeded.
func (f *Func) guarantee(returns []*ssa.Return, i int, good Good) (Guarantee, bool) {
	var g Guarantee
	found := false
	for _, r := range returns {
		if f.skipped(r.Block()) {
			continue
		}
		v := r.Results[i]
		if !f.mayBe(v, good, true) || good == NilError && f.knownNonNil(v, r.Block()) {
			continue
		}
		if good != NilError && f.failsWith(r) {
			continue
		}
		var cs []*Check
		if covered := f.covered(r); len(covered) > 0 {
			cs = covered
		} else {
			for _, h := range f.implied(v, good, true, 0) {
				if h.check.Covers() && len(h.check.When) == 1 {
					cs = append(cs, h.check)
				}
			}
		}
		if len(cs) == 0 {
			return g, false
		}
		f.fill(&g, cs)
		found = true
	}
	return g, found
}

// failsWith reports whether a return carries an error that is never nil, so
// that its other results are nobody's business.
func (f *Func) failsWith(r *ssa.Return) bool {
	n := len(r.Results)
	if n < 2 {
		return false
	}
	last := r.Results[n-1]
	if !isErrorType(f.Fn.Signature.Results().At(n - 1).Type()) {
		return false
	}
	return f.neverNil(last) || f.knownNonNil(last, r.Block())
}

// fill adds checks to a guarantee.
func (f *Func) fill(g *Guarantee, cs []*Check) {
	for _, c := range cs {
		g.Payload |= c.Payload
		g.FailOpen = g.FailOpen || c.FailOpen
		if g.Name == "" {
			g.Name = c.Name
		}
	}
}

// jointGuarantee handles (bool, error) results that must both be good.
func (f *Func) jointGuarantee(returns []*ssa.Return) {
	sig := f.Fn.Signature
	var when []Condition
	for i := range sig.Results().Len() {
		t := sig.Results().At(i).Type()
		if isErrorType(t) {
			when = append(when, Condition{Result: i, Is: NilError})
		} else if isBool(t) {
			when = append(when, Condition{Result: i, Is: True})
		}
	}
	if len(when) != 2 {
		return
	}
	var g Guarantee
	for _, r := range returns {
		possible := true
		var cs []*Check
		for _, w := range when {
			v := r.Results[w.Result]
			if !f.mayBe(v, w.Is, true) || w.Is == NilError && f.knownNonNil(v, r.Block()) {
				possible = false
			}
			for _, h := range f.implied(v, w.Is, true, 0) {
				cs = append(cs, h.check)
			}
		}
		if !possible {
			continue
		}
		if covered := f.covered(r); len(covered) > 0 {
			cs = covered
		}
		if len(cs) == 0 {
			return
		}
		f.fill(&g, cs)
	}
	if g.Name != "" {
		g.When = when
		f.Summary.Guarantees = append(f.Summary.Guarantees, g)
	}
}

// exportEffects tells callers what is not behind a check of this function.
func (f *Func) exportEffects() {
	covered, open := "", false
	for _, e := range f.Effects {
		if len(e.Covered) > 0 {
			covered = e.Covered[0].Name
			continue
		}
		if len(e.FailOpen) > 0 {
			continue // reported here, at the condition
		}
		open = true
		if len(f.Summary.Effects) >= maxEffects {
			continue
		}
		o := e.Outcome
		if e.InContext || f.payment() {
			o.InContext = true
		}
		dup := slices.ContainsFunc(f.Summary.Effects, func(x Outcome) bool {
			return x.Kind == o.Kind && x.What == o.What && x.Position == o.Position && x.Args == o.Args && x.Choice == o.Choice
		})
		if !dup {
			f.Summary.Effects = append(f.Summary.Effects, o)
		}
	}
	if !open {
		f.Summary.Verifies = covered
	}
}

// maxSettled bounds how many settling writes a function tells its callers.
const maxSettled = 4

// exportSettled tells callers which writes behind a check release money though
// no amount is compared.
func (f *Func) exportSettled() {
	s := &f.Summary
	if s.Compares {
		return
	}
	for _, e := range f.Effects {
		if len(e.Covered) > 0 && Releases(&e.Outcome) && (e.Args | e.Choice | e.Written).Input() &&
			len(s.Settled) < maxSettled && covers(e.Covered) {
			s.Settled = append(s.Settled, e.Outcome)
		}
	}
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok {
				continue
			}
			cs, _ := f.callees(call)
			for _, c := range cs {
				for _, o := range c.Settled {
					if len(s.Settled) >= maxSettled {
						return
					}
					o.Via = append([]Via{{c.Name, c.Position}}, o.Via...)
					s.Settled = append(s.Settled, o)
				}
			}
		}
	}
}

// covers reports whether one of the checks authenticates a message by a
// signature over it, rather than its sender by a token or a password.
func covers(cs []*Check) bool {
	for _, c := range cs {
		if c.Kind != TokenCompare && c.Kind != Assumed && c.Covers() && (c.Kind != Wrapper || c.Payload.Input()) {
			return true
		}
	}
	return false
}

// Releases reports whether an outcome moves a transaction to a state that
// releases money or goods.
func Releases(o *Outcome) bool {
	return (o.Kind == StateWrite || o.Kind == Opaque) && !o.Correlated && (naming.SuccessState(o.Value) || strings.Contains(strings.ToLower(o.Value), "refund"))
}

// fact gathers the summaries of the package.
func (p *Package) fact() *GuardFact {
	fact := &GuardFact{}
	for _, f := range p.funcs {
		if f.Summary.Key == "" {
			continue
		}
		// A copy: a pointer into f would keep the package's code in memory for
		// as long as the fact lives.
		s := f.Summary
		fact.Funcs = append(fact.Funcs, &s)
	}
	return fact
}

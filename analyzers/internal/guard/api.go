package guard

import "golang.org/x/tools/go/ssa"

// Several checks ask about one package at the same time, and answers are
// computed and kept when they are first asked for: every exported method that
// looks further than a field takes the package's lock.

// Labels returns what a value is derived from, including what the memory it
// points to was filled with.
func (f *Func) Labels(v ssa.Value) Labels {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.labelsOf(v)
}

// Stores returns the stores in this function to a field of the object that v
// refers to.
func (f *Func) Stores(v ssa.Value, field int) []*ssa.Store {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.storesOf(v, field)
}

// Covered returns the checks that stand between the function's entry and in:
// no path reaches in without passing the success branch of one of them. It is
// empty when there is a way around.
func (f *Func) Covered(in ssa.Instruction) []*Check {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.covered(in)
}

// CoveredBy is Covered for the checks that ok accepts.
func (f *Func) CoveredBy(in ssa.Instruction, ok func(*Check) bool) []*Check {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.coveredBy(in, ok)
}

// Decides reports whether a branch or a returned value depends on the check's
// outcome.
func (f *Func) Decides(c *Check) bool {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.decides(c)
}

// Branches returns the conditions that in is control-dependent on, nearest first.
func (f *Func) Branches(in ssa.Instruction) []Branch {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.branches(in)
}

// FailOpen returns the switches that let control reach in without the check
// that otherwise covers it.
func (f *Func) FailOpen(in ssa.Instruction) []Switch {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.failOpen(in)
}

// Callees returns the summaries of what a call may run.
func (f *Func) Callees(call ssa.CallInstruction) []*Summary {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.calleesOf(call)
}

// Succeeds reports whether taking that side of a branch means that a check has
// succeeded.
func (f *Func) Succeeds(i *ssa.If, then bool) bool {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.succeeds(i, then)
}

// After reports whether control can go from b to a: a happens later.
func (f *Func) After(a, b ssa.Instruction) bool {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.after(a, b)
}

// FailureRegion returns the blocks that run only when the check has failed; nil
// when no branch decides on it or failing leads on as well.
func (f *Func) FailureRegion(c *Check) []*ssa.BasicBlock {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.failureRegion(c)
}

// ComparesAmount reports whether the function, or one it calls, compares
// amounts, totals or prices.
func (f *Func) ComparesAmount() bool {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.comparesAmount()
}

// Validated reports whether request values are compared with known ones before
// an effect: a switch or comparison with constants, a table, slices.Contains,
// a Valid method.
func (f *Func) Validated(e *Effect) bool {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.validated(e)
}

// Helper reports whether another function of the package that is handed the
// request calls this one: then that one is the entry point.
func (p *Package) Helper(f *Func) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.helper(f)
}

// SummaryOf returns what is known about a function of this package or one that
// it imports.
func (p *Package) SummaryOf(fn *ssa.Function) *Summary {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.summaryOf(fn)
}

// Serves tells that a framework or an adapter calls the function with what it
// has decoded from a request.
func (f *Func) Serves() {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	f.serves()
}

// Entry reports whether requests come in here: the function is a handler, or
// is known to be called with decoded requests.
func (f *Func) Entry() bool {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.inputs != nil || f.IsHandler()
}

// Seen returns the effects as they are when the function serves requests: what
// a framework has decoded for it derives from the body.
func (f *Func) Seen() []*Effect {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	return f.seen()
}

// Marks returns what a handler looks at.
func (f *Func) Marks() *Marks {
	f.pkg.mu.Lock()
	defer f.pkg.mu.Unlock()
	if f.marked == nil {
		f.marked = f.marks()
	}
	return f.marked
}

// Routed returns the handler that a handler which is a router of its own
// chooses with a call, nil for other instructions.
func (p *Package) Routed(in ssa.Instruction) *Func {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.findCalls()
	return p.routed[in]
}

// Routers returns the handlers that choose this one.
func (p *Package) Routers(f *Func) []*Func {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.findCalls()
	return p.routers[f.Fn]
}

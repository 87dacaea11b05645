package driver

import (
	"context"
	"go/types"
	"maps"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
)

// runner is one run.
type runner struct {
	opts   *Options
	graph  *graph
	world  *world
	result *Result

	// facts are the analyzers that packages are run through which were not
	// named; tests those for test files.
	facts []*analysis.Analyzer

	mu       sync.Mutex
	storesOf map[*types.Package]*factStore
	finished int
}

func newRunner(opts *Options, g *graph) *runner {
	w := newWorld(opts.Overlay)
	r := &runner{
		opts: opts, graph: g, world: w,
		result:   &Result{Incomplete: g.broken, Modules: g.modules, readFile: w.read},
		facts:    factAnalyzers(opts.Analyzers),
		storesOf: make(map[*types.Package]*factStore),
	}
	r.result.Stats.Listed = len(g.all)
	for _, u := range g.units {
		if u.named && u.variant == plain {
			r.result.Stats.Named++
			r.result.Packages = append(r.result.Packages, Package{u.PkgPath, u.Dir, len(u.GoFiles)})
		}
	}
	return r
}

// run analyses all units, dependencies first.
func (r *runner) run(ctx context.Context) error {
	r.preload()
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		cond  = sync.NewCond(&mu)
		ready []*unit
		left  = len(r.graph.units)
	)
	for _, u := range r.graph.units {
		if u.waiting == 0 {
			ready = append(ready, u)
		}
	}
	stop := context.AfterFunc(ctx, func() {
		mu.Lock()
		left = 0
		cond.Broadcast()
		mu.Unlock()
	})
	defer stop()
	for range min(r.opts.Parallel, left) {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			for {
				for len(ready) == 0 && left > 0 {
					cond.Wait()
				}
				if left <= 0 {
					return
				}
				u := ready[0]
				ready = ready[1:]
				mu.Unlock()
				r.analyze(ctx, u)
				mu.Lock()
				left--
				for _, user := range u.users {
					if user.waiting--; user.waiting == 0 {
						ready = append(ready, user)
					}
				}
				cond.Broadcast()
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// preload reads the export data that units import and that does not itself
// depend on a unit, which is nearly all of it, before anything else happens.
func (r *runner) preload() {
	r.world.objects.Lock()
	defer r.world.objects.Unlock()
	for _, u := range r.graph.units {
		for _, path := range sortedKeys(u.Imports) {
			if imp := u.Imports[path]; len(r.graph.below[imp]) == 0 {
				r.world.load(imp)
			}
		}
	}
}

// analyze loads one unit, runs the checks that concern it, and records what
// they say. Only types and facts outlive it.
func (r *runner) analyze(ctx context.Context, u *unit) {
	w := r.world
	w.prepare(u.Package)
	w.objects.RLock()
	c := w.check(u)
	u.pkg, u.facts = c.pkg, newFactStore()
	out := new(unitResult)
	switch {
	case len(c.errs) > 0:
		u.bad = u.PkgPath
		out.Incomplete = append(out.Incomplete, w.incomplete(u, c.errs))
	case c.pkg != nil:
		for _, d := range u.deps {
			if d.bad != "" {
				u.bad = d.bad
			}
		}
		out.Incomplete = listErrors(u.Package, u.named)
		r.execute(ctx, u, c, out)
	}
	w.objects.RUnlock()
	w.add(u, u.pkg)
	r.record(u, out)
}

// unitResult is what one unit's analysis says.
type unitResult struct {
	Findings   []Finding
	Evidence   []Evidence
	Incomplete []Incomplete
}

// record adds a unit's result to the run's.
func (r *runner) record(u *unit, out *unitResult) {
	r.mu.Lock()
	r.storesOf[u.pkg] = u.facts
	res := r.result
	res.Stats.Loaded++
	if u.named {
		res.Findings = append(res.Findings, out.Findings...)
		res.Evidence = append(res.Evidence, out.Evidence...)
	}
	for _, inc := range out.Incomplete {
		// Variants of one package fail alike; say it once.
		same := func(o Incomplete) bool { return o.Package == inc.Package && o.Check == inc.Check }
		if !slices.ContainsFunc(res.Incomplete, same) {
			res.Incomplete = append(res.Incomplete, inc)
		}
	}
	r.finished++
	n := r.finished
	r.mu.Unlock()
	if r.opts.Progress != nil {
		r.opts.Progress(n, len(r.graph.units))
	}
}

// analyzersFor returns what a unit is run through.
func (r *runner) analyzersFor(u *unit) []*analysis.Analyzer {
	switch {
	case !u.named:
		return r.facts
	case u.variant != plain:
		return r.opts.TestAnalyzers
	}
	return r.opts.Analyzers
}

// store returns the facts of a package, nil when it has none.
func (r *runner) store(pkg *types.Package) *factStore {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.storesOf[pkg]
}

// visible lists what is below a unit, dependencies first.
func visible(u *unit) []packageStore {
	var all []packageStore
	seen := make(map[*unit]bool)
	var visit func(u *unit)
	visit = func(u *unit) {
		for _, d := range u.deps {
			if !seen[d] {
				seen[d] = true
				visit(d)
				if d.pkg != nil {
					all = append(all, packageStore{d.pkg, d.facts})
				}
			}
		}
	}
	visit(u)
	return all
}

// factAnalyzers are the analyzers with facts that roots need.
func factAnalyzers(roots []*analysis.Analyzer) []*analysis.Analyzer {
	var facts []*analysis.Analyzer
	for _, a := range closure(roots) {
		if len(a.FactTypes) > 0 {
			facts = append(facts, a)
		}
	}
	return facts
}

// closure returns analyzers and what they require, requirements first.
func closure(roots []*analysis.Analyzer) []*analysis.Analyzer {
	var all []*analysis.Analyzer
	seen := make(map[*analysis.Analyzer]bool)
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		for _, req := range a.Requires {
			visit(req)
		}
		all = append(all, a)
	}
	for _, a := range roots {
		visit(a)
	}
	return all
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

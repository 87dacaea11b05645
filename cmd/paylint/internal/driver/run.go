package driver

import (
	"context"
	"errors"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
)

// runner is one run.
type runner struct {
	opts   *Options
	graph  *graph
	world  *world
	result *Result
	// foreign says why a file that a position names is not read.
	foreign func(name string) error
	// raised is what packages say about findings in others.
	raised []Raised

	// facts are the analyzers that packages are run through which were not
	// named; tests those for test files.
	facts     []*analysis.Analyzer
	factTypes map[string]reflect.Type

	mu sync.Mutex
	// unitOf finds the unit whose facts a package has.
	unitOf map[*types.Package]*unit
	sums   map[string][]byte // hashes of files
	// importIDs identify what packages import, see [runner.imports].
	importIDs map[*packages.Package]string
	sources   map[string][]byte // files that are yet to be analysed
	changed   map[string]bool   // files that changed since they were hashed
	finished  int
	// testsFailed are packages and checks of which only a build with tests was
	// said to be incomplete.
	testsFailed map[[2]string]bool

	// emit, when not nil, is told of every unit's result, under the lock.
	emit func(*unit, *unitResult)
	// lenient runs look over errors that leave no type unknown.
	lenient bool
}

func newRunner(opts *Options, g *graph) *runner {
	w := newWorld(opts.Overlay)
	r := &runner{
		opts: opts, graph: g, world: w,
		result:    &Result{Incomplete: g.broken, Modules: g.modules, readFile: g.reader(opts, w)},
		foreign:   g.foreign(opts),
		facts:     factAnalyzers(opts.Analyzers),
		factTypes: factTypes(opts.Analyzers),
		unitOf:    make(map[*types.Package]*unit),
		sums:      make(map[string][]byte),
		sources:   make(map[string][]byte),
		changed:   make(map[string]bool),
		importIDs: make(map[*packages.Package]string),

		testsFailed: make(map[[2]string]bool),
	}
	w.source = r.source
	w.unitsBelow = func(p *packages.Package) []*unit { return g.below[p] }
	w.onLoad = func(p *packages.Package, t *types.Package) {
		// A cached unit, or a copy of a unit that was recompiled for a test.
		u := g.byID[p.ID]
		if u == nil {
			u = g.byID[p.PkgPath]
		}
		if u != nil {
			r.mu.Lock()
			r.unitOf[t] = u
			if u.ID == p.ID {
				u.pkg = t
			}
			r.mu.Unlock()
		}
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
	r.lookUp()
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
				r.process(ctx, u)
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

// lookUp finds the units whose results are cached, as far as that can be said
// before anything was analysed.
func (r *runner) lookUp() {
	if r.opts.Cache == nil {
		return
	}
	for _, u := range r.graph.units {
		r.cached(u)
	}
}

// cached looks for the results of a unit whose dependencies are done.
func (r *runner) cached(u *unit) bool {
	if r.opts.Cache == nil {
		return false
	}
	analyzers := r.analyzersFor(u)
	key, ok := r.key(u, analyzers)
	if !ok {
		return false
	}
	hit := r.opts.Cache.get(key)
	if hit != nil && len(hit.Elsewhere) > 0 {
		hit = r.opts.Cache.get(r.refine(key, hit.Elsewhere))
	}
	if hit == nil {
		return false
	}
	u.hit, u.factsHash, u.typesHash = hit, hit.FactsHash, hit.TypesHash
	r.forget(u)
	return true
}

// forget drops the sources of a unit.
func (r *runner) forget(u *unit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, name := range u.CompiledGoFiles {
		delete(r.sources, name)
	}
}

// preload reads types before anything is analysed: the export data that units
// import and that does not itself depend on a unit, which is nearly all of it,
// and the declarations of units that are not analysed. Where most is cached,
// this is only done for units whose turn is certain to come.
func (r *runner) preload() {
	hits := 0
	for _, u := range r.graph.units {
		if u.hit != nil {
			hits++
		}
	}
	r.world.objects.Lock()
	defer r.world.objects.Unlock()
	for _, u := range r.graph.units {
		if u.hit != nil {
			continue
		}
		if hits > len(r.graph.units)/2 {
			if slices.ContainsFunc(below(u), func(d *unit) bool { return d.hit == nil }) {
				continue
			}
			for _, p := range r.needs(u) {
				r.world.load(p)
			}
		}
		for _, path := range sortedKeys(u.Imports) {
			if imp := u.Imports[path]; len(r.graph.below[imp]) == 0 {
				r.world.load(imp)
			}
		}
	}
}

// process gets the result of one unit, from the cache or by analysis.
func (r *runner) process(ctx context.Context, u *unit) {
	if u.hit == nil && !r.cached(u) {
		r.analyze(ctx, u)
		return
	}
	r.record(u, &unitResult{
		Findings: u.hit.Findings, Evidence: u.hit.Evidence, Raised: u.hit.Raised,
		Incomplete: listErrors(u.Package, u.named),
	})
}

// analyze loads one unit, runs the checks that concern it, and records what
// they say. Only types and facts outlive it.
func (r *runner) analyze(ctx context.Context, u *unit) {
	w := r.world
	w.prepare(r.needs(u))
	w.objects.RLock()
	c := w.check(u, r.source)
	out := new(unitResult)
	for _, d := range below(u) {
		if d.hit != nil && d.pkg == nil {
			u.bad = d.PkgPath // its facts cannot be read without its types
		}
	}
	facts := newFactStore()
	switch {
	case len(c.errs) > 0 && (!r.lenient || hardErrors(c.errs)):
		u.bad = u.PkgPath
		out.Incomplete = append(out.Incomplete, w.incomplete(u, c.errs))
	case c.pkg != nil:
		for _, d := range u.deps {
			if d.bad != "" {
				u.bad = d.bad
			}
		}
		out.Incomplete = listErrors(u.Package, u.named)
		r.execute(ctx, u, c, facts, out)
	}
	w.objects.RUnlock()
	r.mu.Lock()
	u.pkg, u.facts = c.pkg, facts
	r.unitOf[c.pkg] = u
	r.mu.Unlock()
	w.add(u, c.pkg)
	if ctx.Err() == nil && len(c.errs) == 0 {
		r.keep(u, out)
	}
	r.forget(u)
	r.record(u, out)
}

// needs lists the packages whose types a unit's analysis may look at: what it
// imports, and the units below, whose facts it sees.
func (r *runner) needs(u *unit) []*packages.Package {
	var ps []*packages.Package
	for _, path := range sortedKeys(u.Imports) {
		ps = append(ps, u.Imports[path])
	}
	for _, d := range below(u) {
		ps = append(ps, d.Package)
	}
	return ps
}

// keep caches a unit's results, when they are complete: what the go command
// says about the package (no file matches an embed pattern) is said again.
func (r *runner) keep(u *unit, out *unitResult) {
	if r.opts.Cache == nil || u.bad != "" || len(out.Incomplete) > len(listErrors(u.Package, u.named)) {
		return
	}
	facts, err := encodeFacts(u.facts)
	if err != nil {
		return
	}
	key, ok := r.key(u, r.analyzersFor(u))
	if !ok || !r.unchanged(u) {
		return
	}
	u.factsHash, u.typesHash = facts.hash(), typesHash(u.pkg)
	if files := r.elsewhere(u, out, facts); len(files) > 0 {
		r.opts.Cache.put(key, &entry{Elsewhere: files})
		key = r.refine(key, files)
	}
	r.opts.Cache.put(key, &entry{
		Findings: out.Findings, Evidence: out.Evidence, Raised: out.Raised,
		FactsHash: u.factsHash, TypesHash: u.typesHash, facts: facts.bytes(),
	})
}

// unitResult is what one unit's analysis says.
type unitResult struct {
	Findings   []Finding
	Evidence   []Evidence
	Raised     []Raised
	Incomplete []Incomplete
}

// record adds a unit's result to the run's.
func (r *runner) record(u *unit, out *unitResult) {
	r.mu.Lock()
	res := r.result
	if r.emit != nil {
		r.emit(u, out)
	}
	if u.hit != nil {
		res.Stats.Cached++
	} else {
		res.Stats.Loaded++
	}
	if u.named {
		res.Findings = append(res.Findings, out.Findings...)
		res.Evidence = append(res.Evidence, out.Evidence...)
		r.raised = append(r.raised, out.Raised...)
	}
	for _, inc := range out.Incomplete {
		// Variants of one package fail alike; say it once, as the package
		// without its tests does.
		same := func(o Incomplete) bool { return o.Package == inc.Package && o.Check == inc.Check }
		if i := slices.IndexFunc(res.Incomplete, same); i < 0 {
			res.Incomplete = append(res.Incomplete, inc)
			if u.variant != plain {
				r.testsFailed[[2]string{inc.Package, inc.Check}] = true
			}
		} else if key := [2]string{inc.Package, inc.Check}; u.variant == plain && r.testsFailed[key] {
			res.Incomplete[i] = inc
			delete(r.testsFailed, key)
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

// store returns the facts of a package, and the package whose objects they
// belong to; nil when it has none.
func (r *runner) store(pkg *types.Package) (*factStore, *types.Package) {
	r.mu.Lock()
	defer r.mu.Unlock()
	u := r.unitOf[pkg]
	if u == nil {
		// Mentioned in export data only.
		if u = r.graph.byID[pkg.Path()]; u == nil {
			return nil, nil
		}
	}
	return r.storeOf(u), u.pkg
}

// storeOf returns the facts of a unit that is done, decoding them if they are
// cached. The caller holds the lock.
func (r *runner) storeOf(u *unit) *factStore {
	if u.facts == nil && u.hit != nil && u.pkg != nil {
		facts, err := decodeFacts(u.hit.facts, u.pkg, r.factTypes)
		if err != nil {
			// The entry was written whole and has the right hash: a bug.
			panic(errors.New("cached facts of " + u.PkgPath + ": " + err.Error()))
		}
		u.facts = facts
	}
	return u.facts
}

// visible lists what is below a unit, dependencies first.
func (r *runner) visible(u *unit) []packageStore {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []packageStore
	for _, d := range below(u) {
		if d.pkg != nil {
			all = append(all, packageStore{d.pkg, r.storeOf(d)})
		}
	}
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

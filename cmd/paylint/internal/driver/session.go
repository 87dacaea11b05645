package driver

import (
	"context"
	"errors"
	"go/types"
	"maps"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
)

// Session analyses the same packages again and again while they are edited, and
// keeps between the runs what is expensive: the import graph, types and facts.
//
// An edit re-runs the checks on the package that it is in. What importers see
// of a package is its declarations and its facts; as long as these stay the
// same, importers keep the types that they were checked against, and nothing
// else runs. When they change, all packages above it become stale, and are
// analysed when [Session.Finish] is called or when one of them is edited. The
// go command is asked again only when imports, build constraints or the set of
// files change.
//
// A Session is used by one goroutine at a time.
type Session struct {
	opts    Options
	overlay map[string][]byte
	emit    func(PackageResult)

	r *runner
	// stale says that packages have to be listed again.
	stale bool
	// files are the units that a file belongs to; heads what the go command
	// reads of a Go file, as it was when packages were listed.
	files map[string][]*unit
	heads map[string]string
	// dirty units are to be analysed again.
	dirty map[*unit]bool
	// apis and shapes identify what importers see of a unit.
	apis, shapes map[*unit]string
	// said are the IDs of units that emit was called for, with what was found
	// there before other packages had their say.
	said map[string]*unitResult
}

// PackageResult is what a session says about one build of a package: as it is,
// with its tests, or its external tests.
type PackageResult struct {
	// ID tells the builds of packages apart.
	ID string
	// Removed: there is no such package any more.
	Removed bool
	// Broken: it cannot be analysed at the moment, and what was said about it
	// before holds. Incomplete says why.
	Broken     bool
	Findings   []Finding
	Incomplete []Incomplete
}

// NewSession returns a session that has loaded nothing yet. emit is called, by
// one goroutine at a time, whenever there is something new to say about a
// package; a package that does not type-check at the moment keeps what was said
// about it. The overlay of opts is not used.
func NewSession(opts Options, emit func(PackageResult)) *Session {
	return &Session{opts: opts, emit: emit, said: make(map[string]*unitResult)}
}

// Reload makes the next update list packages again.
func (s *Session) Reload() { s.stale = true }

// Loaded reports whether packages were listed and analysed once.
func (s *Session) Loaded() bool { return s.r != nil }

// Pending reports whether packages above edited ones wait for [Session.Finish].
func (s *Session) Pending() bool { return len(s.dirty) > 0 }

// NeedsReload reports whether an update with these contents and changed files
// would list packages again.
func (s *Session) NeedsReload(overlay map[string][]byte, changed []string) bool {
	s.overlay = overlay
	return s.r == nil || s.stale || slices.ContainsFunc(changed, s.changesGraph)
}

// Update brings the packages of changed files up to date. overlay holds the
// contents of files that differ from those on disk; it must not be changed
// afterwards.
func (s *Session) Update(ctx context.Context, overlay map[string][]byte, changed []string) error {
	if s.NeedsReload(overlay, changed) {
		s.stale = true
		if err := s.load(ctx); err != nil {
			return err
		}
		s.stale = false
		return nil
	}
	var edited []*unit
	for _, u := range s.r.graph.units {
		for _, name := range changed {
			if slices.Contains(s.files[name], u) {
				s.dirty[u] = true
				edited = append(edited, u)
				break
			}
		}
	}
	// Packages as they are say most; their tests can wait.
	for _, u := range edited {
		if u.variant != plain && slices.ContainsFunc(edited, func(o *unit) bool { return o.variant == plain }) {
			continue
		}
		for _, d := range append(below(u), u) {
			if s.dirty[d] {
				if err := s.refresh(ctx, d); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Finish analyses what is stale because of earlier updates.
func (s *Session) Finish(ctx context.Context) error {
	if s.r == nil {
		return nil
	}
	for _, u := range s.r.graph.units {
		if s.dirty[u] {
			if err := s.refresh(ctx, u); err != nil {
				return err
			}
		}
	}
	return nil
}

// load lists packages and analyses all of them, from the cache where possible.
func (s *Session) load(ctx context.Context) error {
	opts := s.opts
	opts.Overlay = s.unsaved()
	if err := analysis.Validate(opts.Analyzers); err != nil {
		return err
	}
	if opts.Parallel <= 0 {
		opts.Parallel = parallel()
	}
	g, err := load(ctx, &opts)
	if err != nil && !errors.Is(err, ErrNoPackages) {
		return err
	}
	if g == nil {
		g = &graph{byID: make(map[string]*unit)}
	}
	r := newRunner(&opts, g)
	r.world.read = s.read
	if err := r.findExports(ctx); err != nil {
		return err
	}
	if s.r != nil {
		r.world.inherit(g, s.r.world, s.r.graph)
	}
	s.r, s.dirty = r, make(map[*unit]bool)
	s.apis, s.shapes = make(map[*unit]string), make(map[*unit]string)
	s.index()
	r.emit, r.lenient = s.say, true
	if err := r.run(ctx); err != nil {
		s.r = nil
		return err
	}
	r.emit = nil
	s.compact()
	r.result = &Result{readFile: s.read} // it has been said
	for id := range s.said {
		if g.byID[id] == nil {
			delete(s.said, id)
			s.emit(PackageResult{ID: id, Removed: true})
		}
	}
	return nil
}

// compact drops the types of units that were just analysed, which hold those of
// every local variable. What edits need is read again, declarations alone.
func (s *Session) compact() {
	r, w := s.r, s.r.world
	w.mu.Lock()
	defer w.mu.Unlock()
	dropped := make(map[*unit]bool)
	for _, u := range r.graph.units {
		if u.hit != nil || u.pkg == nil || u.bad != "" || u.facts == nil {
			continue
		}
		data, err := encodeFacts(u.facts)
		if err != nil {
			continue
		}
		u.hit = &entry{TypesHash: typesHash(u.pkg), facts: data.bytes()}
		dropped[u] = true
	}
	// A package that stays would mention types of one that goes.
	for _, u := range r.graph.units {
		if u.hit != nil && u.pkg != nil {
			delete(r.unitOf, u.pkg)
			u.pkg, u.facts = nil, nil
			w.forget(u.Package)
		} else if slices.ContainsFunc(below(u), func(d *unit) bool { return dropped[d] }) {
			delete(r.unitOf, u.pkg)
			u.pkg = nil
			w.forget(u.Package)
		}
	}
	for _, p := range r.graph.all {
		if r.graph.byID[p.ID] == nil && len(r.graph.below[p]) > 0 {
			w.forget(p)
		}
	}
}

// say passes a unit's result on. The caller holds the runner's lock, or there
// is nobody else.
func (s *Session) say(u *unit, out *unitResult) {
	if !u.named {
		return
	}
	before := s.said[u.ID]
	if u.bad == u.PkgPath {
		if before == nil {
			s.said[u.ID] = new(unitResult)
		}
		s.emit(PackageResult{ID: u.ID, Incomplete: out.Incomplete, Broken: true})
		return
	}
	s.said[u.ID] = out
	s.emit(PackageResult{ID: u.ID, Incomplete: out.Incomplete, Findings: s.raised(out)})
	if before == nil && len(out.Raised) == 0 || before != nil && slices.Equal(before.Raised, out.Raised) {
		return
	}
	// What is found elsewhere may be an error now, or a warning again.
	for _, id := range sortedKeys(s.said) {
		other := s.said[id]
		if other != out && slices.ContainsFunc(other.Findings, func(f Finding) bool { return f.Cause.File != "" }) {
			s.emit(PackageResult{ID: id, Incomplete: other.Incomplete, Findings: s.raised(other)})
		}
	}
}

// raised returns a unit's findings as all packages together see them.
func (s *Session) raised(out *unitResult) []Finding {
	var all []Raised
	for _, other := range s.said {
		all = append(all, other.Raised...)
	}
	res := &Result{Findings: slices.Clone(out.Findings)}
	res.raise(all)
	return res.Findings
}

// unsaved is the part of the overlay that the go command has to know of.
func (s *Session) unsaved() map[string][]byte {
	m := make(map[string][]byte)
	for name, src := range s.overlay {
		if disk, err := os.ReadFile(name); err != nil || string(disk) != string(src) {
			m[name] = src
		}
	}
	return m
}

func (s *Session) read(name string) ([]byte, error) {
	if src, ok := s.overlay[name]; ok {
		return src, nil
	}
	return os.ReadFile(name)
}

// index notes which unit a file belongs to.
func (s *Session) index() {
	s.files, s.heads = make(map[string][]*unit), make(map[string]string)
	for _, u := range s.r.graph.units {
		names := make(map[string]bool)
		for _, name := range slices.Concat(u.GoFiles, u.CompiledGoFiles, u.EmbedFiles) {
			names[name] = true
		}
		for name := range names {
			s.files[name] = append(s.files[name], u)
		}
		for _, name := range slices.Concat(u.GoFiles, u.CompiledGoFiles, u.IgnoredFiles) {
			if _, ok := s.heads[name]; !ok && strings.HasSuffix(name, ".go") {
				s.heads[name] = ""
				if src, err := s.read(name); err == nil {
					s.heads[name] = head(src)
				}
			}
		}
	}
}

// changesGraph reports whether the go command has to look at a file again.
func (s *Session) changesGraph(name string) bool {
	if !strings.HasSuffix(name, ".go") {
		return false
	}
	before, known := s.heads[name]
	src, err := s.read(name)
	if !known {
		return err == nil
	}
	if err != nil {
		return true
	}
	if now := head(src); now != before && now != "" {
		return true
	}
	// What cgo makes of a file is not the file.
	return slices.ContainsFunc(s.files[name], func(u *unit) bool {
		return !slices.Contains(u.CompiledGoFiles, name) && slices.Contains(u.GoFiles, name)
	})
}

// refresh analyses one unit again. The units below it are up to date.
func (s *Session) refresh(ctx context.Context, u *unit) error {
	r, w := s.r, s.r.world
	for _, name := range slices.Concat(u.CompiledGoFiles, u.EmbedFiles) {
		delete(r.sums, name)
		delete(r.sources, name)
	}
	w.prepare(r.needs(u))
	w.objects.RLock()
	c := w.check(u, s.read)
	facts, out := newFactStore(), new(unitResult)
	broken := c.pkg == nil || hardErrors(c.errs)
	bad := u.bad
	if broken {
		out.Incomplete = []Incomplete{w.incomplete(u, append(c.errs, errNoTypes)[:max(1, len(c.errs))])}
	} else {
		u.bad = ""
		for _, d := range u.deps {
			if d.bad != "" {
				u.bad = d.bad
			}
		}
		r.execute(ctx, u, c, facts, out)
	}
	w.objects.RUnlock()
	if err := ctx.Err(); err != nil {
		u.bad = bad
		s.discard(c)
		return err
	}
	delete(s.dirty, u)
	if broken {
		s.discard(c)
		if s.said[u.ID] == nil {
			s.said[u.ID] = new(unitResult)
		}
		s.emit(PackageResult{ID: u.ID, Broken: true, Incomplete: out.Incomplete})
		return nil
	}
	s.say(u, out)
	if !s.adopt(u, c.pkg, facts, bad == u.PkgPath) {
		s.discard(c)
	}
	return nil
}

var errNoTypes = errors.New("it could not be loaded")

// hardErrors reports whether there are errors that leave types unknown. Unused
// variables and imports do not; they come and go while code is written.
func hardErrors(errs []error) bool {
	return slices.ContainsFunc(errs, func(err error) bool {
		var te types.Error
		return !errors.As(err, &te) || !te.Soft
	})
}

// discard forgets the positions of files whose syntax is not used any more.
func (s *Session) discard(c *checked) {
	fset := s.r.world.fset
	for _, f := range c.files {
		if tf := fset.File(f.FileStart); tf != nil {
			fset.RemoveFile(tf)
		}
	}
}

// adopt compares what importers see of a unit with what they saw before, and
// marks them stale when it differs. It reports whether pkg is what importers
// see from now on.
func (s *Session) adopt(u *unit, pkg *types.Package, facts *factStore, wasBad bool) bool {
	if len(u.users) == 0 {
		return false
	}
	r := s.r
	switch {
	case s.apis[u] != "" || wasBad:
	case u.pkg == nil:
		// Nobody has looked at its types yet: its results were cached.
		if u.hit != nil && u.hit.TypesHash == typesHash(pkg) {
			if old, err := decodeFacts(u.hit.facts, pkg, r.factTypes); err == nil {
				s.apis[u], s.shapes[u] = apiHash(pkg), shapeOf(old)
			}
		}
	default:
		s.apis[u] = apiHash(u.pkg)
		r.mu.Lock()
		if old := r.storeOf(u); old != nil {
			s.shapes[u] = shapeOf(old)
		}
		r.mu.Unlock()
	}
	api, shape := apiHash(pkg), shapeOf(facts)
	sameAPI, sameFacts := api == s.apis[u], shape == s.shapes[u] && shape != ""
	s.apis[u], s.shapes[u] = api, shape
	above := transitiveUsers(u)
	if !sameAPI || !sameFacts {
		for _, user := range above {
			s.dirty[user] = true
		}
	}
	if sameAPI && u.pkg != nil {
		if len(facts.objects) > 0 {
			if data, err := encodeFacts(facts); err == nil {
				if moved, err := decodeFacts(data.bytes(), u.pkg, r.factTypes); err == nil {
					facts = moved
				}
			}
		}
		u.facts, u.hit = facts, nil
		return false
	}
	delete(r.unitOf, u.pkg)
	u.pkg, u.facts, u.hit = pkg, facts, nil
	r.unitOf[pkg] = u
	r.world.add(u, pkg)
	if !sameAPI {
		s.dropTypes(u, above)
	}
	return true
}

// dropTypes forgets the types of the packages above a unit that has changed:
// they mention its old ones. They are made from source when they are needed.
func (s *Session) dropTypes(u *unit, above []*unit) {
	r, w := s.r, s.r.world
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, d := range above {
		if d.facts != nil && len(d.facts.objects) > 0 {
			if data, err := encodeFacts(d.facts); err == nil {
				d.hit, d.facts = &entry{facts: data.bytes()}, nil
			}
		}
		delete(r.unitOf, d.pkg)
		d.pkg = nil
		w.forget(d.Package)
	}
	for _, p := range r.graph.all {
		if r.graph.byID[p.ID] == nil && slices.ContainsFunc(r.graph.below[p], func(b *unit) bool { return b == u || slices.Contains(above, b) }) {
			w.forget(p)
		}
	}
}

// transitiveUsers are the units above u, those that import it first.
func transitiveUsers(u *unit) []*unit {
	seen := make(map[*unit]bool)
	var all []*unit
	var visit func(u *unit)
	visit = func(u *unit) {
		for _, user := range u.users {
			if !seen[user] {
				seen[user] = true
				all = append(all, user)
				visit(user)
			}
		}
	}
	visit(u)
	return all
}

// forget drops a package's types. The caller holds the lock of the maps.
func (w *world) forget(p *packages.Package) {
	delete(w.byID, p.ID)
	delete(w.failed, p.ID)
	if p.ForTest == "" {
		delete(w.shared, p.PkgPath)
	}
}

// inherit takes over, from the world of an earlier listing, the types of
// packages that are still the same, as is everything that they import.
func (w *world) inherit(g *graph, from *world, old *graph) {
	before := make(map[string]*packages.Package, len(old.all))
	for _, p := range old.all {
		before[p.ID] = p
	}
	same := make(map[string]bool)
	w.fset = from.fset
	for _, p := range g.all { // imports come first
		q := before[p.ID]
		ok := q != nil && q.ExportFile == p.ExportFile && p.ExportFile != "" && p.ForTest == "" &&
			len(g.below[p]) == 0 && len(old.below[q]) == 0 && len(p.Imports) == len(q.Imports)
		for path := range maps.Keys(p.Imports) {
			imp := p.Imports[path]
			ok = ok && (same[imp.ID] || imp.PkgPath == "unsafe")
		}
		if !ok {
			continue
		}
		same[p.ID] = true
		if t := from.shared[p.PkgPath]; t != nil {
			w.shared[p.PkgPath] = t
		}
		if t := from.byID[p.ID]; t != nil {
			w.byID[p.ID] = t
		}
	}
}

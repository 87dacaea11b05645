package driver

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/paylint/paylint/analyzers"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// Standalone is [Run] by the plain analysis driver of golang.org/x/tools:
// everything, dependencies included, from source, in one process and without a
// cache. It is slow and says the same; it is there to compare with.
func Standalone(ctx context.Context, opts Options) (*Result, error) {
	if err := checkDir(opts.Dir); err != nil {
		return nil, err
	}
	patterns := opts.Patterns
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	w := newWorld(opts.Overlay)
	roots, err := packages.Load(&packages.Config{
		Context: ctx, Mode: packages.LoadAllSyntax | packages.NeedModule | packages.NeedForTest | packages.NeedEmbedFiles,
		Dir: opts.Dir, Env: opts.Env, BuildFlags: opts.BuildFlags, Overlay: opts.Overlay, Fset: w.fset,
		Tests: opts.wantTests(patterns),
	}, patterns...)
	if err != nil {
		return nil, listError(err.Error(), opts.Dir)
	}
	g := &graph{byID: make(map[string]*unit)}
	g.arrange(roots)
	if err := g.nothing(opts.Dir, patterns); err != nil {
		return nil, err
	}
	r := newRunner(&opts, g)
	r.world = w
	r.result.readFile = g.reader(&opts, w)
	var good []*packages.Package
	units := make(map[*packages.Package]*unit)
	for _, u := range g.units {
		if !u.named {
			continue
		}
		units[u.Package] = u
		if u.IllTyped {
			r.record(u, &unitResult{Incomplete: []Incomplete{w.incomplete(u, packageErrors(u.Package))}})
			continue
		}
		m := r.moduleOf(u)
		u.Module = &packages.Module{Path: m.Path, Main: m.Main, Dir: m.Dir, GoMod: m.GoMod, GoVersion: m.GoVersion}
		good = append(good, u.Package)
	}
	guards, originals := Guard(opts.Analyzers)
	analysed, err := checker.Analyze(guards, good, nil)
	if err != nil {
		return nil, err
	}
	isTest := make(map[*analysis.Analyzer]bool)
	for _, a := range opts.TestAnalyzers {
		isTest[a] = true
	}
	outs := make(map[*unit]*unitResult)
	for act := range analysed.All() {
		u := units[act.Package]
		if u == nil {
			continue
		}
		if outs[u] == nil {
			outs[u] = &unitResult{Incomplete: listErrors(u.Package, true)}
		}
		if act.Err != nil {
			if !strings.HasPrefix(act.Err.Error(), "failed prerequisites") {
				outs[u].Incomplete = append(outs[u].Incomplete, Incomplete{Package: u.PkgPath, Check: act.Analyzer.Name, Error: act.Err.Error()})
			}
			continue
		}
		if found, ok := act.Result.(*analyzers.Result); ok && act.IsRoot && (u.variant == plain || isTest[originals[act.Analyzer]]) {
			r.resolve(u, found, outs[u])
		}
	}
	for _, u := range g.units {
		if outs[u] != nil {
			r.record(u, outs[u])
		}
	}
	r.result.raise(r.raised)
	r.result.sort()
	return r.result, ctx.Err()
}

// packageErrors are the errors of a package that go/packages type-checked.
func packageErrors(p *packages.Package) []error {
	var errs []error
	for _, e := range p.TypeErrors {
		errs = append(errs, e)
	}
	if len(errs) == 0 {
		for _, e := range p.Errors {
			errs = append(errs, errors.New(e.Msg))
		}
	}
	if len(errs) == 0 {
		errs = append(errs, fmt.Errorf("a package that it imports does not type-check"))
	}
	return errs
}

// Guard copies analyzers, with all they require, so that a panic in one is an
// error that names check and package: other drivers do not recover. The second
// result maps copies to originals.
func Guard(roots []*analysis.Analyzer) ([]*analysis.Analyzer, map[*analysis.Analyzer]*analysis.Analyzer) {
	copies := make(map[*analysis.Analyzer]*analysis.Analyzer)
	originals := make(map[*analysis.Analyzer]*analysis.Analyzer)
	for _, a := range closure(roots) {
		guard := *a
		guard.Requires = nil
		for _, req := range a.Requires {
			guard.Requires = append(guard.Requires, copies[req])
		}
		guard.Run = func(pass *analysis.Pass) (any, error) {
			inner := *pass
			inner.Analyzer = a
			inner.ResultOf = make(map[*analysis.Analyzer]any, len(pass.ResultOf))
			for req, res := range maps.All(pass.ResultOf) {
				inner.ResultOf[originals[req]] = res
			}
			return guarded(a, &inner)
		}
		copies[a], originals[&guard] = &guard, a
	}
	var guards []*analysis.Analyzer
	for _, a := range roots {
		guards = append(guards, copies[a])
	}
	return guards, originals
}

package driver

import (
	"context"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/paylint/paylint/analyzers"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
)

// execute runs the analyzers of one unit, one after the other; parallelism is
// between units.
func (r *runner) execute(ctx context.Context, u *unit, c *checked, facts *factStore, out *unitResult) {
	roots := r.analyzersFor(u)
	isRoot := make(map[*analysis.Analyzer]bool, len(roots))
	for _, a := range roots {
		isRoot[a] = true
	}
	view := &factView{
		own: c.pkg, store: facts, others: r.store,
		visible: sync.OnceValue(func() []packageStore { return r.visible(u) }),
	}
	module := r.moduleOf(u)
	results := make(map[*analysis.Analyzer]any)
	failed := make(map[*analysis.Analyzer]bool)
	for _, a := range closure(roots) {
		if ctx.Err() != nil {
			return
		}
		resultOf := make(map[*analysis.Analyzer]any, len(a.Requires))
		for _, req := range a.Requires {
			failed[a] = failed[a] || failed[req]
			resultOf[req] = results[req]
		}
		if failed[a] {
			continue // its prerequisite's failure has been said
		}
		ofType := make(map[reflect.Type]bool, len(a.FactTypes))
		for _, f := range a.FactTypes {
			ofType[factType(f)] = true
		}
		pass := &analysis.Pass{
			Analyzer: a, Fset: r.world.fset, Files: c.files, Pkg: c.pkg, TypesInfo: c.info,
			TypesSizes: u.TypesSizes, OtherFiles: u.OtherFiles, IgnoredFiles: u.IgnoredFiles,
			Module: module, ResultOf: resultOf, ReadFile: r.world.read,
			// Findings are read from the checks' results, which say more.
			Report:            func(analysis.Diagnostic) {},
			ImportObjectFact:  view.importObject,
			ImportPackageFact: view.importPackage,
			ExportObjectFact:  view.exportObject,
			ExportPackageFact: view.exportPackage,
			AllObjectFacts:    func() []analysis.ObjectFact { return view.allObjects(ofType) },
			AllPackageFacts:   func() []analysis.PackageFact { return view.allPackages(ofType) },
		}
		if u.variant != plain && !r.testsWhole() {
			if res, ok := analyzers.WithoutFlow(a, pass); ok {
				results[a] = res
				continue
			}
		}
		res, err := guarded(a, pass)
		if err != nil {
			failed[a] = true
			inc := Incomplete{Package: u.PkgPath, Check: a.Name, Error: err.Error()}
			if u.bad != "" {
				// Types are missing: not the check's fault.
				inc = Incomplete{Package: u.PkgPath, Error: "it imports " + u.bad + ", which does not type-check"}
			}
			out.Incomplete = append(out.Incomplete, inc)
			continue
		}
		results[a] = res
		if found, ok := res.(*analyzers.Result); ok && isRoot[a] {
			r.resolve(u, found, out)
		}
	}
}

// testsWhole reports whether all checks report in tests, not only those that
// look for literals.
func (r *runner) testsWhole() bool { return len(r.opts.TestAnalyzers) == len(r.opts.Analyzers) }

// guarded runs one analyzer and turns a panic into an error.
func guarded(a *analysis.Analyzer, pass *analysis.Pass) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("check %s panicked: %v (%s)", a.Name, p, panicPlace(string(debug.Stack())))
			if os.Getenv("PAYLINT_DEBUG") != "" {
				err = fmt.Errorf("%w\n%s", err, debug.Stack())
			}
		}
	}()
	result, err = a.Run(pass)
	if err != nil {
		return nil, fmt.Errorf("check %s failed: %w", a.Name, err)
	}
	if got := reflect.TypeOf(result); got != a.ResultType {
		return nil, fmt.Errorf("check %s returned a %v, not a %v", a.Name, got, a.ResultType)
	}
	return result, nil
}

// panicPlace finds where a panic happened in a stack trace: the first place
// after the runtime's own.
func panicPlace(stack string) string {
	_, after, ok := strings.Cut(stack, "\npanic(")
	if !ok {
		after = stack
	}
	lines := strings.Split(after, "\n")
	for _, line := range lines[min(2, len(lines)):] {
		if place, ok := strings.CutPrefix(line, "\t"); ok && !strings.Contains(place, "/runtime/") {
			place, _, _ = strings.Cut(place, " ")
			return filepath.Base(filepath.Dir(place)) + "/" + filepath.Base(place)
		}
	}
	return "place unknown"
}

// moduleOf returns what checks see as the unit's module. A named package is
// theirs to judge, wherever it comes from: it has no version.
func (r *runner) moduleOf(u *unit) *analysis.Module {
	m := u.Module
	if m == nil && strings.HasPrefix(u.PkgPath, "command-line-arguments") {
		m = r.graph.main
	}
	if m == nil {
		if !u.named {
			return nil
		}
		m = &packages.Module{Path: "stdlib"}
	}
	return &analysis.Module{Path: m.Path, Main: m.Main, Dir: m.Dir, GoMod: m.GoMod, GoVersion: m.GoVersion}
}

// resolve turns a check's result into files and lines.
func (r *runner) resolve(u *unit, found *analyzers.Result, out *unitResult) {
	p := places{r.world.fset}
	for _, f := range found.Findings {
		start := p.at(f.Pos)
		if u.variant != plain && !strings.HasSuffix(start.File, "_test.go") {
			continue // the package as it is reports these
		}
		res := Finding{
			Package: u.PkgPath, Check: f.Check, Category: f.Category, Severity: f.Severity,
			Controls: f.Controls, CWE: f.CWE, Message: f.Message, Start: start, End: p.end(f.Pos, f.End),
		}
		if f.Cause.IsValid() {
			res.Cause = p.at(f.Cause)
		}
		for _, s := range f.Trace {
			step := Step{Message: s.Message}
			if s.Pos.IsValid() {
				step.Start, step.End = p.at(s.Pos), p.end(s.Pos, s.End)
			} else {
				step.Start = Position{File: s.Position.Filename, Line: s.Position.Line, Column: max(s.Position.Column, 1), Offset: -1}
				step.End = step.Start
			}
			res.Trace = append(res.Trace, step)
		}
		for _, fix := range f.Fixes {
			if f, ok := p.fix(fix); ok {
				res.Fixes = append(res.Fixes, f)
			}
		}
		if s := f.Suppressed; s != nil {
			res.Suppressed = &Suppression{Reason: s.Reason, Start: p.at(s.Pos)}
		}
		out.Findings = append(out.Findings, res)
	}
	if u.variant != plain {
		return
	}
	for _, x := range found.Raised {
		out.Raised = append(out.Raised, Raised{x.Check, x.Category, Position{File: x.At.Filename, Line: x.At.Line, Column: max(x.At.Column, 1), Offset: -1}})
	}
	for _, e := range found.Evidence {
		out.Evidence = append(out.Evidence, Evidence{
			Package: u.PkgPath, Check: e.Check, Controls: e.Controls, Text: e.Text,
			Start: p.at(e.Pos), End: p.end(e.Pos, e.End),
		})
	}
}

// places turns positions into files and lines.
type places struct{ fset *token.FileSet }

func (p places) at(pos token.Pos) Position {
	if !pos.IsValid() {
		return Position{Offset: -1}
	}
	adjusted, raw := p.fset.Position(pos), p.fset.PositionFor(pos, false)
	res := Position{File: adjusted.Filename, Line: adjusted.Line, Column: max(adjusted.Column, 1), Offset: -1}
	if adjusted == raw {
		res.Offset = raw.Offset
	}
	return res
}

// end is the place after a range; a range without an end is empty.
func (p places) end(start, end token.Pos) Position {
	if end < start {
		end = start
	}
	return p.at(end)
}

// fix resolves a fix; one that touches rewritten files is dropped.
func (p places) fix(fix analysis.SuggestedFix) (Fix, bool) {
	res := Fix{Message: fix.Message}
	for _, e := range fix.TextEdits {
		edit := Edit{Start: p.at(e.Pos), End: p.end(e.Pos, e.End), New: string(e.NewText)}
		if edit.Start.Offset < 0 || edit.End.Offset < 0 || edit.Start.File != edit.End.File {
			return Fix{}, false
		}
		res.Edits = append(res.Edits, edit)
	}
	return res, len(res.Edits) > 0
}

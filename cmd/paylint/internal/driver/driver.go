// Package driver runs the suite over the packages of a module.
//
// Only the packages of the main module (of every module of a workspace) are
// loaded from source. Everything else comes from export data, because the
// checks know other modules by their tables and never look into them: this is
// what makes a run ten times cheaper than one that analyses dependencies.
// Packages are analysed in import order, in parallel; what one package exports
// to its importers (facts) stays in memory, its syntax does not.
//
// A package that cannot be loaded, does not type-check, or on which a check
// panics is listed as incomplete; all others still get their results.
package driver

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"

	"github.com/paylint/paylint/analyzers"
	"golang.org/x/tools/go/analysis"
)

// Options say what to analyse.
type Options struct {
	// Dir is the directory in which patterns are read; "" is the current one.
	Dir string
	// Patterns are Go package patterns; none means ".".
	Patterns []string
	// BuildFlags are passed to the go command: "-tags=x".
	BuildFlags []string
	// Env is the environment of the go command; nil is the process's own.
	Env []string
	// Overlay replaces the contents of files (absolute names), as an editor
	// does with unsaved buffers.
	Overlay map[string][]byte
	// Analyzers are the checks to run; their results are [analyzers.Result].
	Analyzers []*analysis.Analyzer
	// TestAnalyzers are those of Analyzers that look at test files as well.
	// Test files are not even loaded when there are none.
	TestAnalyzers []*analysis.Analyzer
	// Parallel is how many packages are analysed at once; 0 is GOMAXPROCS.
	Parallel int
	// Progress, when not nil, is called after every package, by any goroutine.
	Progress func(done, total int)
	// Cache, when not nil, keeps results between runs. Salt must then identify
	// everything that results depend on beside packages: the program's build
	// and the resolved configuration.
	Cache *Cache
	Salt  string
}

// Result is what a run found.
type Result struct {
	// Findings are sorted by file and position, suppressed ones included.
	Findings []Finding
	Evidence []Evidence
	// Incomplete are the packages without (all of) their results.
	Incomplete []Incomplete
	Stats      Stats
	// Packages are the named packages of the main modules, sorted by path.
	Packages []Package
	// Modules are the main module and the workspace's, sorted by path.
	Modules []Module

	readFile func(string) ([]byte, error)
}

// Module is a module whose packages are reported.
type Module struct {
	Path, Dir, GoVersion string
}

// Package is a package that was asked for.
type Package struct {
	Path, Dir string
	// Files is how many Go files of it, tests left out, are in the build.
	Files int
}

// Stats are numbers for people and tests.
type Stats struct {
	// Listed packages are all in the import graph; Named were asked for;
	// Loaded were parsed and type-checked; Cached needed no analysis.
	Listed, Named, Loaded, Cached int
}

// Position is a place in a file. Line and Column count from 1, columns are
// bytes. Offset is -1 where the file was rewritten before compilation (cgo).
type Position struct {
	File         string
	Line, Column int
	Offset       int
}

// Finding is a violation of a control; see [analyzers.Finding].
type Finding struct {
	// Package is the import path.
	Package    string
	Check      string
	Category   string
	Severity   analyzers.Severity
	Controls   []string
	CWE        []string
	Message    string
	Start, End Position
	// Cause is the place that another package may raise the finding by; see
	// [analyzers.Result].
	Cause      Position
	Trace      []Step
	Fixes      []Fix
	Suppressed *Suppression
	// Known findings are listed in the baseline; the command sets it.
	Known bool
}

// Step is one step of a flow, source first.
type Step struct {
	Start, End Position
	Message    string
}

// Fix is one way to correct a finding.
type Fix struct {
	Message string
	Edits   []Edit
}

// Edit replaces part of a file.
type Edit struct {
	Start, End Position
	New        string
}

// Suppression is the directive that silences a finding.
type Suppression struct {
	Reason string
	Start  Position
}

// Evidence is a place where a control is visibly met.
type Evidence struct {
	Package    string
	Check      string
	Controls   []string
	Text       string
	Start, End Position
}

// Incomplete is a package without (all of) its results.
type Incomplete struct {
	// Package is the import path, or what the user named.
	Package string
	// Check is the check that failed, "" when the package could not be loaded.
	Check string
	Error string
	// Pos is the first error's place; its File may be empty.
	Pos Position
}

// ReadFile returns a file as the run saw it, overlays included. Only files of
// the modules and packages that were analysed can be read: see [ErrForeign].
func (r *Result) ReadFile(name string) ([]byte, error) { return r.readFile(name) }

// ErrNoPackages is returned when patterns match nothing.
var ErrNoPackages = errors.New("no packages to analyse")

// Run analyses packages. An error means that nothing could be analysed at all.
func Run(ctx context.Context, opts Options) (*Result, error) {
	if err := analysis.Validate(opts.Analyzers); err != nil {
		return nil, err
	}
	if opts.Parallel <= 0 {
		opts.Parallel = parallel()
	}
	g, err := load(ctx, &opts)
	if err != nil {
		return nil, err
	}
	r := newRunner(&opts, g)
	if err := r.findExports(ctx); err != nil {
		return nil, err
	}
	if err := r.run(ctx); err != nil {
		return nil, err
	}
	res := r.result
	res.raise(r.raised)
	res.sort()
	return res, nil
}

func parallel() int { return runtime.GOMAXPROCS(0) }

// Raised says that a finding in another package is an error.
type Raised struct {
	Check, Category string
	// At is the finding's cause; its offset does not count.
	At Position
}

// raise makes errors of the findings that other packages have shown to be.
func (r *Result) raise(raised []Raised) {
	set := make(map[Raised]bool)
	for _, x := range raised {
		x.At.Offset = 0
		set[x] = true
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		at := f.Cause
		at.Offset = 0
		if at.File != "" && set[Raised{f.Check, f.Category, at}] {
			f.Severity = analyzers.SeverityError
		}
	}
}

// sort orders a result by place and drops what two variants of one package
// both found.
func (r *Result) sort() {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(comparePos(a.Start, b.Start), cmp.Compare(a.Check, b.Check), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Message, b.Message))
	})
	r.Findings = slices.CompactFunc(r.Findings, func(a, b Finding) bool {
		return a.Start == b.Start && a.Check == b.Check && a.Category == b.Category && a.Message == b.Message
	})
	slices.SortStableFunc(r.Evidence, func(a, b Evidence) int {
		return cmp.Or(comparePos(a.Start, b.Start), cmp.Compare(a.Check, b.Check), cmp.Compare(a.Text, b.Text))
	})
	r.Evidence = slices.CompactFunc(r.Evidence, func(a, b Evidence) bool {
		return a.Start == b.Start && a.Check == b.Check && a.Text == b.Text
	})
	slices.SortFunc(r.Packages, func(a, b Package) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortStableFunc(r.Incomplete, func(a, b Incomplete) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Check, b.Check), cmp.Compare(a.Error, b.Error))
	})
	r.Incomplete = slices.Compact(r.Incomplete)
}

func comparePos(a, b Position) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

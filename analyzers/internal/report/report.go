// Package report turns what a check has found into diagnostics.
//
// Every check reports through a [Reporter]: it fills in severity, controls and
// weaknesses from the check's documentation, drops what must never be reported
// (generated files, tests, duplicates of one place), applies suppressions and
// keeps the complete result for drivers that can show more than a diagnostic.
package report

import (
	"cmp"
	"fmt"
	"go/token"
	"reflect"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"golang.org/x/tools/go/analysis"
)

// Step is one step of a flow, source first.
type Step struct {
	Pos, End token.Pos
	// Position replaces Pos when the step is in another package, whose files
	// may not be loaded; zero otherwise.
	Position token.Position
	Message  string
}

// Finding is a violation of a control.
type Finding struct {
	Check    string
	Category string
	Severity catalog.Severity
	Controls []string
	CWE      []string
	// Message is one sentence: lower-case start, no final period; what happens,
	// then what to do. [Reporter.Report] appends the control ids in brackets.
	Message  string
	Pos, End token.Pos
	// Cause is the call that another package may raise the finding by; see
	// [Raised]. It is NoPos for most.
	Cause token.Pos
	Trace []Step
	Fixes []analysis.SuggestedFix
	// Suppressed is the directive that silences the finding, if any.
	Suppressed *Suppression
}

// Evidence is a place where a control is visibly met.
type Evidence struct {
	Check    string
	Controls []string
	// Text is short: "verified by webhook.ConstructEvent".
	Text     string
	Pos, End token.Pos
}

// Raised says that a finding in another package is an error, because of what is
// seen here: an error made there is logged here. A package is analysed before
// those that import it; drivers that see all packages put the two together.
type Raised struct {
	Check, Category string
	// At is the [Finding.Cause].
	At token.Position
}

// Result is what every check returns; drivers read it from ResultOf.
type Result struct {
	Findings []Finding
	Evidence []Evidence
	Raised   []Raised
}

// ResultType is the analysis.Analyzer.ResultType of every check.
var ResultType = reflect.TypeFor[*Result]()

// Reporter collects the findings of one check in one package.
type Reporter struct {
	pass    *analysis.Pass
	doc     *catalog.Doc
	cfg     *config.Config
	result  Result
	files   map[*token.File]fileKind
	seen    map[key]bool
	sup     *Directives
	anyTest bool
}

type key struct {
	category string
	pos      token.Pos
}

// New returns a reporter for one pass of one check.
func New(pass *analysis.Pass, doc *catalog.Doc, cfg *config.Config) *Reporter {
	return &Reporter{
		pass:    pass,
		doc:     doc,
		cfg:     cfg,
		files:   fileKinds(pass, cfg),
		seen:    make(map[key]bool),
		sup:     ParseDirectives(pass.Fset, pass.Files),
		anyTest: doc.Tests,
	}
}

// InTest reports whether pos is in a test file or a test package.
func (r *Reporter) InTest(pos token.Pos) bool {
	return r.files[r.pass.Fset.File(pos)] == testFile
}

// ReportTests makes this reporter report in tests whatever the settings say:
// for hardcodedsecret and envmix, which must look there.
func (r *Reporter) ReportTests() { r.anyTest = true }

// Visible reports whether anything at pos may be reported. Checks may ask it to
// save work; Report asks it anyway.
func (r *Reporter) Visible(pos token.Pos) bool {
	if !pos.IsValid() {
		return false
	}
	tf := r.pass.Fset.File(pos)
	if tf == nil {
		return false
	}
	switch r.files[tf] {
	case never:
		return false
	case testFile:
		return r.cfg.Tests || r.anyTest
	}
	return true
}

// Report records a finding. Check, Controls and CWE are filled in; Severity is
// the category's unless set. A second finding of one category at one place is
// dropped.
func (r *Reporter) Report(f Finding) {
	if !r.Visible(f.Pos) || r.seen[key{f.Category, f.Pos}] || !r.cfg.Reports(r.doc.Name, f.Category) {
		return
	}
	r.seen[key{f.Category, f.Pos}] = true
	cat := r.doc.Category(f.Category)
	f.Check = r.doc.Name
	if f.Severity == "" {
		f.Severity = cat.Severity
	}
	f.Severity = r.cfg.SeverityOf(f.Check, f.Category, f.Severity)
	if f.Controls == nil {
		f.Controls = r.doc.ControlsOf(f.Category)
	}
	f.CWE = r.doc.CWEOf(f.Category)
	if f.End < f.Pos {
		f.End = f.Pos
	}
	f.Message += " [" + strings.Join(f.Controls, ", ") + "]"
	if f.Check != "paylint" { // what is wrong with directives is not for directives to silence
		f.Suppressed = r.sup.Match(r.pass.Fset, r.doc.Name, f.Pos)
	}
	if f.Suppressed != nil && f.Suppressed.Reason == "" && AnyCritical(f.Controls) {
		f.Suppressed = nil // a critical control is silenced only with a reason
	}
	r.result.Findings = append(r.result.Findings, f)
}

// Raise says that the finding of a category whose cause is at a place in another
// package is an error. Settings that fix the category's severity stand.
func (r *Reporter) Raise(category string, at token.Position) {
	raised := Raised{Check: r.doc.Name, Category: category, At: at}
	if !at.IsValid() || slices.Contains(r.result.Raised, raised) || !r.cfg.Reports(r.doc.Name, category) ||
		r.cfg.SeverityOf(r.doc.Name, category, catalog.Error) != catalog.Error {
		return
	}
	r.result.Raised = append(r.result.Raised, raised)
}

// Evidence records a place where a control is met. Controls are the check's
// unless set.
func (r *Reporter) Evidence(e Evidence) {
	if !r.Visible(e.Pos) || r.InTest(e.Pos) || r.seen[key{"evidence " + e.Text, e.Pos}] {
		return
	}
	r.seen[key{"evidence " + e.Text, e.Pos}] = true
	e.Check = r.doc.Name
	if e.Controls == nil {
		e.Controls = r.doc.Controls
	}
	r.result.Evidence = append(r.result.Evidence, e)
}

// Done sorts the result, emits the diagnostics that are not suppressed, and
// returns the result for the check's Run to return.
func (r *Reporter) Done() *Result {
	slices.SortStableFunc(r.result.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Category, b.Category))
	})
	slices.SortStableFunc(r.result.Evidence, func(a, b Evidence) int { return cmp.Compare(a.Pos, b.Pos) })
	for _, f := range r.result.Findings {
		if f.Suppressed == nil {
			r.pass.Report(r.diagnostic(f))
		}
	}
	return &r.result
}

func (r *Reporter) diagnostic(f Finding) analysis.Diagnostic {
	d := analysis.Diagnostic{
		Pos:            f.Pos,
		End:            f.End,
		Category:       f.Category,
		Message:        f.Message,
		URL:            r.doc.URL(),
		SuggestedFixes: f.Fixes,
	}
	if len(f.Trace) == 0 {
		return d
	}
	if r.cfg.TraceInMessage {
		d.Message += TraceText(r.pass.Fset, f.Trace)
		return d
	}
	for _, s := range f.Trace {
		if s.Pos.IsValid() {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: s.Pos, End: s.End, Message: s.Message})
		}
	}
	return d
}

// TraceText writes flow steps as one line, for outputs without related places.
func TraceText(fset *token.FileSet, trace []Step) string {
	var b strings.Builder
	for i, s := range trace {
		p := s.Position
		if s.Pos.IsValid() {
			p = fset.Position(s.Pos)
		}
		name := p.Filename[strings.LastIndexByte(p.Filename, '/')+1:]
		sep := " -> "
		if i == 0 {
			sep = " (flow: "
		}
		fmt.Fprintf(&b, "%s%s at %s:%d", sep, s.Message, name, p.Line)
	}
	return b.String() + ")"
}

// AnyCritical reports whether one of the controls blocks go-live.
func AnyCritical(controls []string) bool {
	return slices.ContainsFunc(controls, func(id string) bool {
		c, ok := catalog.ControlByID(id)
		return ok && c.Critical
	})
}

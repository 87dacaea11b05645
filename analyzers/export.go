package analyzers

//go:generate go run ./internal/docgen ..

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/suppression"
	"golang.org/x/tools/go/analysis"
)

// The types that drivers, plugins and reports need. They live in internal
// packages, because checks are written against those; these are the same types.
type (
	// Config is the settings that all checks of a suite share.
	Config = config.Config
	// Words adds to a built-in word list and removes from it.
	Words = config.Words
	// Paths selects files by patterns.
	Paths = config.Paths

	// Doc is the documentation of one check.
	Doc = catalog.Doc
	// Category is one kind of finding within a check.
	Category = catalog.Category
	// Option is the documentation of one flag of a check.
	Option = catalog.Option
	// Severity is [SeverityError] or [SeverityWarning].
	Severity = catalog.Severity
	// Control is one line of the go-live checklist.
	Control = catalog.Control
	// Section groups controls.
	Section = catalog.Section
	// Mapping is a control's place in public standards.
	Mapping = catalog.Mapping
	// Standard is a list that controls are mapped to.
	Standard = catalog.Standard

	// Result is what every check returns.
	Result = report.Result
	// Finding is a violation of a control.
	Finding = report.Finding
	// Evidence is a place where a control is visibly met.
	Evidence = report.Evidence
	// Step is one step of a flow.
	Step = report.Step
	// Suppression is a directive that silences findings.
	Suppression = report.Suppression
	// Directives are the suppressions of one package.
	Directives = report.Directives
)

const (
	SeverityError   = catalog.Error
	SeverityWarning = catalog.Warning
)

// CheckNames are the names of all checks, those not written yet included.
func CheckNames() []string { return slices.Clone(catalog.Checks) }

// Controls returns the 42 controls in order.
func Controls() []Control { return slices.Clone(catalog.Controls) }

// ControlByID returns the control with that id.
func ControlByID(id string) (Control, bool) { return catalog.ControlByID(id) }

// Sections returns the sections in the order of the checklist.
func Sections() []Section { return slices.Clone(catalog.Sections) }

// Standards returns the standards that controls are mapped to.
func Standards() []Standard { return slices.Clone(catalog.Standards) }

// APIRisk returns the name of a risk of the OWASP API Top 10 (2023), "" for an
// unknown id.
func APIRisk(id string) string { return catalog.APIRisks[id] }

// AnyCritical reports whether one of the controls blocks go-live.
func AnyCritical(controls []string) bool { return report.AnyCritical(controls) }

// ParseDirectives reads the suppression directives of files.
func ParseDirectives(fset *token.FileSet, files []*ast.File) *Directives {
	return report.ParseDirectives(fset, files)
}

// SuppressionDoc documents the analyzer of [Suite.Directives].
func SuppressionDoc() *Doc { return &suppression.Doc }

// Directives returns the analyzer "paylint", which warns about suppression
// directives without a reason and about those that match no finding of checks,
// a subset of the suite. It is no check: it has no findings of its own that a
// control asks for, and drivers run it beside the checks.
func (s *Suite) Directives(checks []*analysis.Analyzer) *analysis.Analyzer {
	return suppression.New(s.Config, checks)
}

// ResultType is the ResultType of every check.
var ResultType = report.ResultType

// PaymentWord reports whether a name contains a payment word of the built-in
// list as a whole word.
func PaymentWord(name string) bool { return naming.PaymentWord(name) }

// PaymentNames returns the test whether a name contains a payment word, with
// the suite's settings.
func (s *Suite) PaymentNames() func(name string) bool {
	return naming.New(s.Config).PaymentWord
}

// Analyzer returns the check with that name, nil when the suite has none.
func (s *Suite) Analyzer(name string) *analysis.Analyzer {
	for _, a := range s.Analyzers {
		if a.Name == name {
			return a
		}
	}
	return nil
}

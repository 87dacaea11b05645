// Package hardcodedsecret reports credentials that are written in the source.
package hardcodedsecret

import (
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"sync"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/analysis"
)

// New returns the check with the shared settings of one suite.
func New(cfg *config.Config) *analysis.Analyzer {
	names := sync.OnceValue(func() *naming.Names { return naming.New(cfg) })
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   []*analysis.Analyzer{ssaflow.Analyzer, literal.Analyzer},
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			r := report.New(pass, &Doc, cfg)
			if !ssaflow.IsTarget(pass) {
				return r.Done(), nil
			}
			r.ReportTests()
			c := &checker{
				pass:   pass,
				cfg:    cfg,
				names:  names(),
				flow:   pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
				lits:   pass.ResultOf[literal.Analyzer].(*literal.Set),
				report: r,
				found:  make(map[token.Pos]*verdict),
				held:   make(map[typeClass]bool),
			}
			c.run()
			return r.Done(), nil
		},
	}
}

// checker is the state of one pass.
type checker struct {
	pass   *analysis.Pass
	cfg    *config.Config
	names  *naming.Names
	flow   *ssaflow.Package
	report *report.Reporter

	lits     *literal.Set
	usedObjs map[types.Object]bool
	held     map[typeClass]bool
	// found holds the best verdict for each place.
	found map[token.Pos]*verdict
}

// verdict is what a literal will be reported for.
type verdict struct {
	category string
	severity catalog.Severity
	message  string
	pos, end token.Pos
	trace    []report.Step
}

// rank orders the categories: a literal is reported for the first that applies.
var rank = func() map[string]int {
	m := make(map[string]int)
	for i, c := range Doc.Categories {
		m[c.Name] = i
	}
	return m
}()

// add records a verdict unless the place has a better one.
func (c *checker) add(v *verdict) {
	if old := c.found[v.pos]; old != nil && rank[old.category] <= rank[v.category] {
		return
	}
	c.found[v.pos] = v
}

func (c *checker) run() {
	c.formats()
	c.embedded()
	if !c.testsOnly() {
		c.flows()
		c.compared()
		c.fallbacks()
		c.named()
	}
	var order []*verdict
	for _, v := range c.found {
		order = append(order, v)
	}
	slices.SortFunc(order, func(a, b *verdict) int { return int(a.pos - b.pos) })
	for _, v := range order {
		c.report.Report(report.Finding{Category: v.category, Severity: v.severity, Message: v.message, Pos: v.pos, End: v.end, Trace: v.trace})
	}
	c.vaults()
}

// testsOnly reports whether nothing but tests is in the package.
func (c *checker) testsOnly() bool {
	if c.cfg.Tests {
		return false
	}
	for _, f := range c.pass.Files {
		if !c.report.InTest(f.Name.Pos()) {
			return false
		}
	}
	return true
}

// quiet reports whether only keys of production may be reported at pos: in
// tests, unless the settings ask for more (SPEC: tests need made-up secrets).
func (c *checker) quiet(pos token.Pos) bool {
	return !c.cfg.Tests && (c.report.InTest(pos) || testSupport.MatchString(c.pass.Pkg.Name()))
}

// testSupport are the names of packages that only tests use.
var testSupport = regexp.MustCompile(`^(test(s|ing|util|utils|db|env|data|helper|helpers|support|kit|server|suite|infra|common|fixtures?)?|e2e|fixtures?|(mock|fake)s?|integration)$`)

package envmix

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// New returns the check with the shared settings of one suite.
func New(cfg *config.Config) *analysis.Analyzer {
	names := sync.OnceValue(func() *naming.Names { return naming.New(cfg) })
	hosts := sync.OnceValue(func() *provider.Hosts { return provider.NewHosts(cfg.Hosts.Add, cfg.Hosts.Remove) })
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   []*analysis.Analyzer{ssaflow.Analyzer, guard.Analyzer, literal.Analyzer, inspect.Analyzer},
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			r := report.New(pass, &Doc, cfg)
			if !ssaflow.IsTarget(pass) {
				return r.Done(), nil
			}
			r.ReportTests()
			c := &checker{
				pass:   pass,
				names:  names(),
				hosts:  hosts(),
				flow:   pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
				guard:  pass.ResultOf[guard.Analyzer].(*guard.Package),
				lits:   pass.ResultOf[literal.Analyzer].(*literal.Set),
				insp:   pass.ResultOf[inspect.Analyzer].(*inspector.Inspector),
				report: r,
			}
			c.run()
			return r.Done(), nil
		},
	}
}

// checker is the state of one pass.
type checker struct {
	pass   *analysis.Pass
	names  *naming.Names
	hosts  *provider.Hosts
	flow   *ssaflow.Package
	guard  *guard.Package
	lits   *literal.Set
	insp   *inspector.Inspector
	report *report.Reporter
	// production are the providers whose production host is in the package, by
	// the function; nil for declarations outside of functions.
	production map[place]bool
	// uses are the places where a constant or variable is used.
	uses map[types.Object][]use
}

// place is where a provider's host is written.
type place struct {
	provider string
	fn       *ast.FuncDecl
}

func (c *checker) run() {
	c.production = make(map[place]bool)
	for _, l := range c.lits.All {
		if h, ok := c.hostOf(l.Value); ok && h.Env == provider.Production && !c.inTest(l.Pos()) {
			c.production[place{h.Provider, l.Fn}] = true
		}
	}
	for _, l := range c.lits.All {
		switch {
		case c.inTest(l.Pos()):
			c.liveKey(l)
		case !c.inExample():
			c.testValue(l)
		}
		c.pan(l)
	}
	for _, f := range c.lits.Tags {
		c.defaultTag(f)
	}
	c.numbers()
	c.requests()
	c.constants()
	c.skipped()
}

// inTest reports whether pos is in test code, packages of test helpers included.
func (c *checker) inTest(pos token.Pos) bool {
	return c.report.InTest(pos) || testSupport.MatchString(c.pass.Pkg.Name())
}

// inExample reports whether the package is in a directory of examples of its
// module, which show how to begin in the sandbox.
func (c *checker) inExample() bool {
	path := c.pass.Pkg.Path()
	if m := c.pass.Module; m != nil {
		path = strings.TrimPrefix(path, m.Path)
	}
	return slices.ContainsFunc(strings.Split(path, "/"), exampleDir.MatchString)
}

var exampleDir = regexp.MustCompile(`^_?(examples?|samples?|demos?)$`)

// testSupport are the names of packages that only tests use.
var testSupport = regexp.MustCompile(`^(test(s|ing|util|utils|db|env|data|helper|helpers|support|kit|server|suite|infra|common|fixtures?)?|e2e|fixtures?|(mock|fake)s?|integration)$`)

// hostOf returns the provider's host that a text is, as URL or by itself.
func (c *checker) hostOf(text string) (provider.Host, bool) {
	if host := provider.HostInURL(text); host != "" {
		return c.hosts.Of(host)
	}
	if hostText.MatchString(text) {
		return c.hosts.Of(text)
	}
	return provider.Host{}, false
}

var hostText = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?$`)

// add reports a finding at a node.
func (c *checker) add(category string, severity catalog.Severity, n ast.Node, message string) {
	c.report.Report(report.Finding{Category: category, Severity: severity, Message: message, Pos: n.Pos(), End: n.End()})
}

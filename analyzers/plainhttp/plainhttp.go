package plainhttp

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/setting"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"honnef.co/go/tools/analysis/edit"
)

// New returns the check with the suite's shared settings.
func New(cfg *config.Config) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   []*analysis.Analyzer{ssaflow.Analyzer, inspect.Analyzer},
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			c := &checker{
				pass:  pass,
				fl:    pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
				insp:  pass.ResultOf[inspect.Analyzer].(*inspector.Inspector),
				r:     report.New(pass, &Doc, cfg),
				hosts: provider.NewHosts(cfg.Hosts.Add, cfg.Hosts.Remove),
				at:    make(map[token.Pos]bool),
			}
			if c.fl.SSA != nil {
				c.run()
			}
			return c.r.Done(), nil
		},
	}
}

type checker struct {
	pass  *analysis.Pass
	fl    *ssaflow.Package
	insp  *inspector.Inspector
	r     *report.Reporter
	hosts *provider.Hosts
	// at are the literals that are reported already.
	at map[token.Pos]bool
}

func (c *checker) run() {
	c.providers()
	for _, u := range c.fl.Sinks(symbols.URL) {
		pos, _ := setting.Place(c.fl, u)
		if !c.r.Visible(pos) || u.Barrier&ssaflow.Behind != 0 || hasTail(u.Steps) {
			continue
		}
		for _, p := range c.plain(u) {
			c.sent(u, p)
		}
		c.evidence(u)
	}
	c.named()
}

// sent reports a request.
func (c *checker) sent(u *ssaflow.SinkUse, p plainURL) {
	pos, end := setting.Place(c.fl, u)
	var fixes []analysis.SuggestedFix
	e := p.expr
	if e == nil {
		e = setting.LiteralExpr(c.fl, u, p.origin)
	}
	if e != nil {
		pos, end = e.Pos(), e.End()
		fixes = fix(e)
	}
	if c.at[pos] {
		return
	}
	f := report.Finding{Category: "plain-url", Pos: pos, End: end, Fixes: fixes, Trace: setting.Trace(u, nil)}
	switch {
	case p.host == "":
		f.Severity = catalog.Warning
		f.Message = "request is sent without TLS to a host that is not known; use " + p.scheme + "s://"
		f.Fixes = nil
	case !c.far(p.host):
		return
	default:
		if _, ok := c.hosts.Of(p.host); ok {
			f.Category = "provider-url"
		}
		if provider.ReachOf(p.host) == provider.Private {
			f.Severity = catalog.Warning
		}
		f.Message = "request to " + provider.Normalize(p.host) + " is sent without TLS; use " + p.scheme + "s://"
	}
	c.at[pos] = true
	c.r.Report(f)
}

// evidence notes constant URLs with TLS that requests are sent to.
func (c *checker) evidence(u *ssaflow.SinkUse) {
	for _, o := range c.fl.Origins(u.Value, ssaflow.Query{At: u.Instr, Path: u.Path}) {
		text, ok := o.StringConst()
		if !ok || o.Out != "" || hasTail(o.Steps) || !strings.HasPrefix(text, "https://") {
			continue
		}
		host := provider.HostInURL(text)
		if host == "" || strings.ContainsAny(host, "%") || provider.ReachOf(host) != provider.Public {
			continue
		}
		pos, end := setting.Literal(c.fl, u, o)
		c.r.Evidence(report.Evidence{Text: "requests to " + host + " use TLS", Pos: pos, End: end})
	}
}

// far reports whether plain HTTP to a host leaves the machine and its network,
// and the host is not one that is never served with TLS.
func (c *checker) far(host string) bool {
	host = provider.Normalize(host)
	switch provider.ReachOf(host) {
	case provider.Loopback, provider.Local, provider.Documentation:
		return false
	case provider.Private:
		// Metadata services of clouds exist without TLS only.
		return !strings.HasPrefix(host, "169.254.") && !strings.HasPrefix(host, "fe80:") && host != "100.100.100.200"
	}
	label, _, _ := strings.Cut(host, ".")
	label = strings.TrimRight(label, "0123456789")
	// Certificate status is signed and served without TLS, by design.
	return label != "ocsp" && label != "crl" && label != "crls"
}

// fix replaces the scheme of a literal. A URL with a port keeps it, and what
// answers there does not speak TLS.
func fix(e ast.Expr) []analysis.SuggestedFix {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING || len(lit.Value) < 2 {
		return nil
	}
	text := lit.Value[1:]
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok || scheme != "http" && scheme != "ws" {
		return nil
	}
	host := rest
	if i := strings.IndexAny(host, "/?#\"`"); i >= 0 {
		host = host[:i]
	}
	if strings.Contains(host, ":") || strings.Contains(host, "%") || !strings.Contains(host, ".") {
		return nil
	}
	behind := lit.Pos() + token.Pos(1+len(scheme))
	return []analysis.SuggestedFix{edit.Fix("use "+scheme+"s://", edit.ReplaceWithString(edit.Range{behind, behind}, "s"))}
}

package tlsversion

import (
	"crypto/tls"
	"fmt"
	"go/ast"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/setting"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
	"honnef.co/go/tools/analysis/edit"
)

// New returns the check with the suite's shared settings.
func New(cfg *config.Config) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   []*analysis.Analyzer{ssaflow.Analyzer},
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			c := &checker{
				pass: pass,
				fl:   pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
				r:    report.New(pass, &Doc, cfg),
			}
			if c.fl.SSA != nil {
				c.run()
			}
			return c.r.Done(), nil
		},
	}
}

type checker struct {
	pass *analysis.Pass
	fl   *ssaflow.Package
	r    *report.Reporter
}

func (c *checker) run() {
	for _, role := range []symbols.Role{symbols.TLSMinVersion, symbols.TLSMaxVersion} {
		uses := c.fl.Sinks(role)
		elsewhere := setting.Elsewhere(uses)
		for _, u := range uses {
			c.version(u, elsewhere)
		}
	}
	c.ciphers()
	c.defaults()
}

// good is the oldest version that is still fine.
const good = tls.VersionTLS12

// version judges one value that reaches MinVersion or MaxVersion.
func (c *checker) version(u *ssaflow.SinkUse, elsewhere func(*ssaflow.SinkUse, *ssaflow.Origin) bool) {
	pos, end := setting.Place(c.fl, u)
	if !c.r.Visible(pos) {
		return
	}
	st, isStore := u.Instr.(*ssa.Store)
	if isStore && (!setting.Live(st) || setting.IsFieldSink(u) && setting.Chosen(st)) {
		return
	}
	v := setting.Of(c.fl, u)
	lowest, origin := int64(0), (*ssaflow.Origin)(nil)
	fine, moved, preset := 0, 0, 0
	for _, k := range v.Consts {
		n, ok := k.Int()
		switch {
		case !ok:
		case n >= good || n == 0:
			fine++
		case elsewhere(u, k.Origin):
			moved++
		default:
			if k.Origin.Position.IsValid() && !k.Origin.Pos.IsValid() {
				preset++ // by the package of a configuration
			}
			if lowest == 0 || n < lowest {
				lowest, origin = n, k.Origin
			}
		}
	}
	name := u.Sink.Callee.Name
	if lowest == 0 {
		if name == "MinVersion" && u.Direct() && moved == 0 && fine > 0 && len(v.Switches) == 0 && !v.Param && !v.Unknown && !onlyZero(v) {
			c.r.Evidence(report.Evidence{Text: "TLS 1.2 or newer is required by MinVersion", Pos: pos, End: end})
		}
		return
	}
	at := name
	if u.Wrapper != nil {
		at = name + " (through " + u.Wrapper.Ref.String() + ")"
	}
	chosen := fine > 0 || v.Param || len(v.Switches) > 0 && preset == 0
	if (isStore || u.Switch) && !chosen {
		by, param := setting.Chooser(c.fl, u.Instr, setting.Object(u))
		chosen = param || len(by) > 0
	}
	if isStore && !chosen {
		// Offering the version is no use of it: its calls are reported.
		fn, applied := c.fl.Offered(st)
		if fn != nil && applied {
			return
		}
		chosen = fn != nil
	}
	if chosen {
		c.r.Report(report.Finding{
			Category: "configurable", Pos: pos, End: end,
			Message: fmt.Sprintf("%s may be set as low as %s at run time; offer TLS 1.2 and newer only", at, versionName(lowest)),
		})
		return
	}
	message := fmt.Sprintf("%s allows %s; set tls.VersionTLS12 or newer", at, versionName(lowest))
	if name == "MaxVersion" {
		message = fmt.Sprintf("%s forces %s or older; leave it unset or set tls.VersionTLS13", at, versionName(lowest))
	}
	c.r.Report(report.Finding{
		Category: "old-version", Pos: pos, End: end,
		Message: message,
		Trace:   setting.Trace(u, origin),
		Fixes:   c.fix(u),
	})
}

// onlyZero reports whether every constant is 0.
func onlyZero(v setting.Value) bool {
	for _, k := range v.Consts {
		if n, _ := k.Int(); n != 0 {
			return false
		}
	}
	return true
}

func versionName(n int64) string {
	switch n {
	case 2:
		return "SSL 2.0"
	case tls.VersionSSL30: //lint:ignore SA1019 its name is what gets printed
		return "SSL 3.0"
	case tls.VersionTLS10:
		return "TLS 1.0"
	case tls.VersionTLS11:
		return "TLS 1.1"
	}
	return fmt.Sprintf("version %#04x", n)
}

// fix replaces a version that is written at the place itself.
func (c *checker) fix(u *ssaflow.SinkUse) []analysis.SuggestedFix {
	if _, ok := u.Instr.(*ssa.Store); !ok || !u.Direct() {
		return nil
	}
	e := c.fl.Expr(u)
	if e == nil {
		return nil
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.BasicLit:
	case *ast.SelectorExpr:
		obj := c.pass.TypesInfo.ObjectOf(x.Sel)
		if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "crypto/tls" {
			return nil
		}
	default:
		return nil
	}
	name := c.tlsName(e)
	if name == "" {
		return nil
	}
	return []analysis.SuggestedFix{edit.Fix("use TLS 1.2", edit.ReplaceWithString(e, name+".VersionTLS12"))}
}

// tlsName is how the file of e calls the package crypto/tls, "" if it does not.
func (c *checker) tlsName(e ast.Expr) string {
	for _, f := range c.pass.Files {
		if e.Pos() < f.FileStart || e.Pos() >= f.FileEnd {
			continue
		}
		for _, spec := range f.Imports {
			if spec.Path.Value != `"crypto/tls"` {
				continue
			}
			if pn := c.pass.TypesInfo.PkgNameOf(spec); pn != nil && pn.Name() != "." && pn.Name() != "_" {
				return pn.Name()
			}
		}
	}
	return ""
}

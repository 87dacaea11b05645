package certverify

import (
	"go/token"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/literal"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/setting"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
)

// dsnSwitches are what database URLs call skip-verify.
var dsnSwitches = []string{
	"tls=skip-verify", "tlsInsecure=true", "tlsAllowInvalidCertificates=true", "TrustServerCertificate=true", "skip_verify=true",
}

// mysqlDSN is a connection string that cannot be anything else.
var mysqlDSN = regexp.MustCompile(`@(tcp6?|unix)\([^\s()]*\)/\S*[?&]tls=skip-verify(&|$)`)

// dsn reports database connections that skip verification by name.
func (c *checker) dsn() {
	at := make(map[token.Pos]bool)
	for _, u := range c.fl.Sinks(symbols.DSN) {
		for _, o := range c.fl.Origins(u.Value, ssaflow.Query{At: u.Instr, Path: u.Path}) {
			text, ok := o.StringConst()
			if !ok {
				continue
			}
			for _, s := range dsnSwitches {
				if !strings.Contains(strings.ToLower(text), strings.ToLower(s)) {
					continue
				}
				pos, end := setting.Literal(c.fl, u, o)
				at[pos] = true
				c.skipsByName(pos, end, s)
				break
			}
		}
	}
	for _, l := range c.lits.All {
		if l.Bind.Kind != literal.Compare && !at[l.Pos()] && mysqlDSN.MatchString(l.Value) {
			c.skipsByName(l.Pos(), l.Expr.End(), "tls=skip-verify")
		}
	}
	for _, u := range c.fl.Sinks(symbols.TLSMode) {
		for _, o := range c.fl.Origins(u.Value, ssaflow.Query{At: u.Instr, Path: u.Path}) {
			if text, ok := o.StringConst(); ok && text == "skip-verify" {
				pos, end := setting.Place(c.fl, u)
				if o.May {
					c.configurable(u, pos, end, "a branch that chooses "+c.name(u))
					continue
				}
				c.r.Report(report.Finding{Category: "skip-verify", Pos: pos, End: end,
					Message: "certificate validation is switched off by " + c.name(u) + " skip-verify; use \"true\", with a registered CA where needed"})
			}
		}
	}
}

func (c *checker) skipsByName(pos, end token.Pos, name string) {
	c.r.Report(report.Finding{Category: "skip-verify", Pos: pos, End: end,
		Message: "certificate validation is switched off by " + name + "; use the verifying mode, with a registered CA where needed"})
}

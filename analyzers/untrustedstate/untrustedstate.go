package untrustedstate

import (
	"fmt"
	"go/token"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/entry"
	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/routes"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// New returns the check with settings of its own.
func New(cfg *config.Config) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   []*analysis.Analyzer{guard.Analyzer},
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			c := &checker{
				g:   pass.ResultOf[guard.Analyzer].(*guard.Package),
				rep: report.New(pass, &Doc, cfg),
			}
			c.run()
			return c.rep.Done(), nil
		},
	}
}

// checker is one pass.
type checker struct {
	g      *guard.Package
	rep    *report.Reporter
	routes *routes.Table
}

func (c *checker) run() {
	if len(c.g.Funcs()) == 0 {
		return
	}
	c.routes = routes.Of(c.g)
	for _, f := range c.g.Funcs() {
		if !f.Entry() || !c.rep.Visible(f.Fn.Pos()) || c.g.Helper(f) && len(c.routes.For(f.Fn)) == 0 {
			continue
		}
		if c.webhook(f) {
			continue // webhookauth reports it
		}
		c.handler(f)
	}
	for _, r := range c.routes.All() {
		c.foreign(r)
	}
}

// webhook reports whether a handler, or one that chooses it, is for webhooks.
func (c *checker) webhook(f *guard.Func) bool {
	if entry.WebhookOf(c.g, c.routes, f) != nil {
		return true
	}
	for _, r := range c.g.Routers(f) {
		if entry.WebhookOf(c.g, c.routes, r) != nil {
			return true
		}
	}
	return false
}

// foreign judges a route whose handler is in another package, which does not
// know it for a page that browsers return to: the route alone says so.
func (c *checker) foreign(r *routes.Route) {
	s := c.g.SummaryOf(r.Handler)
	if s == nil || s.Marks == nil || c.g.Func(r.Handler) != nil || r.Verified != "" || !c.rep.Visible(r.Call.Pos()) {
		return
	}
	f := entry.ForeignOf(r, s)
	if !f.Page {
		return
	}
	for i := range s.Effects {
		e := &guard.Effect{Instr: r.Call, Outcome: s.Effects[i]}
		if !writesState(e) || !e.InContext && !f.Payment || trusted(e) || !e.Final || e.Creates || entry.Changes(e) {
			continue
		}
		e.Via = append([]guard.Via{{Name: s.Name, Position: s.Position}}, e.Via...)
		c.report(e, "return-url", fmt.Sprintf(
			"%s moves a transaction to a final state because a browser opened %s; ask the provider for the payment's status first", describe(e), r.Path))
		return
	}
}

// handler judges one handler that is no webhook.
func (c *checker) handler(f *guard.Func) {
	names := []string{guard.Name(f.Fn), guard.ReceiverName(f.Fn), c.g.Pass.Pkg.Name()}
	for _, r := range c.routes.For(f.Fn) {
		names = append(names, r.Path)
	}
	payment := entry.Payment(names...)
	page := entry.ReturnPage(c.routes, f)
	reported := make(map[ssa.Instruction]bool)
	for _, e := range f.Seen() {
		if c.g.Routed(e.Instr) != nil {
			continue // that handler's
		}
		if !writesState(e) || !e.InContext && !payment || reported[e.Instr] {
			continue
		}
		switch {
		case len(e.Covered) > 0:
			c.evidence(e, "state is written after "+e.Covered[0].Name)
			continue
		case c.verifiedRoute(f):
			continue
		case trusted(e):
			c.evidence(e, "state is written after asking the provider")
			continue
		}
		if c.judge(f, e, page) {
			reported[e.Instr] = true
			if page {
				return // one page, one cause
			}
		}
	}
}

// verifiedRoute reports whether all routes of a handler lie behind middleware
// that authenticates the message.
func (c *checker) verifiedRoute(f *guard.Func) bool {
	rs := c.routes.For(f.Fn)
	for _, r := range rs {
		if r.Verified == "" {
			return false
		}
	}
	return len(rs) > 0
}

// writesState reports whether an effect stores a state.
func writesState(e *guard.Effect) bool {
	return e.Kind == guard.StateWrite || e.Kind == guard.Opaque && e.Final
}

// trusted reports whether the provider's answer decided.
func trusted(e *guard.Effect) bool {
	if e.Decided.Has(guard.Request) && !(e.Choice | e.Written).Has(guard.Fetched) {
		return false
	}
	return (e.Choice | e.Written | e.Args).Has(guard.Fetched) && (!e.Written.Has(guard.Request) || e.Written.Has(guard.Fetched))
}

// judge reports an effect in the first category that applies.
func (c *checker) judge(f *guard.Func, e *guard.Effect, page bool) bool {
	controlled := e.Guarded || e.ChecksState
	switch {
	case page && e.Final && !e.Creates:
		c.report(e, "return-url", fmt.Sprintf(
			"%s moves a transaction to a final state because a browser opened this page; ask the provider for the payment's status first", describe(e)))
	case e.Bound.Has(guard.Request) && e.Whole:
		c.report(e, "mass-assignment", fmt.Sprintf(
			"%s stores a model that was filled from the request as a whole, its field %s included; copy the fields a client may set", describe(e), e.State))
	case e.Written.Has(guard.Request) && !(controlled && (e.Validated || f.Validated(e))):
		c.report(e, "request-state", fmt.Sprintf(
			"%s stores %s as the client sent it; take it from the provider's API, or allow only known transitions of the stored state", describe(e), state(e)))
	case e.Decided.Has(guard.Request) && e.Final && !controlled && !e.Creates:
		c.report(e, "decided-by-request", fmt.Sprintf(
			"%s happens because the request says so; verify the message or ask the provider for the status", describe(e)))
	default:
		return false
	}
	return true
}

func state(e *guard.Effect) string {
	if e.State == "" {
		return "the state"
	}
	return e.State
}

func (c *checker) report(e *guard.Effect, category, message string) {
	pos, end := c.g.Span(e.Instr)
	f := report.Finding{Category: category, Message: message, Pos: pos, End: end}
	for _, v := range e.Via {
		f.Trace = append(f.Trace, c.step(v.Position, v.Name))
	}
	if len(e.Via) > 0 {
		f.Trace = append(f.Trace, c.step(e.Position, e.What))
	}
	c.rep.Report(f)
}

func (c *checker) step(at token.Position, message string) report.Step {
	pos := c.g.Pos(at)
	return report.Step{Pos: pos, End: pos, Position: at, Message: message}
}

func (c *checker) evidence(e *guard.Effect, text string) {
	pos, end := c.g.Span(e.Instr)
	c.rep.Evidence(report.Evidence{Text: text, Pos: pos, End: end})
}

// describe says what happens.
func describe(e *guard.Effect) string {
	if len(e.Via) > 0 {
		return e.Via[0].Name + " (" + e.What + ")"
	}
	return e.What
}

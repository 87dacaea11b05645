package webhookauth

import (
	"fmt"
	"go/token"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/entry"
	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/naming"
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
				g:    pass.ResultOf[guard.Analyzer].(*guard.Package),
				rep:  report.New(pass, &Doc, cfg),
				seen: make(map[token.Pos]bool),
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
	seen   map[token.Pos]bool
}

func (c *checker) run() {
	if len(c.g.Funcs()) == 0 {
		return
	}
	c.routes = routes.Of(c.g)
	for _, f := range c.g.Funcs() {
		if !c.rep.Visible(f.Fn.Pos()) {
			continue
		}
		c.failOpens(f)
		if !f.Entry() || c.g.Helper(f) && len(c.routes.For(f.Fn)) == 0 {
			continue
		}
		if h := entry.WebhookOf(c.g, c.routes, f); h != nil {
			c.handler(h)
		}
	}
	for _, r := range c.routes.All() {
		c.foreign(r)
	}
}

// foreign judges a route whose handler is in another package, which does not
// know it for a webhook's: the route alone says so.
func (c *checker) foreign(r *routes.Route) {
	s := c.g.SummaryOf(r.Handler)
	if s == nil || s.Marks == nil || c.g.Func(r.Handler) != nil || !c.rep.Visible(r.Call.Pos()) {
		return
	}
	f := entry.ForeignOf(r, s)
	if !f.Webhook {
		return
	}
	pos, end := c.g.Span(r.Call)
	if r.Verified != "" {
		c.rep.Evidence(report.Evidence{Text: "verified by middleware " + r.Verified, Pos: pos, End: end})
		return
	}
	for i := range s.Effects {
		e := &guard.Effect{Instr: r.Call, Outcome: s.Effects[i]}
		if !input(e) || trusted(e) || !f.Payment && !aboutMoney(e) || entry.Changes(e) {
			continue
		}
		e.Via = append([]guard.Via{{Name: s.Name, Position: s.Position}}, e.Via...)
		c.rep.Report(report.Finding{
			Category: "unverified",
			Pos:      pos, End: end,
			Message: fmt.Sprintf("webhook payload of %s reaches %s on a path where nothing has verified it; check the provider's signature first", r.Path, describe(e)),
			Trace:   c.trace(e),
		})
		return
	}
}

// handler judges one webhook handler.
func (c *checker) handler(h *entry.Webhook) {
	f := h.Func
	via := h.Middleware()
	var open, covered []*guard.Effect
	failOpen := false
	for _, e := range f.Seen() {
		switch {
		case !input(e), c.elsewhere(e):
		case len(e.Covered) > 0:
			covered = append(covered, e)
		case len(e.FailOpen) > 0:
			failOpen = true // reported at the condition
		case via != "" || c.onFailure(f, e) || trusted(e):
		case !h.Payment && !aboutMoney(e):
		default:
			open = append(open, e)
		}
	}
	if c.ciphers(h) {
		return
	}
	c.silentRejection(h)
	switch {
	case len(open) > 0:
		c.reportOpen(h, worst(open))
	case failOpen:
	case via != "":
		c.rep.Evidence(report.Evidence{Text: "verified by middleware " + via, Pos: f.Fn.Pos(), End: f.Fn.Pos()})
	case len(covered) > 0:
		c.evidence(f, covered[0])
	case c.calleeVerifies(f) != "":
		c.rep.Evidence(report.Evidence{Text: "verified by " + c.calleeVerifies(f), Pos: f.Fn.Pos(), End: f.Fn.Pos()})
	}
	switch {
	case len(open) > 0 || failOpen:
	case len(covered) > 0:
		c.uncorrelated(f, covered)
	case via == "":
		c.calleeUncorrelated(f)
	}
}

// elsewhere reports whether an effect happens in another webhook handler, which
// this one has chosen by path or method.
func (c *checker) elsewhere(e *guard.Effect) bool {
	to := c.g.Routed(e.Instr)
	return to != nil && entry.WebhookOf(c.g, c.routes, to) != nil
}

// aboutMoney reports whether an effect is in payment context by itself: by its
// table, model or method, or by a state that only money has.
func aboutMoney(e *guard.Effect) bool {
	if e.InContext {
		return true
	}
	if e.Kind != guard.StateWrite {
		return false
	}
	for _, name := range []string{e.Value, e.State} {
		for _, w := range naming.Words(name) {
			switch w {
			case "paid", "captured", "settled", "settlement", "refunded", "balance", "unpaid":
				return true
			}
		}
	}
	return false
}

// worst picks the effect to report: the first state write, else the first.
func worst(open []*guard.Effect) *guard.Effect {
	for _, e := range open {
		if e.Kind == guard.StateWrite {
			return e
		}
	}
	return open[0]
}

// input reports whether an effect happens because of something the request says.
func input(e *guard.Effect) bool {
	return (e.Args | e.Choice | e.Written).Has(guard.Payload | guard.Keyed)
}

// trusted reports whether what happens was decided by what the provider's API
// answered, the request having said only which object to ask for.
func trusted(e *guard.Effect) bool {
	all := e.Args | e.Choice | e.Written
	if !all.Has(guard.Fetched) || e.Decided.Has(guard.Payload) && !(e.Choice|e.Written).Has(guard.Fetched) {
		return false // the message decides, whatever has been asked
	}
	return !e.Written.Has(guard.Payload) || e.Written.Has(guard.Fetched)
}

// onFailure reports whether an effect lies on a check's failure branch: an
// alert about a forged message, not a consequence of it.
func (c *checker) onFailure(f *guard.Func, e *guard.Effect) bool {
	for _, br := range f.Branches(e.Instr) {
		if f.Succeeds(br.If, !br.Then) && !f.Succeeds(br.If, br.Then) {
			return true
		}
	}
	return false
}

func (c *checker) reportOpen(h *entry.Webhook, e *guard.Effect) {
	category, what := "unverified", "on a path where nothing has verified it"
	if h.Encrypted && !h.Decrypts() {
		category, what = "undecrypted", "though nothing has decrypted and authenticated it"
	} else if late := c.late(h.Func, e); late != "" {
		category, what = "verified-late", "before "+late+" has verified it"
	}
	advice := "check the provider's signature first"
	switch category {
	case "undecrypted":
		advice = "open it with the provider's key (AES-GCM with the IV and tag headers) and use only the result"
	case "verified-late":
		advice = "move the check before it"
	}
	pos, end := c.g.Span(e.Instr)
	c.rep.Report(report.Finding{
		Category: category,
		Pos:      pos, End: end,
		Message: fmt.Sprintf("webhook payload reaches %s %s; %s", describe(e), what, advice),
		Trace:   c.trace(e),
	})
}

// late names a check that comes after the effect.
func (c *checker) late(f *guard.Func, e *guard.Effect) string {
	for _, k := range f.Checks {
		if k.Covers() && f.After(k.Instr, e.Instr) && f.Decides(k) {
			return k.Name
		}
	}
	return ""
}

// describe says what happens.
func describe(e *guard.Effect) string {
	s := e.What
	if len(e.Via) > 0 {
		s = e.Via[0].Name + " (" + e.What + ")"
	}
	if e.Go {
		s = "the goroutine running " + s
	}
	return s
}

// trace lists the functions between the handler and the effect.
func (c *checker) trace(e *guard.Effect) []report.Step {
	var out []report.Step
	for _, v := range e.Via {
		out = append(out, c.step(v.Position, v.Name))
	}
	if len(e.Via) > 0 {
		out = append(out, c.step(e.Position, e.What))
	}
	return out
}

func (c *checker) step(at token.Position, message string) report.Step {
	pos := c.g.Pos(at)
	return report.Step{Pos: pos, End: pos, Position: at, Message: message}
}

// evidence records a handler whose effects are verified.
func (c *checker) evidence(f *guard.Func, e *guard.Effect) {
	k := e.Covered[0]
	pos, end := c.g.Span(k.Instr)
	c.rep.Evidence(report.Evidence{Text: "verified by " + k.Name, Pos: pos, End: end})
}

// calleeVerifies names the check behind which a called function does all it does.
func (c *checker) calleeVerifies(f *guard.Func) string {
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			if call, ok := in.(ssa.CallInstruction); ok {
				for _, s := range f.Callees(call) {
					if s.Verifies != "" {
						return s.Verifies
					}
				}
			}
		}
	}
	return ""
}

// failOpens reports conditions that let a function's effect or success happen
// without its check.
func (c *checker) failOpens(f *guard.Func) {
	names := []string{guard.Name(f.Fn), guard.ReceiverName(f.Fn), c.g.Pass.Pkg.Name()}
	hook := slices.ContainsFunc(names, entry.WebhookName)
	for _, sw := range f.FailOpens() {
		if hook || !opensOnly(f) && (f.Authenticates() || entry.Payment(names...) || slices.ContainsFunc(names, guard.ChecksMessages)) {
			c.reportSwitch(f, sw, "reports success")
		}
	}
	about := hook || entry.Payment(names...)
	for _, e := range f.Effects {
		if len(e.Covered) > 0 || len(e.FailOpen) == 0 || !about && !f.Entry() && !aboutMoney(e) {
			continue
		}
		if e.Args|e.Choice|e.Written == 0 {
			continue
		}
		c.reportSwitch(f, e.FailOpen[0], "goes on to "+describe(e))
	}
}

// opensOnly reports whether all that a function checks is that something can be
// decrypted: a setting that is stored sealed, and may be missing.
func opensOnly(f *guard.Func) bool {
	w := naming.Words(guard.Name(f.Fn))
	getter := len(w) > 0 && (w[0] == "get" || w[0] == "load" || w[0] == "decrypt" || w[0] == "read")
	for _, k := range f.Checks {
		if k.Kind != guard.Decryption && !(getter && k.Kind == guard.Wrapper) {
			return false
		}
	}
	return true
}

func (c *checker) reportSwitch(f *guard.Func, sw guard.Switch, what string) {
	pos, end := c.g.CondSpan(sw.If)
	if !pos.IsValid() || c.seen[pos] {
		return
	}
	c.seen[pos] = true
	advice := "refuse the message instead"
	if sw.Secret {
		advice = "refuse to start without the secret"
	}
	c.rep.Report(report.Finding{
		Category: "fail-open",
		Pos:      pos, End: end,
		Message: fmt.Sprintf("the authenticity check is skipped when %s, and %s %s; %s", sw.What, guard.Name(f.Fn), what, advice),
	})
}

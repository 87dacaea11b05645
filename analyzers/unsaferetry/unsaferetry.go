package unsaferetry

import (
	"fmt"
	"go/token"
	"slices"
	"sync"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/requests"
	"github.com/paylint/paylint/analyzers/internal/retries"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// New returns the check with the suite's shared settings.
func New(cfg *config.Config) *analysis.Analyzer {
	words := sync.OnceValue(func() *requests.Words { return requests.NewWords(cfg) })
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   []*analysis.Analyzer{ssaflow.Analyzer, requests.Analyzer, retries.Analyzer},
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			c := &checker{
				pass:  pass,
				flow:  pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
				reqs:  pass.ResultOf[requests.Analyzer].(*requests.Model),
				tries: pass.ResultOf[retries.Analyzer].(*retries.Model),
				words: words(),
				r:     report.New(pass, &Doc, cfg),
			}
			if c.flow.SSA != nil {
				c.run()
			}
			return c.r.Done(), nil
		},
	}
}

type checker struct {
	pass  *analysis.Pass
	flow  *ssaflow.Package
	reqs  *requests.Model
	tries *retries.Model
	words *requests.Words
	r     *report.Reporter
}

func (c *checker) run() {
	inRegion := make(map[ssa.CallInstruction]bool)
	for _, r := range c.tries.Regions {
		if c.region(r) {
			for _, a := range r.Attempts {
				inRegion[a.Call] = true
			}
		}
	}
	for _, s := range c.reqs.Sends {
		if s.Open || !s.IsWrite() || inRegion[s.Call] || !c.r.Visible(s.Pos()) {
			continue
		}
		if s.ByKnob != "" {
			c.knob(s.Call, &s.Desc)
			continue
		}
		if name := c.transport(s); name != "" {
			d := s.Desc
			d.ByKnob = name
			c.knob(s.Call, &d)
			continue
		}
		c.repeater(s)
	}
	// Requests whose key the caller of a wrapper may hand in.
	for _, call := range c.flow.Calls() {
		if inRegion[call] || len(c.reqs.SendsAt(call)) > 0 || !c.r.Visible(call.Pos()) {
			continue
		}
		for _, d := range c.reqs.Keyed(call) {
			if d.ByKnob != "" {
				c.knob(call, &d)
				break
			}
		}
	}
}

// transport names the module's RoundTripper by which the client of a send
// repeats it.
func (c *checker) transport(s *requests.Send) string {
	if s.Kind != requests.HTTP || len(c.tries.Transports()) == 0 {
		return ""
	}
	for _, t := range c.reqs.Transports(s.Call) {
		if c.tries.Transports()[t] {
			return "the transport " + t.Name
		}
	}
	return ""
}

// write is a money-moving write that a region repeats.
type write struct {
	attempt *retries.Attempt
	desc    *requests.Desc
	sure    bool
}

// writes returns the money-moving writes of a region. A generic helper's
// request counts as what its callers in this package send with it.
func (c *checker) writes(r *retries.Region) []write {
	var out []write
	add := func(a *retries.Attempt, d *requests.Desc) {
		if d.Local {
			return
		}
		if ctx := c.words.ContextOf(d); ctx.Payment && ctx.Op == requests.Money {
			out = append(out, write{a, d, ctx.Sure && !d.Unseen})
		}
	}
	for _, a := range r.Attempts {
		for _, s := range a.Sends {
			if !s.Open {
				add(a, &s.Desc)
				continue
			}
			if r.AsksMethod() {
				continue
			}
			for _, sent := range c.throughHelper(r.Fn) {
				add(a, &sent.Desc)
			}
		}
		for i := range a.Writes {
			add(a, &a.Writes[i])
		}
	}
	return out
}

// throughHelper returns the sends of this package that go through a helper.
func (c *checker) throughHelper(fn *ssa.Function) []*requests.Send {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	var out []*requests.Send
	for _, s := range c.reqs.Sends {
		if s.Kind != requests.Helper || s.Open || !s.IsWrite() {
			continue
		}
		if slices.ContainsFunc(c.flow.Callees(s.Call), func(callee *ssaflow.Callee) bool { return callee.Fn == fn }) {
			out = append(out, s)
		}
	}
	return out
}

// region judges one region; it returns true when the region repeats a
// money-moving write.
func (c *checker) region(r *retries.Region) bool {
	writes := c.writes(r)
	if len(writes) == 0 {
		return false
	}
	pos, end := r.Pos, r.End
	if call := c.callAt(r); call != nil {
		pos, end = c.place(call)
	}
	sure, lookedUp := false, false
	for _, w := range writes {
		sure = sure || w.sure
	}
	severity := catalog.Severity("")
	if !sure || r.Inferred {
		severity = catalog.Warning
	}
	for _, w := range writes {
		stability := r.StabilityOf(w.desc.Key, w.attempt.Call)
		if stability == retries.Stable && !r.Failover {
			continue
		}
		if r.Lookup(w.attempt) {
			lookedUp = true
			continue
		}
		reason := "without an idempotency key"
		if stability == retries.Changing {
			reason = "with another key in every attempt"
		}
		message := fmt.Sprintf("%s %s %s and without looking its status up, so that a timeout is paid twice; send a key that is made before, or ask for the status first", by(r), what(w.desc), reason)
		if r.Failover {
			message = fmt.Sprintf("%s sends %s to the next provider whatever became of it, so that a timeout is paid twice; ask for its status first, or go on only when it was refused", r.Name, what(w.desc))
		}
		c.r.Report(report.Finding{Category: "blind-retry", Severity: severity, Pos: pos, End: end, Message: message, Trace: c.trace(pos, w)})
		return true
	}
	if r.Failover {
		return true
	}
	d := writes[0].desc
	steps := c.trace(pos, writes[0])
	switch {
	case r.Kind != retries.Job && !r.Tells:
		c.r.Report(report.Finding{
			Category: "permanent-error", Severity: severity, Pos: pos, End: end,
			Message: fmt.Sprintf("%s %s whatever the error is, declined and invalid requests included; stop on errors that cannot heal", by(r), what(d)),
			Trace:   steps,
		})
	case !r.Bounded:
		c.r.Report(report.Finding{
			Category: "unbounded", Pos: pos, End: end,
			Message: fmt.Sprintf("%s %s without limit; limit the attempts or their time", by(r), what(d)),
			Trace:   steps,
		})
	case !r.Backoff:
		c.r.Report(report.Finding{
			Category: "no-backoff", Pos: pos, End: end,
			Message: fmt.Sprintf("%s %s without a pause; wait longer after every attempt", by(r), what(d)),
			Trace:   steps,
		})
	default:
		text := "repeated with a stable key"
		if lookedUp {
			text = "repeated after a status lookup"
		}
		c.r.Evidence(report.Evidence{Text: what(d) + " is " + text, Pos: pos, End: end})
	}
	return true
}

// trace lists the call that every attempt makes and where it sends in the end,
// as far as they are not on the finding's own line.
func (c *checker) trace(pos token.Pos, w write) []report.Step {
	var out []report.Step
	at := c.pass.Fset.Position(pos)
	p, end := c.place(w.attempt.Call)
	attempt := c.pass.Fset.Position(p)
	if attempt.Line != at.Line || attempt.Filename != at.Filename {
		out = append(out, report.Step{Pos: p, End: end, Message: ssaflow.CalleeOf(w.attempt.Call).String() + " is called by every attempt"})
	}
	if sent := w.desc.At; sent.IsValid() && (sent.Line != attempt.Line || sent.Filename != attempt.Filename) && (sent.Line != at.Line || sent.Filename != at.Filename) {
		out = append(out, report.Step{Position: sent, Message: "the request is sent by " + w.desc.Callee.String()})
	}
	return out
}

// by says what repeats, for messages.
func by(r *retries.Region) string {
	switch r.Kind {
	case retries.Job:
		return r.Name + " runs this again when it fails, which sends"
	case retries.Recursion:
		return r.Name + " sends again"
	case retries.Loop:
		return r.Name + " sends again"
	}
	return r.Name + " sends again"
}

func what(d *requests.Desc) string {
	if d.Kind == requests.SDK {
		return d.Callee.String()
	}
	for _, name := range d.Names {
		return "the " + d.Method() + " of " + name
	}
	return "the " + d.Method()
}

// callAt returns the call that a region is reported at, nil for loops.
func (c *checker) callAt(r *retries.Region) ssa.CallInstruction {
	if r.Kind == retries.Loop && r.End > r.Pos {
		return nil
	}
	for _, call := range c.flow.Calls() {
		if call.Pos() == r.Pos {
			return call
		}
	}
	return nil
}

func (c *checker) place(call ssa.CallInstruction) (token.Pos, token.Pos) {
	if e := c.flow.CallExpr(call); e != nil {
		return e.Pos(), e.End()
	}
	return call.Pos(), call.Pos()
}

// knob judges a send whose client repeats it by itself.
func (c *checker) knob(call ssa.CallInstruction, d *requests.Desc) {
	ctx := c.words.ContextOf(d)
	if !ctx.Payment || ctx.Op != requests.Money {
		return
	}
	pos, end := c.place(call)
	k := d.Key
	changes := false
	if d.Below {
		_, changes = k.Generated(requests.Random, requests.Clock, requests.WeakRandom)
	}
	switch {
	case unkeyed(k) || changes:
		severity := catalog.Severity("")
		if !ctx.Sure {
			severity = catalog.Warning
		}
		reason := "without an idempotency key"
		if changes {
			reason = "with another key in every attempt"
		}
		c.r.Report(report.Finding{
			Category: "blind-retry", Severity: severity, Pos: pos, End: end,
			Message: fmt.Sprintf("%s sends %s again %s, so that a timeout is paid twice; send a stable key, or repeat reads only", d.ByKnob, what(d), reason),
		})
	case k.State == requests.KeySet:
		c.r.Evidence(report.Evidence{Text: what(d) + " is repeated with a stable key", Pos: pos, End: end})
	}
}

// unkeyed reports whether a request has no key, or an empty one.
func unkeyed(k requests.Key) bool {
	return k.State == requests.KeyNone || k.Absent() || k.Empty()
}

// repeater judges a send through a helper of another package that sends its
// callers' requests again.
func (c *checker) repeater(s *requests.Send) {
	if s.Kind != requests.Helper {
		return
	}
	for _, callee := range c.flow.Callees(s.Call) {
		if callee.Fn != nil {
			return // judged at the loop
		}
	}
	name, t, ok := c.tries.Repeater(s.Call)
	ctx := c.words.Context(s)
	if !ok || !ctx.Payment || ctx.Op != requests.Money {
		return
	}
	pos, end := c.place(s.Call)
	severity := catalog.Severity("")
	if !ctx.Sure {
		severity = catalog.Warning
	}
	switch {
	case unkeyed(s.Key):
		c.r.Report(report.Finding{
			Category: "blind-retry", Severity: severity, Pos: pos, End: end,
			Message: fmt.Sprintf("%s sends %s again without an idempotency key and without looking its status up, so that a timeout is paid twice; send a stable key", name, what(&s.Desc)),
		})
	case s.Key.State == requests.KeySet && !t.Tells:
		c.r.Report(report.Finding{
			Category: "permanent-error", Severity: severity, Pos: pos, End: end,
			Message: fmt.Sprintf("%s sends %s again whatever the error is, declined and invalid requests included; stop on errors that cannot heal", name, what(&s.Desc)),
		})
	}
}

package idempotency

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strings"
	"sync"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/requests"
	"github.com/paylint/paylint/analyzers/internal/retries"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// New returns the check with the suite's shared settings.
func New(cfg *config.Config) *analysis.Analyzer {
	o := &options{scope: scope("payment")}
	words := sync.OnceValue(func() *requests.Words { return requests.NewWords(cfg) })
	a := &analysis.Analyzer{
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
				all:   o.scope == "all",
			}
			if c.flow.SSA != nil {
				c.run()
			}
			return c.r.Done(), nil
		},
	}
	a.Flags.Var(&o.scope, "scope", Doc.Options[0].Usage)
	return a
}

type options struct{ scope scope }

// scope is the value of the option of that name.
type scope string

func (s *scope) String() string { return string(*s) }

func (s *scope) Set(v string) error {
	if v != "payment" && v != "all" {
		return fmt.Errorf("scope is payment or all, not %q", v)
	}
	*s = scope(v)
	return nil
}

type checker struct {
	pass  *analysis.Pass
	flow  *ssaflow.Package
	reqs  *requests.Model
	tries *retries.Model
	words *requests.Words
	r     *report.Reporter
	all   bool
}

func (c *checker) run() {
	sdk := requests.IsSDK(c.pass.Pkg.Path())
	done := make(map[ssa.CallInstruction]bool)
	for _, s := range c.reqs.Sends {
		if s.Open || !s.IsWrite() || done[s.Call] || sdk || !c.r.Visible(s.Pos()) {
			continue
		}
		done[s.Call] = true
		c.judge(s.Call, &s.Desc, s)
	}
	for _, call := range c.flow.Calls() {
		if done[call] || sdk || !c.r.Visible(call.Pos()) {
			continue
		}
		for _, d := range c.reqs.Keyed(call) {
			if c.judge(call, &d, nil) {
				done[call] = true
				break
			}
		}
	}
	c.regions(done, sdk)
}

// regions reports the calls in what is repeated below which every attempt has
// a key of its own.
func (c *checker) regions(done map[ssa.CallInstruction]bool, sdk bool) {
	for _, r := range c.tries.Regions {
		for _, a := range r.Attempts {
			if sdk || done[a.Call] {
				continue
			}
			for i := range a.Writes {
				d := &a.Writes[i]
				ctx := c.words.ContextOf(d)
				if !ctx.Payment || ctx.Op <= requests.Admin || r.StabilityOf(d.Key, a.Call) != retries.Changing {
					continue
				}
				c.regenerated(a.Call, d, ctx, r)
				break
			}
		}
	}
}

// judge reports what is wrong with the key of a write; it returns true when
// the write is one that needs a key.
func (c *checker) judge(call ssa.CallInstruction, d *requests.Desc, s *requests.Send) bool {
	ctx := c.words.ContextOf(d)
	if ctx.Op == requests.NoOp || !c.all && (!ctx.Payment || ctx.Op == requests.Admin) {
		return false
	}
	k := d.Key
	switch {
	case k.State == requests.KeyCaller || k.State == requests.KeyUnknown:
		return true
	case k.State == requests.KeyNone || k.Absent():
		if !covered(d) {
			return false // nothing to set; repeating it is unsaferetry's affair
		}
		c.missing(call, d, ctx, s)
		return true
	}
	if r := c.changing(call, d); r != nil {
		c.regenerated(call, d, ctx, r)
		return true
	}
	if d.Below && d.ByKnob != "" {
		if v, ok := k.Generated(requests.Random, requests.Clock, requests.WeakRandom); ok {
			c.report(call, d, nil, "regenerated-key", "", fmt.Sprintf("%s makes the key of %s below %s, so that every attempt has another key; make it where the request is made", v.Text, what(d), d.ByKnob))
			return true
		}
	}
	if text, ok := k.Constant(); ok {
		c.report(call, d, nil, "constant-key", "", fmt.Sprintf("%s carries the constant %s %q, so that the provider takes all operations for one; make the key from the operation", what(d), k.How, text))
		return true
	}
	if k.Empty() {
		c.report(call, d, nil, "empty-key", "", fmt.Sprintf("the key of %s (%s) may be empty, which protects nothing; make it from the operation on every path", what(d), k.How))
		return true
	}
	if v, ok := k.Generated(requests.Clock, requests.WeakRandom); ok {
		severity := catalog.Severity("")
		if !dedicated(k.How) {
			severity = catalog.Warning
		}
		c.report(call, d, nil, "unstable-key", severity, fmt.Sprintf("the key of %s (%s) comes from %s, so that a second attempt has another one and two operations may share one; make it from the operation and store it", what(d), k.How, v.Text))
		return true
	}
	if v, ok := k.Generated(requests.Random); ok && v.Part && dedicated(k.How) && mixed(k.Values) {
		c.report(call, d, nil, "regenerated-key", catalog.Warning, fmt.Sprintf("the key of %s (%s) ends in %s, so that whoever sends it again has another key; leave the random part out", what(d), k.How, v.Text))
		return true
	}
	c.evidence(call, d)
	return true
}

// mixed reports whether a key also has a part that stands for the operation.
func mixed(vs requests.Values) bool {
	for _, v := range vs {
		if v.Part && (v.Kind == requests.FromParam || v.Kind == requests.Other) {
			return true
		}
	}
	return false
}

// dedicated reports whether a key is one by name, not a reference that the
// provider keeps unique besides.
func dedicated(how string) bool {
	name := strings.ToLower(how)
	return strings.Contains(name, "idempot") || strings.Contains(name, "request-id") || strings.Contains(name, "request_id") || strings.Contains(name, "requestid") || how == "context"
}

// changing returns the region whose attempts each make a key for the write.
func (c *checker) changing(call ssa.CallInstruction, d *requests.Desc) *retries.Region {
	for _, r := range c.tries.Regions {
		for _, a := range r.Attempts {
			if a.Call == call && r.StabilityOf(d.Key, call) == retries.Changing {
				return r
			}
		}
	}
	return nil
}

func (c *checker) regenerated(call ssa.CallInstruction, d *requests.Desc, ctx requests.Context, r *retries.Region) {
	by := r.Name
	switch r.Kind {
	case retries.Loop:
		by = "the retry loop"
	case retries.Job:
		by = "the job that " + r.Name + " runs again"
	}
	from := "changes with every attempt"
	if v, ok := d.Key.Generated(requests.Random, requests.Clock, requests.WeakRandom); ok {
		from = "is made by " + v.Text + " in every attempt"
	}
	severity := catalog.Severity("")
	if ctx.Op != requests.Money {
		severity = catalog.Warning
	}
	c.report(call, d, r, "regenerated-key", severity, fmt.Sprintf("the key of %s (%s) %s of %s, so that the provider cannot tell a repetition; make it once, before", what(d), d.Key.How, from, by))
}

func (c *checker) missing(call ssa.CallInstruction, d *requests.Desc, ctx requests.Context, s *requests.Send) {
	severity := catalog.Error
	if ctx.Op != requests.Money || !ctx.Sure || d.NoMeans {
		severity = catalog.Warning
	}
	if d.NoMeans {
		c.report(call, d, nil, "missing-key", severity, fmt.Sprintf("%s has no way to set an idempotency key in this version of the SDK; upgrade, or look the operation up before sending it again", what(d)))
		return
	}
	if severity == catalog.Error && c.reqs.OwnReference(call, d) {
		severity = catalog.Warning // it may be all that this provider needs
	}
	f := report.Finding{
		Category: "missing-key",
		Severity: severity,
		Message:  fmt.Sprintf("%s is sent without an idempotency key, so that a repetition is executed twice; %s", what(d), advice(d)),
	}
	f.Pos, f.End = c.place(call)
	f.Trace = c.trace(call, d, nil)
	if s != nil {
		f.Fixes = c.fix(s)
	}
	c.r.Report(f)
}

// covered reports whether the provider of an HTTP request offers a key for it.
func covered(d *requests.Desc) bool {
	m, ok := provider.MechanismOf(d.Provider)
	if !ok || d.Kind == requests.SDK || m.Paths == nil {
		return true
	}
	for _, text := range d.URL.Literals() {
		if p := pathOf(text); p != "" && m.Covers(p) {
			return true
		}
	}
	return false
}

// advice says where the provider looks for a key.
func advice(d *requests.Desc) string {
	const from = " from the stored operation"
	if m, ok := provider.MechanismOf(d.Provider); ok {
		switch {
		case d.Kind == requests.SDK && d.Provider == "stripe":
			return "call SetIdempotencyKey on its parameters with a key" + from
		case len(m.Headers) > 0 && d.Kind == requests.SDK:
			return "give it a key" + from + " (" + m.Headers[0] + ")"
		case len(m.Headers) > 0:
			return "set the header " + m.Headers[0] + from
		case len(m.Fields) > 0:
			return "set " + m.Fields[0] + from
		}
	}
	if d.Kind == requests.SDK {
		return "give it a key" + from
	}
	return "set the header Idempotency-Key" + from
}

func (c *checker) evidence(call ssa.CallInstruction, d *requests.Desc) {
	pos, end := c.place(call)
	c.r.Evidence(report.Evidence{Text: fmt.Sprintf("%s carries a key (%s)", what(d), d.Key.How), Pos: pos, End: end})
}

func (c *checker) report(call ssa.CallInstruction, d *requests.Desc, r *retries.Region, category string, severity catalog.Severity, message string) {
	pos, end := c.place(call)
	c.r.Report(report.Finding{Category: category, Severity: severity, Message: message, Pos: pos, End: end, Trace: c.trace(call, d, r)})
}

// place is the call's expression; in a chain that spans lines, its last method.
func (c *checker) place(call ssa.CallInstruction) (token.Pos, token.Pos) {
	e := c.flow.CallExpr(call)
	if e == nil {
		return call.Pos(), call.Pos()
	}
	pos := e.Pos()
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
		if c.pass.Fset.Position(sel.Sel.Pos()).Line != c.pass.Fset.Position(pos).Line {
			pos = sel.Sel.Pos()
		}
	}
	return pos, e.End()
}

// what names a write for messages.
func what(d *requests.Desc) string {
	if d.Kind == requests.SDK {
		return d.Callee.String()
	}
	var host, path string
	for _, text := range d.URL.Literals() {
		if host == "" {
			host = provider.HostInURL(text)
		}
		if p := pathOf(text); len(p) > len(path) {
			path = p
		}
	}
	switch {
	case path != "":
		return "the " + d.Method() + " to " + path
	case host != "":
		return "the " + d.Method() + " to " + host
	}
	return "the " + d.Method()
}

// settingName is the name of an environment variable, not of a path.
var settingName = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$`)

var letters = regexp.MustCompile(`[A-Za-z]{2}`)

// pathOf returns the path in a constant piece of a URL, for messages.
func pathOf(text string) string {
	if _, rest, ok := strings.Cut(text, "://"); ok {
		_, p, ok := strings.Cut(rest, "/")
		if !ok {
			return ""
		}
		text = "/" + p
	}
	text, _, _ = strings.Cut(text, "?")
	text = strings.TrimPrefix(strings.TrimPrefix(text, "%s"), "/%s")
	if settingName.MatchString(text) || !letters.MatchString(strings.ReplaceAll(text, "%s", "")) || strings.ContainsAny(text, " ") || len(text) > 60 {
		return ""
	}
	return text
}

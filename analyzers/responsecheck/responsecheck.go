package responsecheck

import (
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/requests"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// New returns the check with the shared settings of a suite.
func New(cfg *config.Config) *analysis.Analyzer {
	words := sync.OnceValue(func() *requests.Words { return requests.NewWords(cfg) })
	return &analysis.Analyzer{
		Name:       Doc.Name,
		Doc:        Doc.Text(),
		URL:        Doc.URL(),
		Requires:   []*analysis.Analyzer{ssaflow.Analyzer, requests.Analyzer, guard.Analyzer},
		ResultType: report.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			c := &checker{
				pass:  pass,
				flow:  pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
				model: pass.ResultOf[requests.Analyzer].(*requests.Model),
				guard: pass.ResultOf[guard.Analyzer].(*guard.Package),
				words: words(),
				r:     report.New(pass, &Doc, cfg),
			}
			c.run()
			return c.r.Done(), nil
		},
	}
}

// checker is one run over one package.
type checker struct {
	pass  *analysis.Pass
	flow  *ssaflow.Package
	model *requests.Model
	guard *guard.Package
	words *requests.Words
	r     *report.Reporter
	// through are the functions that payment calls of this package go through.
	through    map[*ssa.Function]bool
	transports map[symbols.Ref]bool
	readers    map[*ssa.Function][]reader
}

func (c *checker) run() {
	if c.flow.SSA == nil || requests.IsSDK(c.pass.Pkg.Path()) {
		return
	}
	c.findHelpers()
	seen := make(map[ssa.CallInstruction]bool)
	for _, s := range c.model.Sends {
		if seen[s.Call] || !c.r.Visible(s.Pos()) {
			continue
		}
		seen[s.Call] = true
		if s.Local {
			continue
		}
		if c.inContext(s) {
			c.send(s.Call, s)
		}
	}
	for _, call := range c.flow.Calls() {
		if seen[call] || !c.r.Visible(call.Pos()) {
			continue
		}
		switch {
		case sdkCall(call):
			c.send(call, nil)
		case c.model.ReturnsUnchecked(call) || c.looseElsewhere(call):
			if c.callInContext(call) {
				c.send(call, nil)
			}
		case c.moves(call):
			c.wrapped(call)
		case c.asks(call):
			c.lookup(call)
		}
	}
	c.outcomes()
	c.writes()
}

// moves reports whether a call runs a function of the module that moves money
// by a request of its own.
func (c *checker) moves(call ssa.CallInstruction) bool {
	if errorIndex(call) < 0 {
		return false
	}
	for _, d := range c.model.Writes(call) {
		if d.Local {
			continue
		}
		if ctx := c.words.ContextOf(&d); ctx.Payment && (ctx.Op == requests.Money || ctx.Op == requests.Update && undoes(&d)) {
			return true
		}
	}
	return false
}

// undoes reports whether a request takes a payment back: a void that failed
// leaves the customer's money held.
func undoes(d *requests.Desc) bool {
	names := d.URL.Literals()
	if len(d.Names) > 0 {
		names = append(names, d.Names[0])
	}
	return slices.ContainsFunc(names, undoWord.MatchString)
}

var undoWord = regexp.MustCompile(`(?i)void|cancel|revers|release`)

// findHelpers finds the functions of the package whose callers make them part
// of a payment: `do(ctx, method, path)`.
func (c *checker) findHelpers() {
	c.through = make(map[*ssa.Function]bool)
	for _, s := range c.model.Sends {
		if s.Kind != requests.Helper || !c.words.Context(s).Payment {
			continue
		}
		for _, callee := range c.flow.Callees(s.Call) {
			if callee.Fn != nil {
				c.through[callee.Fn] = true
			}
		}
	}
	// Helpers of helpers.
	for range 3 {
		for _, s := range c.model.Sends {
			if s.Kind == requests.Helper && c.through[outermost(s.Fn)] {
				for _, callee := range c.flow.Callees(s.Call) {
					if callee.Fn != nil {
						c.through[callee.Fn] = true
					}
				}
			}
		}
	}
}

func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// inContext reports whether a send is part of a payment.
func (c *checker) inContext(s *requests.Send) bool {
	return c.words.Context(s).Payment || c.through[outermost(s.Fn)]
}

// callInContext is inContext for calls of functions that know themselves what
// they send.
func (c *checker) callInContext(call ssa.CallInstruction) bool {
	if signsIn.MatchString(ssaflow.CalleeOf(call).Name) {
		return false
	}
	d := requests.Desc{Names: []string{ssaflow.CalleeOf(call).Name, outermost(call.Parent()).Name(), c.pass.Pkg.Name()}}
	if recv := outermost(call.Parent()).Signature.Recv(); recv != nil {
		d.Names = append(d.Names, symbols.TypeName(recv.Type()))
	}
	for _, a := range ssaflow.Args(call) {
		for _, o := range c.flow.Origins(a, ssaflow.Query{At: call}) {
			if text, ok := o.StringConst(); ok && strings.Contains(text, "://") {
				d.URL = append(d.URL, requests.Value{Kind: requests.Literal, Text: text})
			}
		}
	}
	return c.words.ContextOf(&d).Payment
}

// signsIn are functions that only get at an account.
var signsIn = regexp.MustCompile(`^(?i)(log_?(in|out)|sign_?(in|out)|authenticate)`)

// tellsPeople are functions whose requests are no payments wherever they are called.
var tellsPeople = regexp.MustCompile(`(?i)notif|push|mail|sms|whatsapp|telegram|slack|discord|message|alert`)

// looseElsewhere reports whether a call runs a function of another package
// that looks at no status and is not in payment context itself, so that it is
// not reported there.
func (c *checker) looseElsewhere(call ssa.CallInstruction) bool {
	sent, _ := c.model.Loose(call)
	if sent == nil || c.words.ContextOf(sent).Payment {
		return false
	}
	for _, callee := range c.flow.Callees(call) {
		if callee.Fn != nil {
			return false
		}
		if tellsPeople.MatchString(callee.Ref.Name) {
			return false
		}
		d := requests.Desc{Names: []string{callee.Ref.Name, callee.Ref.Recv, callee.Pkg[strings.LastIndexByte(callee.Pkg, '/')+1:]}}
		if c.words.ContextOf(&d).Payment {
			return false
		}
	}
	return true
}

// sdkCall reports whether a call is an operation of a payment SDK that returns
// an error.
func sdkCall(call ssa.CallInstruction) bool {
	fn := ssaflow.CalleeObj(call)
	ref := symbols.Of(fn)
	if fn == nil || !requests.IsSDK(ref.Pkg) || symbols.HasRef(ref, symbols.WebhookVerify) || symbols.HasRef(ref, symbols.WebhookUnsafe) {
		return false
	}
	res := call.Common().Signature().Results()
	if res.Len() == 0 || errorIndex(call) < 0 {
		return false
	}
	if symbols.HasRef(ref, symbols.ProviderWrite) {
		return true
	}
	if res.Len() < 2 {
		return false
	}
	for _, p := range []string{"Get", "Retrieve", "Fetch", "Check", "Find", "List", "Capture", "Confirm", "Refund", "Cancel", "Create", "Update", "Transaction", "Charge", "Query"} {
		if strings.HasPrefix(ref.Name, p) && ref.Name != "GetAccessToken" {
			return true
		}
	}
	return false
}

// errorIndex is the index of a call's error result, or -1.
func errorIndex(call ssa.CallInstruction) int {
	res := call.Common().Signature().Results()
	if i := res.Len() - 1; i >= 0 {
		t := res.At(i).Type()
		if types.Identical(t, types.Universe.Lookup("error").Type()) {
			return i
		}
		// midtrans.Error and the like: a pointer to a type that is an error.
		if p, ok := types.Unalias(t).(*types.Pointer); ok && types.Implements(p, types.Universe.Lookup("error").Type().Underlying().(*types.Interface)) {
			return i
		}
	}
	return -1
}

// send checks one request: its error, its status, what is read from it.
func (c *checker) send(call ssa.CallInstruction, s *requests.Send) {
	name := ssaflow.CalleeOf(call).String()
	pos, end := c.span(call)
	if what, steps := c.errorIgnored(call); what != "" {
		severity := catalog.Severity("")
		if strings.HasSuffix(what, onlyLogged) && len(steps) == 0 && !answerUsed(call) && !reportsSuccess(call) {
			severity = catalog.Warning // nobody is told that all went well
		}
		c.r.Report(report.Finding{
			Category: "error-ignored",
			Severity: severity,
			Message:  "the error of " + what + ", so a failure passes for an answer; return it or stop",
			Pos:      pos,
			End:      end,
			Trace:    steps,
		})
		return
	}
	if sdkCall(call) || s != nil && s.Kind == requests.SDK {
		c.r.Evidence(report.Evidence{Text: "error of " + name + " decides", Pos: pos, End: end})
		return
	}
	if errorsOnStatus(ssaflow.CalleeOf(call)) || c.transportChecks(call) {
		return
	}
	if c.looseElsewhere(call) {
		severity := catalog.Severity("")
		if _, judged := c.model.Loose(call); judged {
			severity = catalog.Warning
		}
		c.r.Report(report.Finding{
			Category: "status-unchecked",
			Severity: severity,
			Message:  "the status code of the response is never looked at by " + name + ", so an error document passes for an answer; check it there before decoding",
			Pos:      pos,
			End:      end,
		})
		return
	}
	if s != nil && s.Kind == requests.Helper && !c.model.ReturnsUnchecked(call) {
		return // judged where it is sent
	}
	switch res := c.model.ResponseOf(call); res.Status {
	case requests.StatusDecides:
		c.r.Evidence(report.Evidence{Text: "status of " + name + " is checked", Pos: pos, End: end})
	case requests.StatusIgnored, requests.StatusLogged:
		if !res.Body && !reportsSuccess(call) {
			return
		}
		severity := catalog.Severity("")
		if requests.RefusesByBody(call.Parent()) {
			severity = catalog.Warning // an error document does not pass
		}
		how := "is never looked at"
		if res.Status == requests.StatusLogged {
			how = "is only logged"
		}
		c.r.Report(report.Finding{
			Category: "status-unchecked",
			Severity: severity,
			Message:  "the status code of the response of " + name + " " + how + ", so an error document passes for an answer; refuse everything but the expected status",
			Pos:      pos,
			End:      end,
		})
	}
}

// errorsOnStatus reports whether a client returns an error for statuses that
// are no success.
func errorsOnStatus(ref symbols.Ref) bool {
	return ref.Pkg == "github.com/carlmjohnson/requests"
}

// transportChecks reports whether the client of a call has a transport of this
// package that looks at the status itself.
func (c *checker) transportChecks(call ssa.CallInstruction) bool {
	recv := ssaflow.Receiver(call)
	if recv == nil {
		return false
	}
	if ref := symbols.TypeRef(recv.Type()); ref.Pkg != "net/http" || ref.Name != "Client" {
		return false
	}
	checking := c.checkingTransports()
	if len(checking) == 0 {
		return false
	}
	for _, client := range c.flow.Origins(recv, ssaflow.Query{At: call, Fields: true}) {
		if _, ok := client.Value.(*ssa.Alloc); !ok {
			continue
		}
		for _, o := range c.flow.Origins(client.Value, ssaflow.Query{Path: ".Transport"}) {
			if o.Value != nil && checking[symbols.TypeRef(o.Value.Type())] {
				return true
			}
		}
	}
	return false
}

// checkingTransports are the RoundTripper types of this package that look at
// the status.
func (c *checker) checkingTransports() map[symbols.Ref]bool {
	if c.transports != nil {
		return c.transports
	}
	c.transports = make(map[symbols.Ref]bool)
	for _, s := range c.model.Sends {
		fn := s.Fn
		if recv := fn.Signature.Recv(); recv != nil && fn.Name() == "RoundTrip" && c.model.ResponseOf(s.Call).Status == requests.StatusDecides && refuses(s.Call) {
			c.transports[symbols.TypeRef(recv.Type())] = true
		}
	}
	return c.transports
}

// refuses reports whether the function of a call makes an error of its own after
// it: one that only repeats or logs by the status hands the response on.
func refuses(call ssa.CallInstruction) bool {
	for _, b := range call.Parent().Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if ok && len(ret.Results) == 2 && call.Block().Dominates(b) && freshError(ret.Results[1], 0) {
			return true
		}
	}
	return false
}

// reportsSuccess reports whether the function of a call tells its caller that
// all went well: it has an error or bool result.
func reportsSuccess(call ssa.CallInstruction) bool {
	fn := call.Parent()
	for v := range fn.Signature.Results().Variables() {
		if types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
			return true
		}
		if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
			return true
		}
	}
	return false
}

// span is the place of a call.
func (c *checker) span(call ssa.CallInstruction) (pos, end token.Pos) {
	if e := c.flow.CallExpr(call); e != nil {
		return e.Pos(), e.End()
	}
	return call.Pos(), call.Pos()
}

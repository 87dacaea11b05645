package retries

import (
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// runner says how a library's retrier behaves by default.
type runner struct {
	traits
	// tellArg is the argument that tells errors apart when it is not nil, -1
	// when there is none.
	tellArg int
}

func limited(tellArg int) runner {
	return runner{traits{Bounded: true, Backoff: true}, tellArg}
}

// runners are the functions that run a function argument again.
var runners = map[string]runner{
	"github.com/cenkalti/backoff.Retry":                               limited(-1),
	"github.com/cenkalti/backoff.RetryWithData":                       limited(-1),
	"github.com/cenkalti/backoff.RetryNotify":                         limited(-1),
	"github.com/cenkalti/backoff.RetryNotifyWithData":                 limited(-1),
	"github.com/cenkalti/backoff.RetryNotifyWithTimer":                limited(-1),
	"github.com/avast/retry-go.Do":                                    limited(-1),
	"github.com/avast/retry-go.DoWithData":                            limited(-1),
	"github.com/avast/retry-go.Retrier.Do":                            limited(-1),
	"github.com/avast/retry-go.RetrierWithData.Do":                    limited(-1),
	"github.com/sethvargo/go-retry.Do":                                limited(-1),
	"github.com/sethvargo/go-retry.DoValue":                           limited(-1),
	"github.com/sethvargo/go-retry.Constant":                          limited(-1),
	"github.com/sethvargo/go-retry.Exponential":                       limited(-1),
	"github.com/sethvargo/go-retry.Fibonacci":                         limited(-1),
	"github.com/eapache/go-resiliency/retrier.Retrier.Run":            limited(-1),
	"github.com/eapache/go-resiliency/retrier.Retrier.RunCtx":         limited(-1),
	"github.com/eapache/go-resiliency/retrier.Retrier.RunFn":          limited(-1),
	"github.com/matryer/try.Do":                                       {traits{Bounded: true}, -1},
	"k8s.io/client-go/util/retry.OnError":                             limited(1),
	"github.com/googleapis/gax-go.Invoke":                             limited(-1),
	"github.com/hashicorp/go-multierror.Retry":                        limited(-1),
	"k8s.io/apimachinery/pkg/util/wait.ExponentialBackoff":            limited(-1),
	"k8s.io/apimachinery/pkg/util/wait.ExponentialBackoffWithContext": limited(-1),
	"k8s.io/apimachinery/pkg/util/wait.PollUntilContextTimeout":       limited(-1),
	"k8s.io/apimachinery/pkg/util/wait.PollUntilContextCancel":        limited(-1),
}

func init() {
	for _, name := range [...]string{"Run", "Get", "RunWithExecution", "GetWithExecution", "RunAsync", "GetAsync"} {
		runners["github.com/failsafe-go/failsafe-go.Executor."+name] = limited(-1)
		runners["github.com/failsafe-go/failsafe-go."+name] = limited(-1)
	}
}

// run is one call that runs a function again.
type run struct {
	runner
	name string
	// fn is the argument that is run.
	fn ssa.Value
}

// runsAt returns the functions that a call runs again.
func (m *Model) runsAt(call ssa.CallInstruction) []run {
	obj := ssaflow.CalleeObj(call)
	args := allArgs(call)
	var out []run
	for _, c := range m.flow.Callees(call) {
		for _, p := range m.runnersOf(c) {
			if p.Index < len(args) {
				name := c.Ref.Name
				out = append(out, run{runner{traits{p.Bounded, p.Backoff, p.Tells}, -1}, name, args[p.Index]})
			}
		}
	}
	if len(out) > 0 || obj == nil {
		return out
	}
	ref := symbols.Of(obj)
	r, ok := runners[ref.Pkg+"."+ref.Symbol()]
	if !ok {
		return nil
	}
	own := ssaflow.Args(call)
	for i, a := range own {
		if _, isFunc := a.Type().Underlying().(*types.Signature); !isFunc || i == r.tellArg {
			continue
		}
		if isOption(a.Type()) {
			continue
		}
		x := run{r, ref.String(), a}
		if r.tellArg >= 0 && r.tellArg < len(own) && !isNil(own[r.tellArg]) {
			x.Tells = true
		}
		m.options(&x, call, own)
		m.policyOf(&x, ref, own)
		out = append(out, x)
		break
	}
	return out
}

// isOption reports whether a function type is an option, not something to run.
func isOption(t types.Type) bool {
	name := symbols.TypeName(t)
	return strings.HasSuffix(name, "Option") || strings.HasSuffix(name, "Opt")
}

// options applies what the retrier is told: limits, predicates.
func (m *Model) options(x *run, call ssa.CallInstruction, args []ssa.Value) {
	var elems []ssa.Value
	for _, a := range args {
		if e, ok := ssaflow.Elements(a); ok {
			elems = append(elems, e...)
		} else {
			elems = append(elems, a)
		}
	}
	if recv := ssaflow.Receiver(call); recv != nil {
		elems = append(elems, recv)
	}
	seen := make(map[ssa.Value]bool)
	ends := false
	var visit func(v ssa.Value, depth int)
	visit = func(v ssa.Value, depth int) {
		v = ssavalue.Unwrap(v)
		if v == nil || seen[v] || depth > 6 {
			return
		}
		seen[v] = true
		if ex, ok := v.(*ssa.Extract); ok {
			v = ex.Tuple
		}
		c, ok := v.(*ssa.Call)
		if !ok {
			return
		}
		obj := ssaflow.CalleeObj(c)
		if obj == nil {
			return
		}
		name, ref := obj.Name(), symbols.Of(obj)
		switch {
		case tellOption.MatchString(name):
			x.Tells = true
		case name == "UntilSucceeded" || name == "WithInfiniteRetry":
			x.Bounded = false
		case name == "Context" && ref.Pkg == "github.com/avast/retry-go":
			if a := ssaflow.Args(c); len(a) == 1 && !isBackground(a[0]) {
				ends = true
			}
		case name == "Attempts" || name == "WithMaxTries" || name == "WithMaxAttempts" || name == "WithMaxRetries":
			if a := ssaflow.Args(c); len(a) > 0 {
				last := a[len(a)-1]
				if k, ok := last.(*ssa.Const); ok && k.Value != nil && name == "Attempts" && k.Int64() == 0 {
					x.Bounded = false
				}
			}
		case obj.Pkg() != nil && strings.HasPrefix(obj.Pkg().Path(), "github.com/eapache/go-resiliency") && name == "New":
			if a := ssaflow.Args(c); len(a) == 2 && !isNil(a[1]) {
				x.Tells = true
			}
		}
		for _, a := range allArgs(c) {
			if e, ok := ssaflow.Elements(a); ok {
				for _, v := range e {
					visit(v, depth+1)
				}
				continue
			}
			visit(a, depth+1)
		}
	}
	for _, e := range elems {
		visit(e, 0)
	}
	x.Bounded = x.Bounded || ends
}

var tellOption = regexp.MustCompile(`^(RetryIf|OnCodes|OnHTTPCodes|WithCodes|WithRetriable|WithRetry|HandleIf|HandleErrors|HandleErrorTypes|HandleResult|AbortOn.*|AbortIf|Retryable)$`)

// functionOf returns the function of this package that a function value is.
func (m *Model) functionOf(v ssa.Value) *ssa.Function {
	if fn := ssavalue.Func(v); fn != nil {
		if fn.Blocks != nil && fn.Synthetic == "" {
			return fn
		}
		if obj, ok := fn.Object().(*types.Func); ok && fn.Prog != nil {
			if real := fn.Prog.FuncValue(obj); real != nil && real.Blocks != nil {
				return real
			}
		}
		return nil
	}
	if instr, ok := v.(ssa.Instruction); ok {
		for _, o := range m.flow.Origins(v, ssaflow.Query{At: instr}) {
			if o.Kind == ssaflow.Func && o.Fn != nil && o.Fn.Blocks != nil {
				return o.Fn
			}
		}
	}
	return nil
}

// paramOf returns the index of the parameter that a function value is, the
// enclosing function's for a closure's variable; -1 when it is none.
func (m *Model) paramOf(v ssa.Value, at ssa.Instruction) (*ssa.Function, int) {
	if _, isFunc := v.Type().Underlying().(*types.Signature); !isFunc {
		return nil, -1
	}
	for _, o := range m.flow.Origins(v, ssaflow.Query{At: at}) {
		if o.Kind == ssaflow.Param && o.Path == "" && o.Fn != nil && o.Fn.Parent() == nil {
			return o.Fn, o.Index
		}
	}
	return nil, -1
}

func allArgs(call ssa.CallInstruction) []ssa.Value {
	common := call.Common()
	if common.IsInvoke() {
		return append([]ssa.Value{common.Value}, common.Args...)
	}
	return common.Args
}

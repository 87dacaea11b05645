package retries

import (
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/requests"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// Kind says how a region is run again.
type Kind uint8

const (
	// Loop is a for statement or a jump back.
	Loop Kind = iota
	// Runner is a call of a retrier with a function.
	Runner
	// Recursion is a function that calls itself when it fails.
	Recursion
	// Job is the handler of a queue, scheduler or workflow.
	Job
)

// Region is code that is run again when it fails.
type Region struct {
	Kind Kind
	// Name is what runs it, for messages: "the loop", "backoff.Retry".
	Name string
	// Pos and End are where it is reported.
	Pos, End token.Pos
	// Fn is the function the loop or retrier call is in, the handler of a job.
	Fn *ssa.Function
	// Body is the function that is run again, nil for loops.
	Body *ssa.Function
	traits
	// Attempts are the calls in the region that send a write, or lead to one.
	Attempts []*Attempt

	// Inferred says that nothing but the shape of the code says that it is run
	// again.
	Inferred bool

	// Failover says that the next attempt goes to another provider, which knows
	// nothing of the first one's keys.
	Failover bool

	loop *loop
	// perItem: a round of the loop is one attempt at one item.
	perItem bool
	m       *Model
}

// Attempt is a call in a region that sends a write.
type Attempt struct {
	Call ssa.CallInstruction
	// Sends are sent by the call itself, Writes inside the functions it calls.
	Sends  []*requests.Send
	Writes []requests.Desc
}

// Contains reports whether an instruction is run by every attempt.
func (r *Region) Contains(instr ssa.Instruction) bool {
	if instr == nil || instr.Block() == nil {
		return false
	}
	fn := instr.Parent()
	if r.loop != nil {
		for fn != r.Fn {
			// In a closure: where is it made?
			if fn = fn.Parent(); fn == nil {
				return false
			}
			if fn == r.Fn {
				return r.loop.closureIn(instr.Parent())
			}
		}
		return r.loop.has(instr)
	}
	for ; fn != nil; fn = fn.Parent() {
		if fn == r.Body {
			return true
		}
	}
	return false
}

// closureIn reports whether a closure is made in the loop.
func (l *loop) closureIn(fn *ssa.Function) bool {
	for b := range l.blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok {
				for f := fn; f != nil; f = f.Parent() {
					if mc.Fn == f {
						return true
					}
				}
			}
		}
	}
	return false
}

// instrs visits the instructions of a region.
func (r *Region) instrs(f func(ssa.Instruction)) {
	if r.loop != nil {
		for _, b := range r.Fn.Blocks {
			if r.loop.blocks[b] {
				for _, instr := range b.Instrs {
					f(instr)
				}
			}
		}
		return
	}
	each(r.Body, f)
}

// Lookup reports whether between the attempts the state is looked up, and the
// answer decides whether to send again.
func (r *Region) Lookup(a *Attempt) bool {
	found := len(a.Sends) == 0 && r.m.guardedCall(a.Call)
	var calls []ssa.CallInstruction
	r.instrs(func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok && call != a.Call {
			calls = append(calls, call)
		}
	})
	for _, call := range calls {
		if !found && r.m.isLookup(call) && r.decides(call, a.Call) {
			found = true
		}
	}
	return found
}

// decides reports whether a branch on the lookup's answer keeps the attempt
// from being sent.
func (r *Region) decides(lookup, attempt ssa.CallInstruction) bool {
	derived := derivedFrom(lookup, r.Contains)
	decided := false
	r.instrs(func(instr ssa.Instruction) {
		branch, ok := instr.(*ssa.If)
		if decided || !ok || !derived[branch.Cond] || instr.Parent() != attempt.Parent() {
			return
		}
		// Only the lookup's own failure: that says nothing about the state.
		if onlyError(branch.Cond) || goesThrough(branch.Cond) {
			return
		}
		b := branch.Block()
		// On one side the attempt can follow (in this round or the next), on
		// the other it cannot.
		one, two := r.reaches(b.Succs[0], attempt.Block()), r.reaches(b.Succs[1], attempt.Block())
		if one == two {
			return
		}
		// What is there is what is to be paid, not a payment that was made: only
		// sending when nothing was found asks for the state.
		if found, ok := exists(branch.Cond); ok && found == one {
			return
		}
		decided = true
	})
	return decided
}

// goesThrough reports whether a condition is that of a loop over a list: what is
// due is on it until it was paid, whatever became of the last attempt.
func goesThrough(cond ssa.Value) bool {
	switch cond := cond.(type) {
	case *ssa.BinOp:
		call, ok := cond.Y.(*ssa.Call)
		if !ok {
			return false
		}
		b, ok := call.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "len" && cond.Op == token.LSS
	case *ssa.Extract:
		_, ok := cond.Tuple.(*ssa.Next)
		return ok
	}
	return false
}

// exists reports whether a condition only asks whether something was found, and
// for which value of the condition it was.
func exists(cond ssa.Value) (found, ok bool) {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			found, ok = exists(cond.X)
			return !found, ok
		}
	case *ssa.BinOp:
		x, y := cond.X, cond.Y
		if _, isConst := x.(*ssa.Const); isConst {
			x, y = y, x
		}
		c, isConst := y.(*ssa.Const)
		if !isConst || !isNil(y) && !(zero(c) && isID(x)) {
			return false, false
		}
		return cond.Op == token.NEQ || cond.Op == token.GTR, true
	}
	return false, false
}

// zero reports whether a constant is 0 or "".
func zero(c *ssa.Const) bool {
	switch c.Value.Kind() {
	case constant.Int:
		return constant.Sign(c.Value) == 0
	case constant.String:
		return constant.StringVal(c.Value) == ""
	}
	return false
}

// isID reports whether a value is a field named ID.
func isID(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		fa, ok := v.X.(*ssa.FieldAddr)
		return ok && strings.EqualFold(fieldName(fa), "id")
	case *ssa.Field:
		return strings.EqualFold(ssaflow.FieldRef(v.X.Type(), v.Field).Name, "id")
	}
	return false
}

// onlyError reports whether a condition asks for nothing but an error.
func onlyError(cond ssa.Value) bool {
	bin, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	x := bin.X
	if isNil(x) {
		x = bin.Y
	}
	return isErrorType(x.Type())
}

// reaches reports whether block to can follow block from within the region.
func (r *Region) reaches(from, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(b *ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		if r.loop != nil && !r.loop.blocks[b] {
			return false
		}
		if b == to {
			return true
		}
		if r.perItem && b == r.loop.header {
			return false
		}
		if seen[b] {
			return false
		}
		seen[b] = true
		for _, s := range b.Succs {
			if visit(s) {
				return true
			}
		}
		return false
	}
	return visit(from)
}

// Generic reports whether the region sends what its function's callers choose.
func (r *Region) Generic() bool {
	for _, a := range r.Attempts {
		for _, s := range a.Sends {
			if s.Open {
				return true
			}
		}
	}
	return false
}

var methodConst = regexp.MustCompile(`^(?i)(GET|HEAD|POST|PUT|PATCH|DELETE)$`)

// AsksMethod reports whether the function of a region looks at the request's
// method, so that it may repeat reads only.
func (r *Region) AsksMethod() bool {
	asks := false
	for _, fn := range []*ssa.Function{r.Fn, r.Body} {
		if fn == nil {
			continue
		}
		each(fn, func(instr ssa.Instruction) {
			switch instr := instr.(type) {
			case *ssa.BinOp:
				for _, v := range [...]ssa.Value{instr.X, instr.Y} {
					if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String && methodConst.MatchString(constant.StringVal(c.Value)) {
						asks = true
					}
				}
			case ssa.CallInstruction:
				if obj := ssaflow.CalleeObj(instr); obj != nil && methodFunc.MatchString(obj.Name()) {
					asks = true
				}
			}
		})
	}
	return asks
}

var methodFunc = regexp.MustCompile(`(?i)(idempotentmethod|methodidempotent|isidempotent|safemethod|issafe|retryablemethod|replayable)`)

// isLookup reports whether a call asks for the state of something.
func (m *Model) isLookup(call ssa.CallInstruction) bool {
	for _, s := range m.reqs.SendsAt(call) {
		if s.IsRead() {
			return true
		}
	}
	fn := ssaflow.CalleeObj(call)
	if fn != nil && claimName.MatchString(fn.Name()) && answersBool(fn) {
		return true
	}
	if fn != nil && fn.Signature().Results().Len() > 1 && m.reqs.Reads(call) && len(m.reqs.Writes(call)) == 0 {
		return true // a function of the module that only asks
	}
	if fn == nil || !lookupName.MatchString(fn.Name()) || notLookup.MatchString(fn.Name()) {
		return false
	}
	if fn.Pkg() == nil || !hasDot(fn.Pkg().Path()) && !m.own(fn.Pkg().Path()) {
		return false // the standard library looks nothing up
	}
	// Something comes back that can be asked.
	return fn.Signature().Results().Len() > 0
}

// claimName are functions that let only one caller go on.
var claimName = regexp.MustCompile(`^(?i)(try_?)?(claim|acquire|lock|reserve|setnx|set_if_absent|mark_?once|begin_?once|first_?time)`)

// answersBool reports whether a function's first result says yes or no.
func answersBool(fn *types.Func) bool {
	res := fn.Signature().Results()
	if res.Len() == 0 {
		return false
	}
	b, ok := res.At(0).Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// Stability says what a region's attempts do with a key.
type Stability uint8

const (
	// Unkeyed: there is no key, or an empty one.
	Unkeyed Stability = iota
	// Changing: every attempt has another key.
	Changing
	// Stable: all attempts of an operation have the same key, as far as can be seen.
	Stable
)

// StabilityOf judges the key of a write in the region.
func (r *Region) StabilityOf(k requests.Key, at ssa.CallInstruction) Stability {
	switch {
	case k.State == requests.KeyNone || k.Absent():
		return Unkeyed
	case k.State != requests.KeySet:
		return Stable
	}
	for _, v := range k.Values {
		switch v.Kind {
		case requests.Random, requests.Clock, requests.WeakRandom:
			site := v.Site()
			if site == nil {
				site = at // made at every call, in another package
			}
			if r.Contains(site) {
				return Changing
			}
		}
	}
	if v := k.Value(); v != nil && r.DependsOnCounter(v) {
		return Changing
	}
	if text, ok := k.Constant(); k.Empty() && (!ok || text == "") {
		return Unkeyed
	}
	return Stable
}

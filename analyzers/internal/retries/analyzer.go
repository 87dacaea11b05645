package retries

import (
	"cmp"
	"go/types"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/requests"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Analyzer builds the model of a package's retries. It has no options.
var Analyzer = &analysis.Analyzer{
	Name:       "paylintretries",
	Doc:        "model what a package does again when it fails",
	Run:        start,
	Requires:   []*analysis.Analyzer{ssaflow.Analyzer, requests.Analyzer},
	ResultType: reflect.TypeFor[*Model](),
	FactTypes:  []analysis.Fact{(*RetriesFact)(nil)},
}

// RetriesFact names a package's functions that run a parameter again.
type RetriesFact struct {
	Runners map[string][]RunnerParam
	// Guarded are the functions that look a state up before every write.
	Guarded map[string]bool
	// Repeats are the functions that send their callers' requests again.
	Repeats map[string]Traits
}

// AFact marks the type as a fact.
func (*RetriesFact) AFact() {}

func (*RetriesFact) String() string { return "retries" }

// RunnerParam is a parameter that a function runs again when it fails, and what
// it does about attempts.
type RunnerParam struct {
	Index                   int
	Bounded, Backoff, Tells bool
}

// Model is what a package does again when it fails.
type Model struct {
	// Regions have at least one attempt that sends a write, in order of position.
	Regions []*Region

	flow    *ssaflow.Package
	reqs    *requests.Model
	imports map[string]*RetriesFact
	runners map[*ssa.Function][]RunnerParam
	guards  map[*ssa.Function]bool

	transports map[symbols.Ref]bool

	requeuesDone, requeuesAny bool
}

func start(pass *analysis.Pass) (any, error) {
	m := &Model{
		flow:    pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
		reqs:    pass.ResultOf[requests.Analyzer].(*requests.Model),
		imports: make(map[string]*RetriesFact),
		runners: make(map[*ssa.Function][]RunnerParam),
		guards:  make(map[*ssa.Function]bool),
	}
	if m.flow.SSA == nil {
		return m, nil
	}
	for _, f := range pass.AllPackageFacts() {
		if fact, ok := f.Fact.(*RetriesFact); ok {
			m.imports[f.Package.Path()] = fact
		}
	}
	fact := &RetriesFact{Runners: make(map[string][]RunnerParam), Guarded: make(map[string]bool), Repeats: make(map[string]Traits)}
	for _, fn := range m.flow.Funcs() {
		if ps := m.runnerParams(fn); len(ps) > 0 {
			if obj, ok := fn.Object().(*types.Func); ok {
				fact.Runners[symbols.Of(obj).Symbol()] = ps
			}
		}
	}
	for _, fn := range m.flow.Funcs() {
		m.loops(fn)
		m.runs(fn)
		m.recursion(fn)
		m.workers(fn)
		m.consumers(fn)
		m.requeuers(fn)
	}
	m.jobs()
	for _, fn := range m.flow.Funcs() {
		if obj, ok := fn.Object().(*types.Func); ok && m.guarded(fn) {
			fact.Guarded[symbols.Of(obj).Symbol()] = true
		}
	}
	for _, r := range m.Regions {
		obj, ok := r.Fn.Object().(*types.Func)
		if ok && r.Kind != Job && r.Generic() && !r.AsksMethod() {
			fact.Repeats[symbols.Of(obj).Symbol()] = Traits(r.traits)
		}
	}
	slices.SortStableFunc(m.Regions, func(a, b *Region) int { return cmp.Compare(a.Pos, b.Pos) })
	pass.ExportPackageFact(fact)
	return m, nil
}

// Traits are what a function that sends its callers' requests again does about
// attempts.
type Traits struct {
	Bounded, Backoff, Tells bool
}

// guarded reports whether every write of a function, and of those it calls, is
// decided by a lookup.
func (m *Model) guarded(fn *ssa.Function) bool {
	if g, ok := m.guards[fn]; ok {
		return g
	}
	m.guards[fn] = false
	r := &Region{Kind: Job, Fn: fn, Body: fn, m: m}
	m.attempts(r)
	all := len(r.Attempts) > 0
	for _, a := range r.Attempts {
		all = all && r.Lookup(a)
	}
	m.guards[fn] = all
	return all
}

// guardedCall reports whether what a call runs looks the state up before it
// writes.
func (m *Model) guardedCall(call ssa.CallInstruction) bool {
	callees := m.flow.Callees(call)
	for _, c := range callees {
		switch {
		case c.Fn != nil:
			if !m.guarded(c.Fn) {
				return false
			}
		default:
			if fact := m.imports[c.Pkg]; fact == nil || !fact.Guarded[c.Key] {
				return false
			}
		}
	}
	return len(callees) > 0
}

// Repeater names the function behind a call that sends the caller's request
// again when it fails, and says what it does about attempts.
func (m *Model) Repeater(call ssa.CallInstruction) (string, Traits, bool) {
	for _, c := range m.flow.Callees(call) {
		if c.Fn != nil {
			for _, r := range m.Regions {
				if r.Fn == c.Fn && r.Kind != Job && r.Generic() && !r.AsksMethod() {
					return c.Ref.Name, Traits(r.traits), true
				}
			}
			continue
		}
		if fact := m.imports[c.Pkg]; fact != nil {
			if t, ok := fact.Repeats[c.Key]; ok {
				return c.Ref.Name, t, true
			}
		}
	}
	return "", Traits{}, false
}

// Transports reports whether the package or one that it imports has RoundTripper
// types that send requests again, whatever their method.
func (m *Model) Transports() map[symbols.Ref]bool {
	if m.transports != nil {
		return m.transports
	}
	m.transports = make(map[symbols.Ref]bool)
	for _, r := range m.Regions {
		if recv := r.Fn.Signature.Recv(); r.Fn.Name() == "RoundTrip" && recv != nil && r.Generic() && !r.AsksMethod() {
			m.transports[symbols.TypeRef(recv.Type())] = true
		}
	}
	for path, fact := range m.imports {
		for name := range fact.Repeats {
			if t, ok := strings.CutSuffix(name, ".RoundTrip"); ok {
				m.transports[symbols.Ref{Pkg: symbols.Normalize(path), Name: t}] = true
			}
		}
	}
	return m.transports
}

func (m *Model) runnersOf(c *ssaflow.Callee) []RunnerParam {
	if c.Fn != nil {
		return m.runnerParams(c.Fn)
	}
	if fact := m.imports[c.Pkg]; fact != nil {
		return fact.Runners[c.Key]
	}
	return nil
}

// runnerParams finds the function parameters that fn runs again.
func (m *Model) runnerParams(fn *ssa.Function) []RunnerParam {
	if ps, ok := m.runners[fn]; ok {
		return ps
	}
	m.runners[fn] = nil
	if !hasFuncParam(fn) {
		return nil
	}
	var out []RunnerParam
	add := func(i int, t traits) {
		if !slices.ContainsFunc(out, func(p RunnerParam) bool { return p.Index == i }) {
			out = append(out, RunnerParam{i, t.Bounded, t.Backoff, t.Tells})
		}
	}
	for _, l := range loopsOf(fn) {
		for b := range l.blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || call.Call.IsInvoke() || call.Call.StaticCallee() != nil {
					continue
				}
				owner, i := m.paramOf(call.Call.Value, call)
				if owner != fn || i < 0 || !m.isRetry(l, call) {
					continue
				}
				r := &Region{Kind: Loop, Fn: fn, loop: l, m: m}
				m.traitsOf(r, call)
				add(i, r.traits)
			}
		}
	}
	// Handed to another retrier, as it is or inside a closure.
	each(fn, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return
		}
		for _, x := range m.runsAt(call) {
			if owner, i := m.paramOf(x.fn, call); owner == fn && i >= 0 {
				add(i, x.traits)
				continue
			}
			if body := m.functionOf(x.fn); body != nil && body.Parent() == fn {
				each(body, func(instr ssa.Instruction) {
					inner, ok := instr.(*ssa.Call)
					if !ok || inner.Call.IsInvoke() || inner.Call.StaticCallee() != nil {
						return
					}
					if owner, i := m.paramOf(inner.Call.Value, inner); owner == fn && i >= 0 {
						t := x.traits
						t.look(m, func(f func(ssa.Instruction)) { each(body, f) }, 0)
						add(i, t)
					}
				})
			}
		}
	})
	m.runners[fn] = out
	return out
}

func hasFuncParam(fn *ssa.Function) bool {
	for _, p := range fn.Params {
		if _, ok := p.Type().Underlying().(*types.Signature); ok {
			return true
		}
	}
	return false
}

// isRetry reports whether the loop does a call again because it failed.
func (m *Model) isRetry(l *loop, call ssa.CallInstruction) bool {
	o := l.outcomeOf(call)
	switch {
	case o.repeatsOnFailure:
	case o.other && (m.waits(l) || counterLoop(l)):
	default:
		return false
	}
	return !l.element(call) || o.repeatsOnFailure && l.failover(call)
}

// waits reports whether a loop waits between its rounds.
func (m *Model) waits(l *loop) bool {
	var t traits
	t.look(m, l.instrs, 0)
	return t.Backoff
}

func (l *loop) instrs(f func(ssa.Instruction)) {
	for b := range l.blocks {
		for _, instr := range b.Instrs {
			f(instr)
		}
	}
}

// counterLoop reports whether a loop counts attempts by name.
func counterLoop(l *loop) bool {
	for _, instr := range l.header.Instrs {
		if phi, ok := instr.(*ssa.Phi); ok && attemptName.MatchString(phi.Comment) {
			return true
		}
	}
	return false
}

var attemptName = regexp.MustCompile(`(?i)(attempt|retr|tries|try)`)

// loops finds the loops of a function that send a write again.
func (m *Model) loops(fn *ssa.Function) {
	ls := loopsOf(fn)
	if len(ls) == 0 {
		return
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			a := m.attempt(call)
			if a == nil {
				continue
			}
			n := -1
			for _, l := range ls {
				if !l.blocks[b] {
					continue
				}
				n++
				if !m.isRetry(l, call) {
					continue
				}
				m.addLoop(fn, l, a, n)
				break
			}
		}
	}
}

func (m *Model) addLoop(fn *ssa.Function, l *loop, a *Attempt, n int) {
	for _, r := range m.Regions {
		if r.Kind == Loop && r.Fn == fn && r.loop == l {
			r.Attempts = append(r.Attempts, a)
			return
		}
	}
	r := &Region{Kind: Loop, Name: "the loop", Fn: fn, loop: l, Attempts: []*Attempt{a}, m: m}
	if stmt := stmtOf(fn, a.Call.Pos(), n); stmt != nil {
		r.Pos, r.End = stmt.Pos(), stmt.Pos()+3
	} else {
		r.Name = "the jump back"
		r.Pos, r.End = a.Call.Pos(), a.Call.Pos()
	}
	m.traitsOf(r, a.Call)
	if l.element(a.Call) {
		if r.Tells {
			return // goes on only after some failures
		}
		r.Name, r.Inferred, r.Failover = "the failover", true, true
	}
	m.Regions = append(m.Regions, r)
}

// traitsOf fills in what a loop does about attempts.
func (m *Model) traitsOf(r *Region, call ssa.CallInstruction) {
	r.look(m, r.instrs, 0)
	r.Bounded = r.Bounded || r.loop.bounded(m, call) || usesContext(r.instrs)
}

// attempt describes a call that sends a write, or leads to one.
func (m *Model) attempt(call ssa.CallInstruction) *Attempt {
	a := &Attempt{Call: call}
	for _, s := range m.reqs.SendsAt(call) {
		if s.IsWrite() || s.Open && !s.IsRead() {
			a.Sends = append(a.Sends, s)
		}
	}
	a.Writes = m.reqs.Writes(call)
	if len(a.Sends)+len(a.Writes) == 0 {
		return nil
	}
	return a
}

// runs finds the calls of retriers in a function.
func (m *Model) runs(fn *ssa.Function) {
	each(fn, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return
		}
		for _, x := range m.runsAt(call) {
			body := m.functionOf(x.fn)
			if body == nil {
				continue
			}
			r := &Region{Kind: Runner, Name: x.name, Fn: fn, Body: body, Pos: call.Pos(), End: call.Pos(), traits: x.traits, m: m}
			m.attempts(r)
			if len(r.Attempts) == 0 {
				continue
			}
			r.look(m, r.instrs, 0)
			m.Regions = append(m.Regions, r)
		}
	})
}

// attempts collects the writes in a region's body.
func (m *Model) attempts(r *Region) {
	var in func(fn *ssa.Function)
	in = func(fn *ssa.Function) {
		each(fn, func(instr ssa.Instruction) {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if a := m.attempt(call); a != nil {
					r.Attempts = append(r.Attempts, a)
				}
			}
		})
		for _, anon := range fn.AnonFuncs {
			in(anon)
		}
	}
	in(r.Body)
}

var (
	lookupName = regexp.MustCompile(`^(Get|Find|Fetch|Lookup|LookUp|Query|Retrieve|Check|Status|Load|List|Search|Inquire|Inquiry|Is|Has|Exists|Verify|Poll|Read|Show|Describe)|(Status|State|Exists|Lookup|Inquiry|Result)$|(?i)^(get|find|fetch|lookup|query|retrieve|check|status|load|list|search|is|has|exists|verify)[A-Z]|^(?i)(find|fetch|look_?up|query|retrieve|inquir[ey]|search|poll)$`)
	notLookup  = regexp.MustCompile(`(?i)(retry|retri|transient|temporary|timeout|permanent|recoverable|header|config|env|logger|client|token|statuscode|backoff|delay|context|valid|success|error|errors|key)`)
)

// own reports whether a package belongs to the module.
func (m *Model) own(path string) bool {
	return m.flow.SSA != nil && path == m.flow.SSA.Pkg.Path() || m.imports[path] != nil
}

func hasDot(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".")
}

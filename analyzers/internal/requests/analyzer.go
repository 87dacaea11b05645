package requests

import (
	"cmp"
	"go/types"
	"reflect"
	"slices"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Analyzer builds the model of a package's requests. It has no options.
var Analyzer = &analysis.Analyzer{
	Name:       "paylintrequests",
	Doc:        "model the requests that a package sends",
	Run:        run,
	Requires:   []*analysis.Analyzer{ssaflow.Analyzer},
	ResultType: reflect.TypeFor[*Model](),
	FactTypes:  []analysis.Fact{(*RequestsFact)(nil)},
}

// RequestsFact is what a package tells those that import it.
type RequestsFact struct {
	// Funcs are the summaries of its functions, by "Func" or "Type.Method".
	Funcs map[string]*Summary
	// Transports are its RoundTripper types that set a key.
	Transports map[string]Key
}

// AFact marks the type as a fact.
func (*RequestsFact) AFact() {}

func (*RequestsFact) String() string { return "requests" }

// Model is what is known about the requests of one package.
type Model struct {
	// Sends are the calls that send a request, in order of position.
	Sends []*Send

	flow         *ssaflow.Package
	sums         map[*ssa.Function]*Summary
	sends        map[ssa.CallInstruction][]*Send
	keys         map[keyQuery]Key
	requests     map[ssa.Value]built
	depth        int
	imports      map[string]*RequestsFact
	transports   map[string]Key
	knobList     []knobCall
	knobsDone    bool
	defaultsDone bool
	anyDefault   bool
}

func run(pass *analysis.Pass) (any, error) {
	m := &Model{
		flow:       pass.ResultOf[ssaflow.Analyzer].(*ssaflow.Package),
		sums:       make(map[*ssa.Function]*Summary),
		sends:      make(map[ssa.CallInstruction][]*Send),
		keys:       make(map[keyQuery]Key),
		requests:   make(map[ssa.Value]built),
		imports:    make(map[string]*RequestsFact),
		transports: make(map[string]Key),
	}
	if m.flow.SSA == nil {
		return m, nil
	}
	for _, f := range pass.AllPackageFacts() {
		if fact, ok := f.Fact.(*RequestsFact); ok {
			m.imports[f.Package.Path()] = fact
			for name, k := range fact.Transports {
				m.transports[symbols.Normalize(f.Package.Path())+"."+name] = k
			}
		}
	}
	own := make(map[string]Key)
	for _, fn := range m.flow.Funcs() {
		if fn.Name() != "RoundTrip" || fn.Signature.Recv() == nil || len(fn.Params) != 2 || !isHTTP(fn.Params[1].Type(), "Request") {
			continue
		}
		k := m.keyAnywhere(fn)
		if k.State != KeyNone {
			name := symbols.TypeName(fn.Signature.Recv().Type())
			own[name] = k
			m.transports[symbols.Normalize(pass.Pkg.Path())+"."+name] = k
		}
	}
	// What was summarized so far did not know the transports.
	clear(m.sums)
	clear(m.sends)
	clear(m.keys)
	clear(m.requests)
	fact := &RequestsFact{Funcs: make(map[string]*Summary), Transports: make(map[string]Key, len(own))}
	for name, key := range own {
		fact.Transports[name] = key.detach()
	}
	for _, fn := range m.flow.Funcs() {
		sum := m.summarize(fn)
		if obj, ok := fn.Object().(*types.Func); ok && !sum.empty() {
			fact.Funcs[symbols.Of(obj).Symbol()] = sum.forFact()
		}
	}
	for _, fn := range m.flow.Funcs() {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					m.Sends = append(m.Sends, m.sendsAt(call)...)
				}
			}
		}
	}
	slices.SortStableFunc(m.Sends, func(a, b *Send) int { return cmp.Compare(a.Pos(), b.Pos()) })
	pass.ExportPackageFact(fact)
	return m, nil
}

// Flow is the value-flow engine of the package.
func (m *Model) Flow() *ssaflow.Package { return m.flow }

// SummaryOf returns the summary of a function that a call may run, nil when it
// is none of the module's.
func (m *Model) SummaryOf(c *ssaflow.Callee) *Summary { return m.summaryOf(c) }

// sendsAt is sendsOf, remembered.
func (m *Model) sendsAt(call ssa.CallInstruction) []*Send {
	if s, ok := m.sends[call]; ok {
		return s
	}
	m.sends[call] = nil // recursion
	s := m.sendsOf(call)
	m.sends[call] = s
	return s
}

// SendsAt returns the sends of one call.
func (m *Model) SendsAt(call ssa.CallInstruction) []*Send { return m.sendsAt(call) }

// keyAnywhere finds a key that a function sets on any header.
func (m *Model) keyAnywhere(fn *ssa.Function) Key {
	var k Key
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			callee, args := ssaflow.CalleeObj(call), ssaflow.Args(call)
			if callee == nil {
				continue
			}
			if headerCalls[callee.Name()] && len(args) >= 2 {
				if h, ok := ssavalue.ConstString(args[0]); ok && keyHeader(h) {
					k = k.or(Key{State: KeySet, How: h, Values: m.values(args[1], "", call), site: call})
				}
			}
			for i, a := range allArgs(call) {
				if isHTTP(a.Type(), "Request") {
					for _, c := range m.flow.Callees(call) {
						if sum := m.summaryOf(c); sum != nil {
							k = k.or(sum.Sets[i])
						}
					}
				}
			}
		}
	}
	// Whatever it is made from, callers have no say in it.
	for i := range k.Values {
		if k.Values[i].Kind == FromParam {
			k.Values[i] = Value{Kind: Other, Text: k.Values[i].Text}
		}
	}
	return k
}

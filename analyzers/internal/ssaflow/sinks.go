package ssaflow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Sink is the place in the end that a value reaches.
type Sink struct {
	Role symbols.Role
	// Callee is the function or, for settings that are fields, the field.
	Callee symbols.Ref
	// Arg is the index of the argument (receiver not counted; elements of a
	// variadic parameter all have the parameter's index), -1 for a field.
	Arg int
}

// SinkUse is a place in this package where a value reaches a sink: directly, or
// by being handed to a function that lets it reach the sink.
type SinkUse struct {
	Sink Sink
	// Instr is the call, or the store to a field.
	Instr ssa.Instruction
	// Value is what is handed over; Path the part of it that reaches the sink.
	Value ssa.Value
	Path  Path
	// Arg is the index of the argument in this call, receiver not counted; -1
	// for the receiver and for stores.
	Arg int
	// Elem is the index within the variadic argument, -1 when not variadic.
	Elem int
	// Wrapper is the called function, when it is not the sink itself.
	Wrapper *Callee
	// Steps are what happens to the value between the wrapper's parameter and
	// the sink (sink first), Trace the calls on the way, outermost first.
	Steps []*Step
	Trace []*Step
	// Barrier says what the wrapper does to the value before the sink.
	Barrier Barrier
	// Negate says that the opposite of Value is what reaches the sink.
	Negate bool
	// writer is [paramSink.writer] of this function, 0 when a log is written to.
	writer int
	// Switch says that the call itself makes the setting: it is of a function
	// that stores Value to it.
	Switch bool
	// outer is what outward returns.
	outer []*Step
}

// outward returns the trace as seen from a caller.
func (u *SinkUse) outward() []*Step {
	if u.outer == nil {
		here := &Step{Kind: CallStep, Name: u.name(), Callee: u.callee(), Instr: u.Instr, Pos: u.Instr.Pos()}
		u.outer = append([]*Step{here}, u.Trace...)
	}
	return u.outer
}

// Direct reports whether the sink itself is called.
func (u *SinkUse) Direct() bool { return u.Wrapper == nil }

// paramSink is a parameter of a function of this package that reaches a sink.
type paramSink struct {
	param   int
	path    Path
	sink    Sink
	steps   []*Step
	trace   []*Step
	barrier Barrier
	negate  bool
	// writer, when not 0, is one more than the parameter that says where to
	// write: only calls that pass it a log are sinks.
	writer int
	// from and by, the use and the origin that it was found by, are where steps
	// and trace come from when it turns out to be new.
	from *SinkUse
	by   *Origin
}

// Bounds of the inference; more is not looked at.
const (
	maxParamSinks = 24
	maxTrace      = 8
)

type sinkTable struct {
	p      *Package
	uses   map[symbols.Role][]*SinkUse
	params map[*ssa.Function][]*paramSink
	fields map[symbols.Ref][]*paramSink
	// seenUse avoids reporting a place twice for one sink.
	seenUse map[useKey]bool
	// credentials caches what [symbols.CredentialParams] says.
	credentials map[*types.Func][]int
	// switches are the functions that make a setting, offered their stores,
	// applied those that this package calls.
	switches map[*ssa.Function][]switchFunc
	offered  map[*ssa.Store]*ssa.Function
	applied  map[*ssa.Function]bool
	work     []*SinkUse
	// own are the packages of the module that this one knows.
	own map[string]bool
}

type useKey struct {
	instr  ssa.Instruction
	value  ssa.Value
	path   Path
	role   symbols.Role
	elem   int
	behind bool
	negate bool
	writer int
}

func newSinkTable(p *Package) *sinkTable {
	t := &sinkTable{
		p:       p,
		uses:    make(map[symbols.Role][]*SinkUse),
		params:  make(map[*ssa.Function][]*paramSink),
		fields:  make(map[symbols.Ref][]*paramSink),
		seenUse: make(map[useKey]bool),

		credentials: make(map[*types.Func][]int),

		switches: make(map[*ssa.Function][]switchFunc),
		offered:  make(map[*ssa.Store]*ssa.Function),
		applied:  make(map[*ssa.Function]bool),
	}
	t.direct()
	t.imported()
	for len(t.work) > 0 {
		u := t.work[0]
		t.work = t.work[1:]
		t.propagate(u)
	}
	for _, uses := range t.uses {
		slices.SortStableFunc(uses, func(a, b *SinkUse) int { return int(a.Instr.Pos() - b.Instr.Pos()) })
	}
	return t
}

// Sinks returns the places where values reach sinks of a role, in order of
// position.
func (p *Package) Sinks(role symbols.Role) []*SinkUse {
	if p.sinks == nil {
		return nil
	}
	return p.sinks.uses[role]
}

// isSetting reports whether values of the role are followed through module
// struct fields and package variables.
func isSetting(role symbols.Role) bool {
	return !slices.Contains(logRoles, role)
}

// Own reports whether a symbol belongs to the module's own packages.
func (p *Package) Own(ref symbols.Ref) bool {
	if ref.Pkg == symbols.Normalize(p.Pass.Pkg.Path()) {
		return true
	}
	if m := p.Pass.Module; m != nil && m.Path != "" {
		module := symbols.Normalize(m.Path)
		return ref.Pkg == module || strings.HasPrefix(ref.Pkg, module+"/")
	}
	for path := range p.imports {
		if symbols.Normalize(path) == ref.Pkg {
			return true
		}
	}
	return false
}

func (t *sinkTable) add(u *SinkUse) {
	k := useKey{u.Instr, u.Value, u.Path, u.Sink.Role, u.Elem, u.Barrier&Behind != 0, u.Negate, u.writer}
	if t.seenUse[k] {
		return
	}
	t.seenUse[k] = true
	if u.writer == 0 {
		t.uses[u.Sink.Role] = append(t.uses[u.Sink.Role], u)
	}
	t.work = append(t.work, u)
	t.offer(u)
}

// name is how messages call what is called or stored to.
func (u *SinkUse) name() string { return u.callee().String() }

func (u *SinkUse) callee() symbols.Ref {
	if u.Wrapper != nil {
		return u.Wrapper.Ref
	}
	return u.Sink.Callee
}

// Pos returns the position of the value in the source: the argument, or the
// right-hand side of the store.
func (u *SinkUse) Pos() token.Pos { return u.Instr.Pos() }

package ssaflow

import (
	"go/constant"
	"go/token"
	"go/types"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Kind says what an origin is.
type Kind int

const (
	Unknown Kind = iota
	Const        // a constant; Const holds it (nil constant: IsNil)
	Zero         // a variable or field that was never set on this path
	Param        // a parameter (receiver: index 0 of a method) of Fn
	Global       // a package variable; Name is "pkgpath.name"
	Call         // the result of a call the engine cannot look into, or what it fills in
	Func         // a function value; Fn
	Op           // the result of a comparison or other operation that yields no part of its operands; Value
)

// kinds is a set of them.
type kinds uint16

func kindsOf(list ...Kind) kinds {
	var set kinds
	for _, k := range list {
		set |= 1 << k
	}
	return set
}

func (s kinds) has(k Kind) bool { return s&(1<<k) != 0 }

func (k Kind) String() string {
	return [...]string{"unknown", "const", "zero", "param", "global", "call", "func", "op"}[k]
}

// Barrier says what was done to a value on its way, as far as it matters to
// several checks. A value with any bit of [Safe] cannot be read back.
type Barrier uint8

const (
	Masked    Barrier = 1 << iota // masked or redacted
	Hashed                        // hashed or MACed
	Encrypted                     // encrypted
	Partial                       // only its first six or last four, or so
	Length                        // only its length, or a comparison

	// Behind says of a sink's use, never of an origin, that the value ends up
	// behind the beginning of a text there, or encoded in it.
	Behind
)

// Safe are the barriers after which nothing sensitive is left.
const Safe = Masked | Hashed | Encrypted | Partial | Length

// StepKind says what a step is.
type StepKind int

const (
	NameStep   StepKind = iota // the value is held by a variable, parameter or result of that name
	FieldStep                  // the value is a field of Owner
	KeyStep                    // the value is a map element with a constant key
	CallStep                   // the value passes through a call
	StoreStep                  // the value is stored (Name: where)
	ConcatStep                 // the value becomes part of a string
	ConvStep                   // the value is converted to another type
	BranchStep                 // one of several values is chosen here
	PieceStep                  // piece Elem of a text that is split at Name is taken; not in other packages
)

// Step is one thing that happened to a value on the way from an origin.
type Step struct {
	Kind StepKind
	// Name is the variable's, field's or key's name.
	Name string
	// Owner is the type a field belongs to.
	Owner symbols.Ref
	// Type is the type of what is named; nil when the step was in another package.
	Type types.Type
	// TypeName is Type as text, for steps in other packages too.
	TypeName string
	// Tag is a field's struct tag.
	Tag string
	// Callee is the function of a CallStep; Arg the argument that passes on
	// (-1: receiver of a method of another module, or unknown).
	Callee symbols.Ref
	Arg    int
	// Part is the part of a call's results that is asked for: "#0.Name".
	Part Path
	// Elem is the index of the variadic argument that a ConcatStep of a call
	// continues at, -1 for another argument.
	Elem int
	// Tail says of a ConcatStep that the text does not begin with the value.
	Tail bool
	// Instr is nil when the step was in another package.
	Instr ssa.Instruction
	Value ssa.Value
	Pos   token.Pos
	// Position is set instead of Pos for steps in other packages.
	Position token.Position
}

// Origin is where (a part of) a value comes from.
type Origin struct {
	Kind  Kind
	Const constant.Value // Const; nil for the nil constant
	Fn    *ssa.Function  // Param, Func
	Index int            // Param
	Name  string         // Param, Global: its name
	// Callee and Site describe a Call. Site is nil when the call is in another
	// package; then ConstArgs still has the constant string arguments.
	Callee    symbols.Ref
	Site      ssa.CallInstruction
	ConstArgs []string
	// Filled says that the call writes the value through an argument.
	Filled bool
	// Path is the part of the origin that the value is.
	Path Path
	// Out is the part of the asked-for value that it becomes.
	Out Path
	// Steps are what happened on the way, sink first.
	Steps []*Step
	// Barrier says what was done to the value on its way.
	Barrier Barrier
	// May says that another value is used on other paths.
	May bool
	// Value is the SSA value; nil when it is in another package.
	Value ssa.Value
	// At is where the value is used, nil in another package.
	At ssa.Instruction
	// Pos is the best known position, Position for other packages.
	Pos      token.Pos
	Position token.Position
}

// IsNil reports whether the origin is the nil constant.
func (o *Origin) IsNil() bool { return o.Kind == Const && o.Const == nil }

// StringConst returns the constant string, if the origin is one.
func (o *Origin) StringConst() (string, bool) {
	if o.Kind == Const && o.Const != nil && o.Const.Kind() == constant.String {
		return constant.StringVal(o.Const), true
	}
	return "", false
}

// BoolConst returns the constant bool, if the origin is one.
func (o *Origin) BoolConst() (value, ok bool) {
	if o.Kind == Const && o.Const != nil && o.Const.Kind() == constant.Bool {
		return constant.BoolVal(o.Const), true
	}
	return false, false
}

// IntConst returns the constant integer, if the origin is one.
func (o *Origin) IntConst() (int64, bool) {
	if o.Kind == Const && o.Const != nil && o.Const.Kind() == constant.Int {
		return constant.Int64Val(o.Const)
	}
	return 0, false
}

// Query says how to look for origins.
type Query struct {
	// At is the instruction that uses the value: stores after it do not count.
	// Nil means anywhere.
	At ssa.Instruction
	// Path is the part of the value that is asked for.
	Path Path
	// Taint also looks through calls of unknown functions: their results may be
	// derived from any argument. The call itself is then no origin.
	Taint bool
	// Fields also looks at the module's stores to a struct field, when the
	// struct comes from elsewhere (a parameter, a global, a call). Such origins
	// are May.
	Fields bool
	// Stop ends the walk at a step when it returns true: nothing behind that
	// step is an origin.
	Stop func(*Step) bool
	// Visit is told every value on the way, those in other functions excepted,
	// and ends the walk at a value when it returns false.
	Visit func(*Visited) bool
}

// Visited is a value on the way from a sink to its origins.
type Visited struct {
	Value ssa.Value
	// Path is the part of Value that is asked for, Out the part of the asked-for
	// value that it becomes.
	Path, Out Path
	// At is the instruction that uses the value.
	At ssa.Instruction
	// Barrier says what is done to the value before the sink.
	Barrier Barrier
	// May says that another value is used on other paths.
	May bool
	way *link
}

// Steps are what happens to the value between here and the sink, sink first.
func (v *Visited) Steps() []*Step { return v.way.list(nil) }

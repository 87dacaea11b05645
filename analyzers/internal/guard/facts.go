package guard

import (
	"go/token"
	"sync"
)

// GuardFact is everything other packages may know about a package's functions.
type GuardFact struct {
	Funcs []*Summary

	// Packages above share a fact, and an index of it.
	indexed sync.Once
	keys    map[string]*Summary
	methods map[string][]*Summary
}

// byKey returns the summaries by [Summary.Key].
func (f *GuardFact) byKey() map[string]*Summary {
	f.indexed.Do(f.index)
	return f.keys
}

// byMethod returns the summaries of methods by [Summary.Method].
func (f *GuardFact) byMethod() map[string][]*Summary {
	f.indexed.Do(f.index)
	return f.methods
}

func (f *GuardFact) index() {
	f.keys = make(map[string]*Summary, len(f.Funcs))
	f.methods = make(map[string][]*Summary)
	for _, s := range f.Funcs {
		f.keys[s.Key] = s
		if s.Method != "" {
			f.methods[s.Method] = append(f.methods[s.Method], s)
		}
	}
}

// AFact marks GuardFact as a fact.
func (*GuardFact) AFact() {}

func (*GuardFact) String() string { return "guard" }

// Summary is what callers learn about a function.
type Summary struct {
	// Key names the function ("(*pkg/path.T).Method").
	Key string
	// Name is for messages ("(*T).Method").
	Name string
	// Method is name and signature for methods, by which interface calls find them.
	Method string
	// Mock is set for implementations that exist for tests.
	Mock bool
	// Results are the labels of the results; what only some fields of an object
	// made by the function have is in Fields.
	Results []Labels
	Fields  []ResultField
	// Bound are the labels of results that were filled as a whole by a decoder.
	Bound []Labels
	// Out are the labels of what the function stores into what its parameters
	// point to.
	Out []Stored
	// Guarantees are what success of the function establishes.
	Guarantees []Guarantee
	// Effects are what the function does that its caller's guards decide about.
	Effects []Outcome
	// Settled are the state writes of the function that lie behind a check of
	// its own and move a transaction to a state that releases money or goods,
	// when nothing here compares amounts.
	Settled []Outcome
	// Marks say what a request handler looks at.
	Marks *Marks
	// Verifies names the check behind which all effects of the function lie.
	Verifies string
	// Fetches is set when the function asks another server about something.
	Fetches bool
	// AlwaysSucceeds is set when the function has a bool or error result and
	// can only return success.
	AlwaysSucceeds bool
	// Wraps is 1 and the index of a parameter of type error when the result is
	// nil only when that one is: a function that translates errors.
	Wraps int
	// Fails is set when the last result is an error that is never nil.
	Fails bool
	// Middleware is the check that lies before the next handler in the
	// middleware that this function is or returns.
	Middleware string
	// Compares is set when the function compares amounts.
	Compares bool
	// Position is where the function is declared.
	Position token.Position
}

// ResultField is a field of a result that points to, or is, a struct.
type ResultField struct {
	Result, Field int
	Labels        Labels
}

// Stored is what a function stores into an object: into all of it, or into
// fields.
type Stored struct {
	Param int
	// Field is -1 for the whole object.
	Field  int
	Labels Labels
	// Bound are those of a decoder that filled the whole object.
	Bound Labels
}

// Guarantee says: when the function's results look like this, that has been
// checked.
type Guarantee struct {
	// When lists conditions that must hold together.
	When []Condition
	// Name is the check's name for evidence ("hmac.Equal").
	Name string
	// Payload are the labels of what the check covers, in terms of the
	// function's parameters.
	Payload Labels
	// FailOpen is set when a configuration switch can skip the check.
	FailOpen bool
}

// Condition is a condition on one result.
type Condition struct {
	Result int
	Is     Good
	// Field is the name of the verdict field for Verdict.
	Field string
}

// Good says what a result looks like on success.
type Good int

// What results look like on success.
const (
	NilError Good = iota // error == nil
	True                 // bool
	One                  // int == 1
	NonNil               // pointer, slice, map or interface
	Verdict              // a field of the result has the good value
	Returns              // that the call returns at all
	Handled              // middleware: that the next handler runs
	Zero                 // int == 0
)

// Outcome is an effect as callers see it.
type Outcome struct {
	Kind EffectKind
	// What says what happens ("UPDATE orders SET status", "(kafka.Writer).WriteMessages").
	What string
	// State is the state name written and Value its constant, when known.
	State, Value string
	// Args are the labels of what reaches the effect, Choice those of the
	// conditions that decide whether it happens or what it writes.
	Args, Choice Labels
	// Written are the labels of the state value itself.
	Written Labels
	// Decided are the labels of request values that a branch compares with a
	// constant to decide that the state is written, or what is written.
	Decided Labels
	// Bound are the labels of a whole model that was filled from the request and
	// is stored with the state field in it.
	Bound Labels
	// Fields are the parameters' fields that the state is taken from.
	Fields []ParamField
	// Final is set when money or goods move: paid, captured, refunded …
	Final bool
	// Whole is set when a whole model is stored.
	Whole bool
	// Guarded is set for a write with a transition check.
	Guarded bool
	// Correlated is set when the statement itself asks for the stored amount,
	// WHERE provider_id = $1 AND amount = $2, or there is none to compare.
	Correlated bool
	// Creates is set for inserts.
	Creates bool
	// InContext is set when table, model or function is in payment context.
	InContext bool
	// Validated is set when the written value is compared with known ones on
	// the way.
	Validated bool
	// ChecksState is set when the stored state is looked at before the write.
	ChecksState bool
	// Position is where it happens, Via the functions on the way, outermost first.
	Position token.Position
	Via      []Via
}

// ParamField is a field of a parameter.
type ParamField struct {
	Param, Field int
}

// Via is a function between the caller and the effect.
type Via struct {
	Name     string
	Position token.Position
}

// EffectKind is a kind of effect.
type EffectKind int

// Kinds of effects.
const (
	StateWrite EffectKind = iota // stores a transaction's state
	Publish                      // publishes, enqueues, sends on a channel
	Outbound                     // calls another server to change something
	Mail                         // sends mail
	Opaque                       // a module interface's method whose implementation cannot be seen
)

func (k EffectKind) String() string {
	return [...]string{"state write", "publish", "outbound call", "mail", "call"}[k]
}

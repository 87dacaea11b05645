package requests

import (
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// ValueKind says what (a piece of) a string value is.
type ValueKind uint8

const (
	// Other is anything that stands for the operation: a field, a database
	// id, a value from the caller's caller.
	Other ValueKind = iota
	// Literal is a constant; Text is its text.
	Literal
	// Nothing is nil, or a variable or field that was never set.
	Nothing
	// FromParam is parameter Index of the function (receiver first).
	FromParam
	// Random is made by a generator of unique identifiers.
	Random
	// Clock is the time of day.
	Clock
	// WeakRandom is made by math/rand.
	WeakRandom
)

// Value is one thing that a string value is, or one piece that it is made of.
type Value struct {
	Kind ValueKind
	// Text is the constant, or the name of what it is.
	Text string
	// Part says that it is a piece of a longer string.
	Part bool
	// Index and Path say which part of which parameter FromParam is.
	Index int
	Path  string
	// Callee is the function that makes a Random, Clock or WeakRandom.
	Callee symbols.Ref

	site ssa.Instruction // where it is made, in this package
	fn   *ssa.Function   // whose parameter it is
}

// Site is where a generated value is made; nil when that is in another package.
func (v Value) Site() ssa.Instruction { return v.site }

// Values are the alternatives for a value, pieces included.
type Values []Value

// Literals returns the texts of the constants.
func (vs Values) Literals() []string {
	var out []string
	for _, v := range vs {
		if v.Kind == Literal {
			out = append(out, v.Text)
		}
	}
	return out
}

// Has reports whether one of the values is of that kind.
func (vs Values) Has(kind ValueKind) bool {
	for _, v := range vs {
		if v.Kind == kind {
			return true
		}
	}
	return false
}

// Only reports whether there are values and all are of that kind.
func (vs Values) Only(kind ValueKind) bool {
	for _, v := range vs {
		if v.Kind != kind {
			return false
		}
	}
	return len(vs) > 0
}

// generators make values that differ from call to call, by package.
var generators = map[string]ValueKind{
	"github.com/google/uuid":                                    Random,
	"github.com/gofrs/uuid":                                     Random,
	"github.com/satori/go.uuid":                                 Random,
	"github.com/hashicorp/go-uuid":                              Random,
	"github.com/pborman/uuid":                                   Random,
	"github.com/nu7hatch/gouuid":                                Random,
	"github.com/rs/xid":                                         Random,
	"github.com/segmentio/ksuid":                                Random,
	"github.com/oklog/ulid":                                     Random,
	"github.com/lithammer/shortuuid":                            Random,
	"github.com/teris-io/shortid":                               Random,
	"github.com/jaevor/go-nanoid":                               Random,
	"github.com/matoous/go-nanoid":                              Random,
	"github.com/aidarkhanov/nanoid":                             Random,
	"github.com/bwmarrin/snowflake":                             Random,
	"github.com/sony/sonyflake":                                 Random,
	"github.com/nrednav/cuid2":                                  Random,
	"go.jetify.com/typeid":                                      Random,
	"crypto/rand":                                               Random,
	"math/rand":                                                 WeakRandom,
	"github.com/thanhpk/randstr":                                Random,
	"k8s.io/apimachinery/pkg/util/uuid":                         Random,
	"k8s.io/apimachinery/pkg/util/rand":                         WeakRandom,
	"github.com/gocardless/gocardless-pro-go.NewIdempotencyKey": Random,
	"github.com/stripe/stripe-go.NewIdempotencyKey":             Random,
	"go.mongodb.org/mongo-driver/bson/primitive.NewObjectID":    Random,
	"go.mongodb.org/mongo-driver/bson.NewObjectID":              Random,
	"time.Now":   Clock,
	"time.Since": Clock,
}

// generatorOf returns what kind of generator a function is.
func generatorOf(ref symbols.Ref) (ValueKind, bool) {
	if k, ok := generators[ref.Pkg+"."+ref.Symbol()]; ok {
		return k, true
	}
	k, ok := generators[ref.Pkg]
	if !ok {
		return Other, false
	}
	// Deterministic UUIDs, parsing and conversions make nothing new.
	switch name := ref.Name; {
	case strings.Contains(name, "SHA1"), strings.Contains(name, "MD5"), strings.Contains(name, "V3"), strings.Contains(name, "V5"),
		strings.HasPrefix(name, "Parse"), strings.HasPrefix(name, "MustParse"), strings.HasPrefix(name, "From"),
		strings.HasPrefix(name, "String"), strings.HasPrefix(name, "Must"), strings.HasPrefix(name, "Set"), name == "NewSource", name == "NewPCG", name == "Seed":
		return Other, false
	case ref.Recv != "" && k == Random && ref.Pkg != "github.com/bwmarrin/snowflake" && ref.Pkg != "github.com/sony/sonyflake":
		return Other, false // methods of an identifier
	}
	return k, true
}

// dateLayout is a layout that names the day, month or year and nothing finer:
// a key per day is on purpose.
func dateLayout(layout string) bool {
	for _, finer := range [...]string{"15", "03", "3:", "04", "05", ".000", ",000"} {
		if strings.Contains(layout, finer) {
			return false
		}
	}
	return true
}

// coarse are the methods of time.Time that leave no more than the day.
var coarse = map[string]bool{"Year": true, "Month": true, "Day": true, "YearDay": true, "Weekday": true, "ISOWeek": true, "Date": true, "Truncate": true, "Round": true, "AddDate": true}

// values says what v may be at instruction at.
func (m *Model) values(v ssa.Value, path string, at ssa.Instruction) Values {
	if v == nil {
		return nil
	}
	var out Values
	seen := make(map[Value]bool)
	add := func(val Value) {
		if !seen[val] && len(out) < 24 {
			seen[val] = true
			out = append(out, val)
		}
	}
	for _, o := range m.flow.Origins(v, ssaflow.Query{At: at, Path: ssaflow.Path(path), Taint: true}) {
		add(m.value(o).seenFrom(at).calledFrom(o, at))
	}
	return out
}

// seenFrom makes a parameter of another function something else: a base URL
// that a constructor was handed is not the caller's choice here.
func (v Value) seenFrom(at ssa.Instruction) Value {
	if v.Kind == FromParam && v.fn != nil && at != nil && !encloses(v.fn, at.Parent()) {
		v.Kind, v.Index, v.Path = Other, 0, ""
	}
	v.fn = nil
	return v
}

// calledFrom makes the call in the function of at through which a value comes
// its site, where it is made in a function that is called there.
func (v Value) calledFrom(o *ssaflow.Origin, at ssa.Instruction) Value {
	if v.site == nil || at == nil || encloses(v.site.Parent(), at.Parent()) {
		return v
	}
	for _, s := range o.Steps {
		if call, ok := s.Instr.(*ssa.Call); ok && s.Kind == ssaflow.CallStep && encloses(call.Parent(), at.Parent()) {
			v.site = call
		}
	}
	return v
}

// value converts one origin.
func (m *Model) value(o *ssaflow.Origin) Value {
	val := Value{Text: o.Name}
	byDay, fetched := false, false
	for _, s := range o.Steps {
		if s.Kind == ssaflow.CallStep && (m.fetches(s.Callee) || hasRecord(s)) {
			fetched = true
		}
		switch s.Kind {
		case ssaflow.ConcatStep:
			val.Part = true
		case ssaflow.CallStep:
			if s.Callee.Pkg == "time" && s.Callee.Recv == "Time" {
				call, here := s.Instr.(ssa.CallInstruction)
				switch {
				case coarse[s.Callee.Name], s.Callee.Name == "Format" && !here:
					byDay = true
				case s.Callee.Name == "Format":
					if args := ssaflow.Args(call); len(args) == 1 {
						if layout, ok := ssavalue.ConstString(args[0]); ok && dateLayout(layout) {
							byDay = true
						}
					}
				}
			}
			// What goes through a hash or another function comes out as
			// something else: a constant argument is a piece of it.
			if o.Kind == ssaflow.Const && !passesUnchanged(s.Callee) {
				val.Part = true
			}
		}
	}
	switch o.Kind {
	case ssaflow.Const:
		text, isString := o.StringConst()
		switch {
		case o.IsNil():
			val.Kind = Nothing
		case isString:
			val.Kind, val.Text = Literal, text
		default:
			val.Kind, val.Text, val.Part = Literal, o.Const.ExactString(), true
		}
	case ssaflow.Zero:
		val.Kind = Nothing
	case ssaflow.Param:
		val.Kind, val.Index, val.Path, val.fn = FromParam, o.Index, string(o.Path), o.Fn
		if o.Fn != nil && o.Fn.Parent() != nil {
			val.Kind = Other // a closure's own parameter says nothing to callers
		}
	case ssaflow.Call:
		if attemptNumber(o) {
			val.Kind, val.Callee, val.Text = Random, o.Callee, o.Callee.String()
			if o.Site != nil {
				val.site = o.Site
			}
			break
		}
		kind, ok := generatorOf(o.Callee)
		if !ok || kind == Clock && byDay || fetched {
			val.Text = o.Callee.String()
			if o.Callee.Is("os", "Getenv") && len(o.ConstArgs) > 0 {
				val.Text = o.ConstArgs[0]
			}
			break
		}
		val.Kind, val.Callee, val.Text = kind, o.Callee, o.Callee.String()
		if o.Site != nil {
			val.site = o.Site
			if memoized(o.Site) {
				val = Value{Kind: Other, Text: o.Callee.String()}
			}
		}
	}
	return val
}

// attemptNumber reports whether a value is the number of the attempt, which a
// workflow engine or queue counts.
func attemptNumber(o *ssaflow.Origin) bool {
	switch o.Callee {
	case symbols.Ref{Pkg: "go.temporal.io/sdk/activity", Name: "GetInfo"}, symbols.Ref{Pkg: "go.uber.org/cadence/activity", Name: "GetInfo"}:
		return strings.HasSuffix(string(o.Path), ".Attempt")
	case symbols.Ref{Pkg: "github.com/hibiken/asynq", Name: "GetRetryCount"}:
		return true
	}
	return false
}

// memoized reports whether what a call makes is made once and kept in a field:
// by a sync.Once, or where the field is still empty.
func memoized(site ssa.CallInstruction) bool {
	fn := site.Parent()
	if fn.Parent() != nil {
		for _, b := range fn.Parent().Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || ssaflow.CalleeOf(call) != (symbols.Ref{Pkg: "sync", Recv: "Once", Name: "Do"}) {
					continue
				}
				if args := ssaflow.Args(call); len(args) == 1 && ssavalue.Func(args[0]) == fn {
					return true
				}
			}
		}
	}
	b := site.Block()
	if len(b.Preds) != 1 {
		return false
	}
	pred := b.Preds[0]
	branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	bin, ok := branch.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	load, ok := bin.X.(*ssa.UnOp)
	if !ok {
		return false
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if c, isConst := bin.Y.(*ssa.Const); !ok || !isConst || c.Value != nil && c.Value.ExactString() != `""` {
		return false
	}
	// The same field is filled there.
	for _, instr := range b.Instrs {
		if st, ok := instr.(*ssa.Store); ok {
			if to, ok := st.Addr.(*ssa.FieldAddr); ok && to.X == fa.X && to.Field == fa.Field {
				_, param := fa.X.(*ssa.Parameter)
				return param
			}
		}
	}
	return false
}

// hasRecord reports whether a step is a call of what stores records, or one that
// looks something up by what it is given: what comes back is a record, not a text or a time made from it.
func hasRecord(s *ssaflow.Step) bool {
	if storeType.MatchString(s.Callee.Recv) {
		return true
	}
	call, ok := s.Instr.(*ssa.Call)
	if !ok || !lookupCall.MatchString(s.Callee.Name) {
		return false
	}
	t := resultType(call)
	if tuple, ok := call.Type().(*types.Tuple); !ok && isStringish(call.Type()) || ok && tuple.Len() == 0 {
		return false
	}
	ref := symbols.TypeRef(t)
	return !isStringish(t) && ref != symbols.Ref{Pkg: "time", Name: "Time"}
}

// storeType is the name of a type that stores: an id that it made is kept.
var storeType = regexp.MustCompile(`(?i)(store|storage|repo|repository|dao|queries)$`)

var lookupCall = regexp.MustCompile(`^(?i)(get|find|list|load|fetch|query|select|read|search|claim|lookup|due|pending|next|pop|receive)`)

// fetches reports whether what a function returns is looked up by what it is
// given, not made from it: a method of a database's or queue's client.
func (m *Model) fetches(ref symbols.Ref) bool {
	if ref.Recv == "" || ref.Pkg == "" || m.imports[ref.Pkg] != nil || m.flow.SSA != nil && ref.Pkg == symbols.Normalize(m.flow.SSA.Pkg.Path()) {
		return false
	}
	if ref.Pkg == "database/sql" || ref.Pkg == "net/http" {
		return true
	}
	host, _, _ := strings.Cut(ref.Pkg, "/")
	return strings.Contains(host, ".") && strings.HasSuffix(ref.Recv, "Client") || strings.HasSuffix(ref.Recv, "Cmd") || strings.HasSuffix(ref.Recv, "Cmdable") || ref.Recv == "cmdable" || ref.Recv == "Pool" || ref.Recv == "Conn" || ref.Recv == "DB"
}

// passesUnchanged reports whether a call hands its argument through as it is.
func passesUnchanged(ref symbols.Ref) bool {
	switch ref.Name {
	case "String", "Ptr", "StringPtr", "Pointer", "To", "ToPtr", "TrimSpace", "NewOptString", "StringValue":
		return true
	}
	return strings.Contains(ref.Name, "Idempotency")
}

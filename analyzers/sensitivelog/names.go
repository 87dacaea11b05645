package sensitivelog

import (
	"go/types"
	"slices"
	"strings"
	"sync"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// newNames reads the word lists when the first package is analysed: settings may
// change until then.
func newNames(cfg *config.Config) func() *naming.Names {
	return sync.OnceValue(func() *naming.Names { return naming.New(cfg) })
}

// stepClass is what a step says about the value that passes it, by name and
// type. known says that the name says what the value is, sensitive or not.
func (c *checker) stepClass(s *ssaflow.Step, getters bool) (m naming.Match, known bool) {
	switch s.Kind {
	case ssaflow.NameStep:
		m = c.names.Match(s.Name)
	case ssaflow.FieldStep:
		if s.Owner.Is("net/http", "Cookie") {
			return naming.Match{}, false // decided by the cookie's name
		}
		if s.Name == "Raw" && s.Owner.Name == "Token" && strings.Contains(s.Owner.Pkg, "/jwt") {
			return naming.Match{Class: naming.Secret, Term: "jwt"}, true
		}
		owner := s.Owner.Name
		if fa, ok := s.Value.(*ssa.FieldAddr); ok && owner == "" {
			owner, _ = valueName(fa.X) // an unnamed struct: what holds it
		}
		m = c.names.FieldIn(c.ownerStruct(s), owner, s.Name, s.Tag)
		if m.Class != naming.None && naming.TagVerdict(s.Tag) == naming.Sensitive {
			return m, true
		}
	case ssaflow.KeyStep:
		m = c.names.Match(s.Name)
	case ssaflow.CallStep:
		if getters {
			return c.getter(s)
		}
		return naming.Match{}, false
	default:
		return naming.Match{}, false
	}
	if m.Class == naming.None && !m.Cancelled {
		if t := typeName(s.Type); t != "" {
			m = c.names.Match(t)
		}
	}
	if m.Class == naming.None || m.Class == naming.CardDetail || m.Term == "token" && c.inParser(s) {
		return naming.Match{}, m.Cancelled
	}
	if !c.holds(m, s) {
		return naming.Match{}, true
	}
	return m, true
}

// parserPackage are names of packages whose tokens are those of a language.
var parserPackage = func() map[string]bool {
	m := make(map[string]bool)
	for _, name := range strings.Fields(`ast cel css dsl expr goparser gotemplate grammar graphql html ini json lex lexer markdown parse parser
		properties query scan scanner sql sqlparser syntax template token tokenizer toml xml yaml`) {
		m[name] = true
	}
	return m
}()

// inParser reports whether a step is in code that reads a language, by the name of
// the package or of the type whose method it is.
func (c *checker) inParser(s *ssaflow.Step) bool {
	if parserPackage[c.pass.Pkg.Name()] {
		return true
	}
	var fn *ssa.Function
	switch {
	case s.Instr != nil:
		fn = s.Instr.Parent()
	case s.Value != nil:
		fn = s.Value.Parent()
	}
	for ; fn != nil; fn = fn.Parent() {
		if recv := fn.Signature.Recv(); recv != nil && hasWordOf(symbols.TypeName(recv.Type()), parserType) || parses(fn, s) {
			return true
		}
	}
	return false
}

// parses reports whether a function reads a list of tokens, as its name says.
func parses(fn *ssa.Function, s *ssaflow.Step) bool {
	words := naming.Words(fn.Name())
	if len(words) == 0 || s.Type == nil {
		return false
	}
	switch words[0] {
	case "parse", "lex", "tokenize", "scan", "eval", "match":
		_, list := s.Type.Underlying().(*types.Slice)
		return list
	}
	return false
}

// parserType are words of the names of types that read a language.
var parserType = wordSet("lex lexer parser scanner tokenizer tokeniser tokenstream interpreter compiler")

// ownerStruct is the struct that a field step's field belongs to, nil when it is
// not known.
func (c *checker) ownerStruct(s *ssaflow.Step) *types.Struct {
	var t types.Type
	switch v := s.Value.(type) {
	case *ssa.FieldAddr:
		t = v.X.Type()
	case *ssa.Field:
		t = v.X.Type()
	default:
		t = c.namedType(s.Owner)
	}
	if t == nil {
		return nil
	}
	st, _ := stripPointer(t).Underlying().(*types.Struct)
	return st
}

// namedType finds a type of this package or of one that it imports.
func (c *checker) namedType(ref symbols.Ref) types.Type {
	if ref.Name == "" {
		return nil
	}
	for _, pkg := range append([]*types.Package{c.pass.Pkg}, c.pass.Pkg.Imports()...) {
		if symbols.Normalize(pkg.Path()) == ref.Pkg {
			if obj, ok := pkg.Scope().Lookup(ref.Name).(*types.TypeName); ok {
				return obj.Type()
			}
		}
	}
	return nil
}

// typeName is the name of a text type that says what it holds: CardNumber.
func typeName(t types.Type) string {
	if t == nil {
		return ""
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return ""
	}
	if b, ok := n.Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
		return n.Obj().Name()
	}
	return ""
}

// holds asks the type of a step, or its text when the step is in another package.
func (c *checker) holds(m naming.Match, s *ssaflow.Step) bool {
	if s.Type != nil {
		return c.names.Holds(m, s.Type)
	}
	switch strings.TrimLeft(s.TypeName, "*[]") {
	case "string", "byte", "rune", "any", "interface{}", "map[string]string", "map[string]any", "map[string]interface{}":
		return true
	case "int", "int64", "uint64", "uint":
		return m.Class == naming.PAN || m.Class == naming.CVV || m.Class == naming.PIN
	}
	return s.Kind == ssaflow.KeyStep && s.TypeName == ""
}

// getters are words that begin the names of functions which look a value up by
// a name given to them.
var getterWords = map[string]bool{
	"get": true, "must": true, "lookup": true, "env": true, "getenv": true, "read": true, "fetch": true, "load": true, "require": true,
	"required": true, "value": true, "string": true, "query": true, "param": true, "post": true, "form": true, "cookie": true,
	"header": true, "peek": true, "default": true, "secret": true, "viper": true, "values": true, "path": true, "url": true,
}

// getter is what the result of a call is, by the constant name it is looked up
// with (os.Getenv("API_KEY")) or by the name of a method without arguments
// (req.GetCardNumber()).
func (c *checker) getter(s *ssaflow.Step) (naming.Match, bool) {
	call, _ := s.Instr.(ssa.CallInstruction)
	if call == nil || s.Part != "" && s.Part != "#0" && s.Part != "#0[]" {
		return naming.Match{}, false // another result, such as the error
	}
	m, known := c.getterCall(call, s.Callee)
	if m.Class != naming.None && c.makesName(call) {
		return naming.Match{}, false
	}
	return m, known
}

// makesName reports whether a function makes a longer name of the one it is
// given, instead of looking it up: ConfigField("api_key") is "profile.api_key".
func (c *checker) makesName(call ssa.CallInstruction) bool {
	res := call.Value()
	if res == nil {
		return false
	}
	for _, o := range c.fl.Origins(res, ssaflow.Query{At: call}) {
		if o.Kind == ssaflow.Const && slices.ContainsFunc(o.Steps, func(s *ssaflow.Step) bool { return s.Kind == ssaflow.ConcatStep }) {
			for _, a := range ssaflow.Args(call) {
				if name, ok := constString(a); ok {
					if s, _ := o.StringConst(); s == name {
						return true
					}
				}
			}
		}
	}
	return false
}

func (c *checker) getterCall(call ssa.CallInstruction, ref symbols.Ref) (naming.Match, bool) {
	res := call.Common().Signature().Results()
	if res.Len() == 0 {
		return naming.Match{}, false
	}
	t := res.At(0).Type()
	if types.IsInterface(t) {
		return naming.Match{}, false // xml.Decoder.Token
	}
	if _, isStruct := structUnder(t); isStruct {
		return naming.Match{}, false // its fields decide
	}
	args := ssaflow.Args(call)
	words := naming.Words(ref.Name)
	if len(words) == 0 || ref.Name == "BasicAuth" {
		return naming.Match{}, false
	}
	if getterWords[words[0]] || symbols.HasRef(ref, symbols.InputSource) {
		if len(args) > 0 && len(args) <= 3 {
			for _, a := range args[:min(2, len(args))] {
				name, ok := constString(a)
				if !ok {
					continue
				}
				if m := c.names.Match(name); m.Class != naming.None && m.Class != naming.CardDetail && c.names.Holds(m, t) {
					return m, true
				}
				if words[len(words)-1] == "cookie" && sessionCookie(name) {
					return naming.Match{Class: naming.Secret, Term: "cookie"}, true
				}
				break
			}
		}
	}
	if len(args) == 0 && (words[0] == "get" || ssaflow.Receiver(call) != nil) {
		name := strings.TrimPrefix(ref.Name, "Get")
		if m := c.names.InOwner(ref.Recv, name); m.Class != naming.None && m.Class != naming.CardDetail && m.Term != "credential" && c.names.Holds(m, t) {
			return m, true
		}
	}
	return naming.Match{}, false
}

// sessionCookie reports whether a cookie of that name identifies a session.
func sessionCookie(name string) bool {
	for _, w := range naming.Words(name) {
		switch w {
		case "session", "sid", "sess", "auth", "token", "jwt", "phpsessid", "jsessionid":
			return true
		}
	}
	return false
}

func constString(v ssa.Value) (string, bool) {
	for _, o := range constOf(v) {
		return o, true
	}
	return "", false
}

package naming

import (
	"go/types"
	"strings"
)

// onlyText are terms with a second meaning that structs are named for: an
// authorization is a header only as text, otherwise it is a payment object.
var onlyText = set("authorization cookie credential verificationcode swipe secret")

// valueFields are names of fields that hold the value itself in a wrapper
// struct such as sql.NullString or a Secret type.
var valueFields = set("value raw data plain plaintext string bytes content payload val")

// Holds reports whether a value of type t can hold what m stands for: text and
// bytes any class, integers only PAN, CVV and PIN, structs what their fields
// hold, containers what their elements hold. Never bool, error, func, chan,
// time and enums.
func (n *Names) Holds(m Match, t types.Type) bool {
	if m.Class == None || t == nil {
		return false
	}
	return n.holds(m, t, 0)
}

func (n *Names) holds(m Match, t types.Type, depth int) bool {
	if depth > 4 {
		return false
	}
	t = types.Unalias(t)
	if named, ok := t.(*types.Named); ok {
		if isEnum(named) || neverHolds(named) {
			return false
		}
		if _, isMap := named.Underlying().(*types.Map); isMap && strings.HasSuffix(named.Obj().Name(), "Claims") {
			return false // what a token says is not the token
		}
		if isKeyType(named) {
			return m.Class == Secret
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		info := u.Info()
		switch {
		case info&types.IsString != 0:
			return true
		case info&types.IsInteger != 0:
			return numeric(m.Class) && u.Kind() != types.Int8 && u.Kind() != types.Uint8
		}
		return false
	case *types.Pointer:
		return n.holds(m, u.Elem(), depth+1)
	case *types.Slice:
		return isByteOrRune(u.Elem()) || n.holds(m, u.Elem(), depth+1)
	case *types.Array:
		return isByteOrRune(u.Elem()) || n.holds(m, u.Elem(), depth+1)
	case *types.Map:
		return n.holds(m, u.Elem(), depth+1)
	case *types.Interface:
		return holdsInterface(u)
	case *types.Struct:
		return n.holdsStruct(m, t, u, depth)
	case *types.Tuple:
		return u.Len() > 0 && n.holds(m, u.At(0).Type(), depth+1)
	}
	return false
}

// holdsStruct: a struct named like a secret holds it in a sensitive field or in
// the generic field of a wrapper.
func (n *Names) holdsStruct(m Match, t types.Type, s *types.Struct, depth int) bool {
	if len(n.SensitiveFields(t)) > 0 {
		return true
	}
	if s.NumFields() == 1 && !s.Field(0).Exported() && n.holds(m, s.Field(0).Type(), depth+1) {
		return true // a wrapper that gives its text away by a method only
	}
	if onlyText[m.Term] && depth == 0 {
		return false
	}
	for i := range s.NumFields() {
		f := s.Field(i)
		if valueFields[strings.ToLower(f.Name())] && s.NumFields() <= 4 && n.holds(m, f.Type(), depth+1) {
			return true
		}
	}
	return false
}

// numeric are the classes that are stored as numbers too.
func numeric(c Class) bool { return c == PAN || c == CVV || c == PIN || c == CardDetail || c == Custom }

func isByteOrRune(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && (b.Kind() == types.Byte || b.Kind() == types.Rune)
}

// holdsInterface: any and fmt.Stringer can hold everything, error and
// interfaces with behaviour of their own cannot.
func holdsInterface(u *types.Interface) bool {
	switch u.NumMethods() {
	case 0:
		if u.NumEmbeddeds() == 0 {
			return true
		}
		// A constraint: ~string | ~[]byte.
		for i := range u.NumEmbeddeds() {
			un, ok := u.EmbeddedType(i).(*types.Union)
			if !ok {
				continue
			}
			for k := range un.Len() {
				if b, ok := un.Term(k).Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
					return true
				}
				if s, ok := un.Term(k).Type().Underlying().(*types.Slice); ok && isByteOrRune(s.Elem()) {
					return true
				}
			}
		}
		return false
	case 1:
		return u.Method(0).Name() == "String"
	}
	return false
}

// isEnum reports whether a named basic type has constants declared for it: its
// values are known words, not secrets.
func isEnum(named *types.Named) bool {
	if _, ok := named.Underlying().(*types.Basic); !ok {
		return false
	}
	pkg := named.Obj().Pkg()
	if pkg == nil {
		return false
	}
	count := 0
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		if c, ok := scope.Lookup(name).(*types.Const); ok && types.Identical(c.Type(), named) {
			if count++; count > 1 {
				return true
			}
		}
	}
	return false
}

// neverHolds are library types that hold no secret whatever they are called.
func neverHolds(named *types.Named) bool {
	obj := named.Obj()
	if obj.Pkg() == nil {
		return obj.Name() == "error"
	}
	switch obj.Pkg().Path() {
	case "time", "sync", "sync/atomic", "context", "go/token", "go/ast", "text/scanner", "regexp", "reflect", "testing", "log", "log/slog":
		return true
	}
	return false
}

// isKeyType reports private key types of crypto packages.
func isKeyType(named *types.Named) bool {
	obj := named.Obj()
	return obj.Pkg() != nil && strings.HasPrefix(obj.Pkg().Path(), "crypto/") && strings.Contains(obj.Name(), "PrivateKey")
}

// Var is the class of a variable or parameter by name and type.
func (n *Names) Var(name string, t types.Type) Class {
	if m := n.Match(name); n.Holds(m, t) {
		return m.Class
	}
	return None
}

// Field is the class of a struct field by its tags, its own name, its other
// names (json:"card_number") and the name of its owner, filtered by its type.
// owner may be "".
func (n *Names) Field(owner string, f *types.Var, tag string) Class {
	return n.FieldOf(nil, owner, f, tag)
}

// FieldMatch is Field without the type filter.
func (n *Names) FieldMatch(owner, name, tag string) Match {
	own := n.InOwner(owner, name)
	switch TagVerdict(tag) {
	case Safe:
		return Match{Cancelled: true}
	case Sensitive:
		if own.Class != None {
			return own
		}
		return Match{Class: Custom, Term: normal(name)}
	}
	if own.Cancelled && own.Class == None {
		return own
	}
	for _, other := range tagNames(tag) {
		m := n.Match(other)
		if m.Cancelled && m.Class == None {
			return m
		}
		if own.Class == None && m.Class != None {
			own = m
		}
	}
	return own
}

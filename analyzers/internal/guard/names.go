package guard

import (
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/statewrite"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// signatureLike reports whether a value from the request is a signature or
// token by the name it was read under.
func (f *Func) signatureLike(v ssa.Value) bool {
	for range 6 {
		switch x := v.(type) {
		case *ssa.Call:
			for _, a := range x.Call.Args {
				if signatureText(a) {
					return true
				}
			}
			if b, ok := x.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
				v = x.Call.Args[0]
				continue
			}
			return false
		case *ssa.Lookup:
			return signatureText(x.Index)
		case *ssa.Extract:
			if lk, ok := x.Tuple.(*ssa.Lookup); ok {
				return signatureText(lk.Index)
			}
			if ta, ok := x.Tuple.(*ssa.TypeAssert); ok {
				v = ta.X
				continue
			}
			return false
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		case *ssa.FieldAddr, *ssa.Field:
			_, field := fieldOf(v)
			return field != nil && sigWord(field.Name())
		case *ssa.Convert:
			v = x.X
		default:
			return false
		}
	}
	return false
}

// signatureText reports whether a constant names a signature header or field.
func signatureText(v ssa.Value) bool { return sigWord(statewrite.Text(v)) }

func sigWord(name string) bool {
	if name == "" {
		return false
	}
	if naming.SignatureName(name) {
		return true
	}
	for _, w := range naming.Words(name) {
		switch w {
		case "signature", "sig", "sign", "hmac", "signed":
			return true
		}
	}
	return strings.EqualFold(name, "verif-hash") || strings.EqualFold(name, "x-callback-token")
}

// verifierValue names a verifier that may be nil: a field or variable of a type
// or name that says so.
func verifierValue(v ssa.Value) string {
	name := ""
	switch x := v.(type) {
	case *ssa.UnOp:
		if _, field := fieldOf(x.X); field != nil {
			name = field.Name()
		} else if g, ok := x.X.(*ssa.Global); ok {
			name = g.Name()
		}
	case *ssa.Parameter:
		name = x.Name()
	}
	for _, w := range naming.Words(name) {
		if w == "verifier" || w == "verify" || w == "validator" || w == "signer" {
			return name
		}
	}
	return ""
}

// foreign reports whether a call runs code that cannot be seen and is not the
// module's: another module's function, or a function value.
func (f *Func) foreign(common *ssa.CallCommon, ref symbols.Ref) bool {
	if ref.Name == "" {
		return calledField(common) != ""
	}
	if common.IsInvoke() {
		return !f.pkg.InModule(common.Method.Pkg())
	}
	fn := common.StaticCallee()
	return fn != nil && fn.Blocks == nil && !f.pkg.InModule(pkgOf(fn))
}

// calledField is the name of the variable or field that a called function
// value is read from.
func calledField(common *ssa.CallCommon) string {
	v := common.Value
	for range 5 {
		switch x := v.(type) {
		case *ssa.UnOp:
			v = x.X
			continue
		case *ssa.Lookup: // verifiers[provider]
			v = x.X
			continue
		case *ssa.Extract:
			v = x.Tuple
			continue
		case *ssa.FieldAddr, *ssa.Field:
			_, field := fieldOf(v)
			if field != nil {
				return field.Name()
			}
		case *ssa.Global, *ssa.Parameter, *ssa.FreeVar:
			return x.Name()
		}
		return ""
	}
	return ""
}

func (f *Func) calledName(common *ssa.CallCommon, ref symbols.Ref) string {
	if ref.Name != "" {
		return ref.Name
	}
	return calledField(common)
}

// listsVerifiers reports whether a variable's name says that it holds functions
// that verify.
func listsVerifiers(name string) bool {
	for _, w := range naming.Words(name) {
		if w == "verifier" || w == "verifiers" {
			return true
		}
	}
	return false
}

package symbols

import (
	"slices"
	"sync"
)

// ArgRole is one argument of a call with a role.
type ArgRole struct {
	Role Role
	Arg  int
}

var callIndex = sync.OnceValue(func() map[Ref][]ArgRole {
	index := make(map[Ref][]ArgRole)
	for _, s := range slices.Concat(Calls, transportCalls, secretSettings) {
		ref := RefOf(s.Pkg, s.Symbol)
		for _, a := range s.Args {
			index[ref] = append(index[ref], ArgRole{s.Role, a})
		}
	}
	return index
})

var fieldIndex = sync.OnceValue(func() map[Ref][]Role {
	index := make(map[Ref][]Role)
	for _, s := range slices.Concat(Fields, transportFields, secretSettings) {
		if s.Args != nil {
			continue
		}
		ref := RefOf(s.Pkg, s.Symbol)
		index[ref] = append(index[ref], s.Role)
	}
	return index
})

// RefOf builds the reference of "Func" or "Type.Method" in a package.
func RefOf(pkg, symbol string) Ref {
	for i := range symbol {
		if symbol[i] == '.' {
			return Ref{Pkg: Normalize(pkg), Recv: symbol[:i], Name: symbol[i+1:]}
		}
	}
	return Ref{Pkg: Normalize(pkg), Name: symbol}
}

// SettingArgs returns the arguments of a call to ref that have a role.
func SettingArgs(ref Ref) []ArgRole { return callIndex()[ref] }

// SettingField returns the roles of a struct field.
func SettingField(ref Ref) []Role { return fieldIndex()[ref] }

package requests

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
)

// opaqueBody reports whether anything may be inside a value of that type.
func opaqueBody(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Interface, *types.Map, *types.Signature:
		return true
	case *types.Slice:
		return true
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Pointer:
		ref := symbols.TypeRef(t)
		switch ref.Pkg {
		case "net/http", "bytes", "strings", "github.com/hashicorp/go-retryablehttp", "github.com/valyala/fasthttp":
			return true
		}
		if b, ok := u.Elem().Underlying().(*types.Basic); ok {
			return b.Info()&types.IsString != 0
		}
		switch u.Elem().Underlying().(type) {
		case *types.Map, *types.Interface, *types.TypeParam:
			return true
		}
		return false
	case *types.TypeParam:
		return true
	}
	return false
}

// keyFieldRef is keyField for the field itself.
func keyFieldRef(t types.Type, prov string, depth int) (symbols.Ref, bool) {
	t = deref(t)
	st, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 3 {
		return symbols.Ref{}, false
	}
	for i := range st.NumFields() {
		f := st.Field(i)
		if keyName(prov, f.Name()) || keyName(prov, strings.TrimPrefix(tagName(st.Tag(i)), "|")) {
			return ssaflow.FieldRef(t, i), true
		}
	}
	for i := range st.NumFields() {
		if ref, ok := keyFieldRef(st.Field(i).Type(), prov, depth+1); ok {
			return ref, true
		}
	}
	return symbols.Ref{}, false
}

// keyField finds a field for a key in a struct, nested structs included.
func keyField(t types.Type, prov string, depth int) (string, bool) {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		t = u.Elem()
	case *types.Slice:
		t = u.Elem()
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 3 {
		return "", false
	}
	for i := range st.NumFields() {
		f := st.Field(i)
		names := append([]string{f.Name()}, strings.TrimPrefix(tagName(st.Tag(i)), "|"))
		for _, name := range names {
			if keyName(prov, name) {
				return "." + f.Name(), true
			}
		}
	}
	for i := range st.NumFields() {
		f := st.Field(i)
		if path, ok := keyField(f.Type(), prov, depth+1); ok {
			return "." + f.Name() + path, true
		}
	}
	return "", false
}

func hasKeyField(t types.Type, prov string) bool {
	_, ok := keyField(t, prov, 0)
	return ok
}

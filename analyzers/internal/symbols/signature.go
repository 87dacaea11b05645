package symbols

import (
	"go/types"
	"strings"
)

// SignatureText writes the types of parameters and results so that identical
// signatures read alike in every package; receivers and names are left out.
func SignatureText(sig *types.Signature) string {
	var b strings.Builder
	writeTuple(&b, sig.Params())
	if sig.Variadic() {
		b.WriteString("...")
	}
	b.WriteByte('>')
	writeTuple(&b, sig.Results())
	return b.String()
}

func writeTuple(b *strings.Builder, tuple *types.Tuple) {
	for v := range tuple.Variables() {
		writeType(b, v.Type())
		b.WriteByte(',')
	}
}

// writeType writes the common types itself: [types.TypeString] is slow, and
// signatures are compared for every interface call.
func writeType(b *strings.Builder, t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		b.WriteString(t.Name())
	case *types.Pointer:
		b.WriteByte('*')
		writeType(b, t.Elem())
	case *types.Slice:
		b.WriteString("[]")
		writeType(b, t.Elem())
	case *types.Named:
		if t.TypeArgs().Len() > 0 {
			b.WriteString(types.TypeString(t, (*types.Package).Path))
			return
		}
		if pkg := t.Obj().Pkg(); pkg != nil {
			b.WriteString(pkg.Path())
			b.WriteByte('.')
		}
		b.WriteString(t.Obj().Name())
	default:
		b.WriteString(types.TypeString(t, (*types.Package).Path))
	}
}

package statewrite

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Text returns the constant text of a value: a constant, a concatenation, the
// format of a Sprintf, a variable that is set once. Unknown parts are "%v".
func Text(v ssa.Value) string { return text(v, make(map[ssa.Value]bool)) }

// text visits every value once: joins of joins would otherwise be followed
// along every path through them.
func text(v ssa.Value, seen map[ssa.Value]bool) string {
	if v == nil || seen[v] || len(seen) > 100 {
		return ""
	}
	if _, ok := v.(*ssa.Const); !ok {
		seen[v] = true
	}
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.String {
			return constant.StringVal(v.Value)
		}
	case *ssa.BinOp:
		if v.Op == token.ADD {
			x, y := text(v.X, seen), text(v.Y, seen)
			if x == "" {
				return ""
			}
			if y == "" {
				y = "%v"
			}
			return x + y
		}
	case *ssa.Convert:
		return text(v.X, seen)
	case *ssa.ChangeType:
		return text(v.X, seen)
	case *ssa.MakeInterface:
		return text(v.X, seen)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if s := text(e, seen); s != "" {
				return s
			}
		}
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return ""
		}
		if g, ok := v.X.(*ssa.Global); ok {
			return globalText(g, seen)
		}
		if s := singleStore(v.X); s != nil {
			return text(s, seen)
		}
	case *ssa.Call:
		ref := callRef(&v.Call)
		switch {
		case ref.Is("fmt", "Sprintf"), ref.Pkg == "strings" && strings.HasPrefix(ref.Name, "Trim"), ref.Pkg == "strings" && ref.Name == "ToLower",
			ref.Name == "Rebind":
			for _, a := range v.Call.Args {
				if s := text(a, seen); s != "" {
					return s
				}
			}
		}
	case *ssa.Extract:
		return ""
	}
	return ""
}

// globalText is the text a package variable is initialised with.
func globalText(g *ssa.Global, seen map[ssa.Value]bool) string {
	if g.Pkg == nil || seen[g] {
		return ""
	}
	seen[g] = true
	init := g.Pkg.Func("init")
	if init == nil {
		return ""
	}
	for _, b := range init.Blocks {
		for _, in := range b.Instrs {
			if s, ok := in.(*ssa.Store); ok && s.Addr == ssa.Value(g) {
				return text(s.Val, seen)
			}
		}
	}
	return ""
}

// singleStore returns the only value stored into a local variable.
func singleStore(addr ssa.Value) ssa.Value {
	refs := addr.Referrers()
	if refs == nil {
		return nil
	}
	var found ssa.Value
	for _, r := range *refs {
		if s, ok := r.(*ssa.Store); ok && s.Addr == addr {
			if found != nil {
				return nil
			}
			found = s.Val
		}
	}
	return found
}

func callRef(c *ssa.CallCommon) symbols.Ref {
	if c.IsInvoke() {
		return symbols.Of(c.Method)
	}
	if fn := c.StaticCallee(); fn != nil {
		if obj, ok := fn.Object().(*types.Func); ok {
			return symbols.Of(obj)
		}
	}
	return symbols.Ref{}
}

// Elements returns the elements of a variadic argument, or the value itself,
// without conversions to interfaces.
func Elements(v ssa.Value) []ssa.Value { return elements(v) }

// elements returns the elements of a variadic argument, or the value itself.
func elements(v ssa.Value) []ssa.Value {
	s, ok := v.(*ssa.Slice)
	if !ok {
		if c, isConst := v.(*ssa.Const); isConst && c.IsNil() {
			return nil
		}
		return []ssa.Value{ssavalue.Unwrap(v)}
	}
	alloc, ok := s.X.(*ssa.Alloc)
	if !ok {
		return []ssa.Value{v}
	}
	return arrayElements(alloc)
}

func arrayElements(alloc *ssa.Alloc) []ssa.Value {
	p, ok := alloc.Type().Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	arr, ok := p.Elem().Underlying().(*types.Array)
	if !ok || arr.Len() > 256 {
		return nil
	}
	out := make([]ssa.Value, arr.Len())
	for _, r := range *alloc.Referrers() {
		ia, ok := r.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		c, ok := ia.Index.(*ssa.Const)
		if !ok {
			continue
		}
		i, _ := constant.Int64Val(c.Value)
		for _, u := range *ia.Referrers() {
			if st, ok := u.(*ssa.Store); ok && st.Addr == ssa.Value(ia) && i >= 0 && int(i) < len(out) {
				out[i] = ssavalue.Unwrap(st.Val)
			}
		}
		if out[i] == nil {
			out[i] = ia // a struct element built in place
		}
	}
	return out
}

// formatArgs are the arguments of the Sprintf that made a text.
func formatArgs(v ssa.Value) []ssa.Value {
	for range 4 {
		switch x := v.(type) {
		case *ssa.UnOp:
			s := singleStore(x.X)
			if s == nil {
				return nil
			}
			v = s
		case *ssa.Call:
			if callRef(&x.Call).Is("fmt", "Sprintf") && len(x.Call.Args) == 2 {
				return elements(x.Call.Args[1])
			}
			return nil
		default:
			return nil
		}
	}
	return nil
}

// mapEntries returns the constant keys of a map literal with their values.
func mapEntries(v ssa.Value) map[string]ssa.Value {
	out := make(map[string]ssa.Value)
	addEntries(v, out, make(map[ssa.Value]bool))
	return out
}

// addEntries is mapEntries for one value; joins of loops depend on each other.
func addEntries(v ssa.Value, out map[string]ssa.Value, seen map[ssa.Value]bool) {
	v = ssavalue.Unwrap(v)
	for range 3 {
		u, ok := v.(*ssa.UnOp)
		if !ok {
			break
		}
		if s := singleStore(u.X); s != nil {
			v = ssavalue.Unwrap(s)
		} else {
			break
		}
	}
	if seen[v] {
		return
	}
	seen[v] = true
	if phi, ok := v.(*ssa.Phi); ok {
		for _, e := range phi.Edges {
			addEntries(e, out, seen)
		}
		return
	}
	if _, ok := v.Type().Underlying().(*types.Map); ok {
		addUpdates(v, out)
	}
}

// addUpdates adds what is stored in a map under constant keys.
func addUpdates(v ssa.Value, out map[string]ssa.Value) {
	refs := v.Referrers()
	if refs == nil {
		return
	}
	for _, r := range *refs {
		switch r := r.(type) {
		case *ssa.MapUpdate:
			if r.Map == v {
				if k := Text(r.Key); k != "" {
					out[k] = ssavalue.Unwrap(r.Value)
				}
			}
		case *ssa.ChangeType:
			addUpdates(r, out)
		}
	}
}

// fieldValue returns what is stored into a field of a struct value or pointer,
// the address of the field when it is not stored in this function.
func fieldValue(v ssa.Value, field int) ssa.Value {
	v = ssavalue.Unwrap(v)
	addr := v
	if u, ok := v.(*ssa.UnOp); ok && u.Op == token.MUL {
		addr = u.X
	}
	refs := addr.Referrers()
	if refs == nil {
		return nil
	}
	var found ssa.Value
	for _, r := range *refs {
		fa, ok := r.(*ssa.FieldAddr)
		if !ok || fa.Field != field {
			continue
		}
		for _, u := range *fa.Referrers() {
			if s, ok := u.(*ssa.Store); ok && s.Addr == ssa.Value(fa) {
				found = s.Val
			}
		}
	}
	return found
}

// structColumns are the fields of a struct literal that are set in the function.
func structColumns(v ssa.Value) []Column {
	v = ssavalue.Unwrap(v)
	s := structOf(v.Type())
	if s == nil {
		return nil
	}
	var out []Column
	for i := range s.NumFields() {
		if val := fieldValue(v, i); val != nil {
			out = append(out, Column{Name: s.Field(i).Name(), Value: val})
		}
	}
	return out
}

// chain walks a builder's receiver chain from the last call back, the last
// call first.
func chain(common *ssa.CallCommon) []*ssa.CallCommon {
	out := []*ssa.CallCommon{common}
	for range 24 {
		var recv ssa.Value
		switch {
		case common.IsInvoke():
			recv = common.Value
		case len(common.Args) > 0 && common.Signature().Recv() != nil:
			recv = common.Args[0]
		default:
			return out
		}
		call := callBehind(recv, make(map[ssa.Value]bool))
		if call == nil {
			return out
		}
		common = &call.Call
		out = append(out, common)
	}
	return out
}

// callBehind finds the call that a builder value comes from.
func callBehind(v ssa.Value, seen map[ssa.Value]bool) *ssa.Call {
	if seen[v] || len(seen) > 50 {
		return nil
	}
	seen[v] = true
	switch x := ssavalue.Unwrap(v).(type) {
	case *ssa.Call:
		return x
	case *ssa.UnOp:
		if s := singleStore(x.X); s != nil {
			return callBehind(s, seen)
		}
	case *ssa.Phi:
		for _, e := range x.Edges {
			if c := callBehind(e, seen); c != nil {
				return c
			}
		}
	case *ssa.Extract:
		if c, ok := x.Tuple.(*ssa.Call); ok {
			return c
		}
	case *ssa.Alloc:
		if s := singleStore(x); s != nil {
			return callBehind(s, seen)
		}
	}
	return nil
}

// methodName is the name a call names.
func methodName(c *ssa.CallCommon) string {
	if c.IsInvoke() {
		return c.Method.Name()
	}
	if fn := c.StaticCallee(); fn != nil {
		name := fn.Name()
		if i := strings.IndexByte(name, '['); i > 0 {
			name = name[:i]
		}
		return name
	}
	return ""
}

// params are a call's arguments without the receiver.
func params(c *ssa.CallCommon) []ssa.Value {
	if !c.IsInvoke() && c.Signature().Recv() != nil && len(c.Args) > 0 {
		return c.Args[1:]
	}
	return c.Args
}

// preparedText is the text of the statement that a Stmt method runs.
func preparedText(c *ssa.CallCommon) string {
	for _, link := range chain(c)[1:] {
		if strings.HasPrefix(methodName(link), "Prepare") {
			for _, a := range params(link) {
				if s := Text(a); looksLikeSQL(s) {
					return s
				}
			}
		}
	}
	return ""
}

package guard

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// transferDependency applies a call of another module's function: sources and
// binders by table, everything else passes on what it is given.
func (f *Func) transferDependency(common *ssa.CallCommon, ref symbols.Ref, args, out []Labels) bool {
	if src, ok := sourceCall(ref); ok {
		if ref.Recv == "Header" && len(args) > 0 && !args[0].Has(Header) {
			src = args[0] // a response's header
		}
		for i := range out {
			out[i] |= src
		}
		return false
	}
	vals := fullArgs(common)
	if src, ok := binderCall(ref); ok {
		return f.bind(common, vals, src)
	}
	if (symbols.HasRef(ref, symbols.LogSink) || symbols.HasRef(ref, symbols.ResponseSink) && !encodes(ref)) && !writesHash(vals) {
		return false
	}
	var l Labels
	for i, a := range args {
		l |= a
		if RequestType(vals[i].Type()) && !symbols.HasRef(ref, symbols.ResponseSink) && !isContextGetter(ref) {
			l |= Body | Query | Header
		}
	}
	l |= envLabels(ref, common)
	kind := hashKind(ref)
	l |= kind
	fetch := isFetch(ref) && !(isSDK(ref.Pkg) && readsMessage(common, args))
	switch {
	case fetch:
		l = keyed(l) &^ (Keyed | keyedMask)
		l |= Fetched
	case isLookup(ref):
		l = keyed(l)
	}
	for i := range out {
		out[i] |= l
	}
	changed := false
	if strings.Contains(ref.Name, "Scan") {
		changed = f.scanned(vals, args)
	}
	for i, a := range vals {
		if ref.Pkg == "net/http" && isFetch(ref) {
			break // what is sent is read, not filled
		}
		if (fillable(a) || decodesInto(ref, a)) && ref.Name != "" {
			w := Labels(0)
			for j, b := range args {
				if j != i {
					w |= b
				}
			}
			if fetch {
				w = Fetched
			} else if isLookup(ref) {
				w = keyed(w)
			}
			t := f.target(a)
			changed = f.write(t, w|kind&^Plain) || changed
			if t.field < 0 {
				f.fillWhole(t.root, w)
			}
		}
	}
	return changed
}

// scanned fills what the elements of a variadic argument point to:
// row.Scan(&o.ID, &o.Status).
func (f *Func) scanned(vals []ssa.Value, args []Labels) bool {
	changed := false
	for i, a := range vals {
		s, ok := a.(*ssa.Slice)
		if !ok || i == 0 {
			continue
		}
		al, ok := s.X.(*ssa.Alloc)
		if !ok {
			continue
		}
		for _, r := range *al.Referrers() {
			ia, ok := r.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, u := range *ia.Referrers() {
				if st, ok := u.(*ssa.Store); ok && st.Addr == ssa.Value(ia) {
					changed = f.write(f.target(st.Val), args[0]) || changed
				}
			}
		}
	}
	return changed
}

// encodes reports whether a function that responses are written with returns
// what it has encoded.
func encodes(ref symbols.Ref) bool { return strings.HasPrefix(ref.Name, "Marshal") }

// writesHash reports whether what a function writes to is a hash:
// io.WriteString(mac, id), fmt.Fprintf(mac, "%s.", time).
func writesHash(vals []ssa.Value) bool {
	if len(vals) == 0 {
		return false
	}
	return symbols.TypeRef(ssavalue.Unwrap(vals[0]).Type()).Pkg == "hash"
}

// bind fills the arguments of a binder.
func (f *Func) bind(common *ssa.CallCommon, vals []ssa.Value, src Labels) bool {
	changed := false
	for _, a := range vals {
		if _, param := a.(*ssa.Parameter); !RequestType(a.Type()) && (fillable(a) || param && types.IsInterface(a.Type())) {
			t := f.target(a)
			changed = f.write(t, src) || changed
			if t.field < 0 {
				f.fillWhole(t.root, src)
			}
		}
	}
	return changed
}

// fillable reports whether a callee may store into what an argument refers to.
func fillable(v ssa.Value) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if isConst(v) {
		return false // nil
	}
	switch t := v.Type().Underlying().(type) {
	case *types.Pointer:
		if n := symbols.TypeRef(v.Type()); frameworks[n.Pkg] || n.Pkg == "context" || isDBPkg(n.Pkg) {
			return false
		}
		return true
	case *types.Map:
		return true
	case *types.Slice:
		if b, ok := t.Elem().Underlying().(*types.Basic); ok && b.Kind() == types.Byte {
			return false
		}
		_, isSlice := v.(*ssa.Slice) // variadic arguments are filled one by one
		return isSlice || true
	case *types.Interface:
		n := symbols.TypeRef(v.Type())
		return n.Pkg == "hash" || n.Pkg == "io" && strings.HasSuffix(n.Name, "Writer")
	}
	return false
}

// decodesInto reports whether a decoder or binder is handed a parameter whose
// type says nothing: func decode(r *http.Request, v any) error.
func decodesInto(ref symbols.Ref, v ssa.Value) bool {
	p, ok := v.(*ssa.Parameter)
	if !ok || !types.IsInterface(p.Type()) {
		return false
	}
	return symbols.HasRef(ref, symbols.InputBinder) || strings.HasPrefix(ref.Name, "Decode") || strings.HasPrefix(ref.Name, "Unmarshal")
}

// isContextGetter knows the methods of a request that return no input.
func isContextGetter(ref symbols.Ref) bool {
	switch ref.Name {
	case "Context", "Done", "Err", "Deadline", "Value", "Set", "MustGet", "UserContext", "Locals", "Response", "Status",
		"Abort", "AbortWithStatus", "AbortWithStatusJSON", "Next", "NoContent", "Method", "WithContext", "Writer", "IsAborted", "SetRequest":
		return true
	case "Get":
		return ref.Pkg == "github.com/gin-gonic/gin" || ref.Pkg == "github.com/labstack/echo"
	case "Request":
		return true
	}
	return false
}

// envLabels labels settings read by name.
func envLabels(ref symbols.Ref, common *ssa.CallCommon) Labels {
	getter := ref.Pkg == "os" && (ref.Name == "Getenv" || ref.Name == "LookupEnv") ||
		strings.HasSuffix(ref.Pkg, "spf13/viper") && strings.HasPrefix(ref.Name, "Get") ||
		ref.Pkg == "flag" || strings.HasSuffix(ref.Pkg, "/pflag") || strings.HasSuffix(ref.Pkg, "/koanf")
	if !getter {
		return 0
	}
	for _, a := range common.Args {
		if c, ok := a.(*ssa.Const); ok && c.Value != nil && isString(c.Type()) {
			if SecretWord(constText(c)) {
				return Secret
			}
			return Config
		}
	}
	return Config
}

// isLookup reports whether a dependency's function reads stored data.
func isLookup(ref symbols.Ref) bool {
	return isDBPkg(ref.Pkg) && !symbols.HasRef(ref, symbols.StateWrite)
}

// isFetch reports whether a dependency's function asks another server.
func isFetch(ref symbols.Ref) bool {
	switch ref.Pkg {
	case "net/http":
		switch ref.Name {
		case "Get", "Do", "Post", "PostForm", "Head", "RoundTrip":
			return ref.Recv != "Header"
		}
		return false
	}
	if symbols.HasRef(ref, symbols.HTTPSend) {
		return !strings.HasPrefix(ref.Name, "New")
	}
	if strings.Contains(ref.Pkg, "resty") && ref.Recv == "Request" && (ref.Name == "Get" || ref.Name == "Execute" || ref.Name == "Send") {
		return true
	}
	if isSDK(ref.Pkg) {
		if symbols.HasRef(ref, symbols.WebhookVerify) && !strings.HasPrefix(ref.Name, "Get") {
			return false
		}
		switch ref.Pkg[strings.LastIndexByte(ref.Pkg, '/')+1:] {
		case "webhook", "webhooks", "notify", "hmacvalidator":
			return false // about messages that have come in
		}
		for _, p := range []string{"Construct", "Parse", "Decode", "Validate", "Verify", "Unmarshal", "With", "Set", "String", "NewClient", "Bool", "Int"} {
			if strings.HasPrefix(ref.Name, p) {
				return false
			}
		}
		return !strings.HasPrefix(ref.Name, "New") || ref.Recv != "" || ref.Name == "New"
	}
	return false
}

// readsMessage reports whether an SDK's method is a getter of something decoded
// from the message, which asks nobody.
func readsMessage(common *ssa.CallCommon, args []Labels) bool {
	recv := common.Signature().Recv()
	if recv != nil {
		if _, ok := recv.Type().Underlying().(*types.Map); ok {
			return true // a message, decoded to a map
		}
	}
	return (common.IsInvoke() || recv != nil) && len(args) > 0 && args[0].Has(Payload)
}

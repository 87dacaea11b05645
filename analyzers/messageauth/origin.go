package messageauth

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/decide"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// expectedName reports whether a variable's name says that it was computed here.
func expectedName(name string) bool {
	n := strings.ToLower(name)
	for _, p := range []string{"expect", "calc", "comput", "local", "generated", "want", "our"} {
		if strings.HasPrefix(n, p) {
			return true
		}
	}
	return false
}

// responseOrigin reports whether a header is one of a response: of an HTTP
// client's, or the one that a handler writes.
func responseOrigin(o *ssaflow.Origin) bool {
	if o.Value == nil {
		return true
	}
	t := o.Value.Type()
	if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
		t = tuple.At(0).Type()
	}
	name := symbols.TypeName(t)
	return o.Kind == ssaflow.Const || o.Kind == ssaflow.Zero || strings.Contains(name, "Response") || o.Callee.Name == "Header" && len(o.ConstArgs) == 0
}

// requestOrigin reports whether an origin is (part of) an incoming request.
func (c *checker) requestOrigin(o *ssaflow.Origin) bool {
	switch o.Kind {
	case ssaflow.Param:
		if o.Value == nil || responseOrigin(o) {
			return false
		}
		return decide.RequestType(o.Value.Type()) || decide.RequestType(pathType(o.Value.Type(), o.Path))
	case ssaflow.Call:
		return symbols.HasRef(o.Callee, symbols.InputSource) || o.Filled && symbols.HasRef(o.Callee, symbols.InputBinder)
	}
	return false
}

// pathType is the type of the first field of a path, good enough for
// request.Header.
func pathType(t types.Type, path ssaflow.Path) types.Type {
	elems := path.Elems()
	if len(elems) == 0 {
		return nil
	}
	name := elems[0].Field()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || name == "" {
		return nil
	}
	for f := range st.Fields() {
		if f.Name() == name {
			return f.Type()
		}
	}
	return nil
}

// fieldName is the last field of a path.
func fieldName(p ssaflow.Path) string {
	elems := p.Elems()
	for i := len(elems) - 1; i >= 0; i-- {
		if f := elems[i].Field(); f != "" {
			return f
		}
	}
	return ""
}

func headerGet(ref symbols.Ref) bool {
	switch ref.Pkg {
	case "net/http", "net/textproto", "net/url":
		return ref.Name == "Get" || ref.Name == "Values"
	}
	return false
}

// settingRead reports whether a function reads the configuration.
func settingRead(ref symbols.Ref) bool {
	switch ref.Pkg {
	case "os", "syscall":
		return ref.Name == "Getenv" || ref.Name == "LookupEnv"
	case "github.com/spf13/viper":
		return strings.HasPrefix(ref.Name, "Get")
	case "flag", "github.com/spf13/pflag":
		return strings.HasPrefix(ref.Name, "String")
	}
	return false
}

func encoder(pkg string) bool {
	switch pkg {
	case "encoding/json", "github.com/goccy/go-json", "github.com/bytedance/sonic", "github.com/json-iterator/go", "encoding/xml":
		return true
	}
	return false
}

// decodes reports whether a function decodes received bytes.
func (c *checker) decodes(ref symbols.Ref) bool {
	return encoder(ref.Pkg) && (strings.HasPrefix(ref.Name, "Unmarshal") || ref.Name == "Decode") || symbols.HasRef(ref, symbols.InputBinder)
}

// hmacUse describes an hmac.New.
func (c *checker) hmacUse(st *ssaflow.Step) *hashUse {
	u := &hashUse{name: "HMAC", pos: st.Pos}
	call, ok := st.Instr.(ssa.CallInstruction)
	if !ok {
		return u
	}
	u.call = call
	for _, o := range c.flow.Origins(ssaflow.Args(call)[0], ssaflow.Query{At: call}) {
		if o.Kind == ssaflow.Func && o.Fn != nil {
			if obj, ok := o.Fn.Object().(*types.Func); ok {
				if name, ok := hashName(symbols.Of(obj)); ok {
					u.name = "HMAC-" + strings.ReplaceAll(name, "-", "")
					u.weak = name == "MD5" || name == "MD4"
				}
			}
		}
	}
	return u
}

// constArg returns the first constant string argument of a call.
func constArg(instr ssa.Instruction) string {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return ""
	}
	for _, a := range ssaflow.Args(call) {
		if k, ok := a.(*ssa.Const); ok {
			if s, ok := constString(k); ok {
				return s
			}
		}
	}
	return ""
}

package sensitivelog

import (
	"go/constant"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// replacer is a ReplaceAttr function of a slog handler: the keys it takes care of.
type replacer struct {
	keys map[string]bool
}

// replaces reports whether the value is logged by slog under a key that the
// ReplaceAttr function of a handler made in this package takes care of.
func (c *checker) replaces(u *ssaflow.SinkUse, h *hit) bool {
	if u.Sink.Callee.Pkg != "log/slog" {
		return false
	}
	key := strings.ToLower(logKey(u))
	if key == "" {
		return false
	}
	if !c.attrsSet {
		c.attrsSet = true
		c.attrs = c.findReplacers()
	}
	for _, r := range c.attrs {
		if r.keys[key] {
			return true
		}
	}
	return false
}

// logKey is the constant key that the value at u is logged under.
func logKey(u *ssaflow.SinkUse) string {
	call, ok := u.Instr.(ssa.CallInstruction)
	if !ok {
		return ""
	}
	args := ssaflow.Args(call)
	if u.Elem > 0 {
		elems, _ := ssaflow.Variadic(call)
		for _, s := range constOf(elems[u.Elem-1]) {
			return s
		}
		return ""
	}
	if u.Arg > 0 && u.Arg < len(args) {
		for _, s := range constOf(args[u.Arg-1]) {
			return s
		}
	}
	return ""
}

// findReplacers collects what is assigned to HandlerOptions.ReplaceAttr.
func (c *checker) findReplacers() []*replacer {
	var out []*replacer
	field := symbols.Ref{Pkg: "log/slog", Recv: "HandlerOptions", Name: "ReplaceAttr"}
	for _, st := range c.fl.FieldStores(field) {
		for _, o := range c.fl.Origins(st.Val, ssaflow.Query{At: st}) {
			switch {
			case o.Kind == ssaflow.Func && o.Fn != nil:
				out = append(out, replacerOf(o.Fn))
			case o.Kind == ssaflow.Call && o.Callee.Pkg == "github.com/m-mizutani/masq" && o.Site != nil:
				r := &replacer{keys: make(map[string]bool)}
				elems, _ := ssaflow.Variadic(o.Site)
				for _, e := range elems {
					if call, ok := e.(*ssa.Call); ok {
						for _, a := range ssaflow.Args(call) {
							for _, s := range constOf(a) {
								r.keys[strings.ToLower(s)] = true
							}
						}
					}
				}
				out = append(out, r)
			}
		}
	}
	return out
}

// replacerOf reads the keys that a function compares with: the text constants in
// it and in the package variables it uses.
func replacerOf(fn *ssa.Function) *replacer {
	r := &replacer{keys: make(map[string]bool)}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(nil) {
				switch v := (*op).(type) {
				case *ssa.Const:
					r.addConst(v)
				case *ssa.Global:
					r.addGlobal(v)
				case *ssa.Function:
					// A predicate that the function asks; one level is enough.
					if v.Pkg == fn.Pkg && v != fn && v.Blocks != nil {
						for k := range replacerOnce(v) {
							r.keys[k] = true
						}
					}
				}
			}
		}
	}
	return r
}

func replacerOnce(fn *ssa.Function) map[string]bool {
	r := &replacer{keys: make(map[string]bool)}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(nil) {
				switch v := (*op).(type) {
				case *ssa.Const:
					r.addConst(v)
				case *ssa.Global:
					r.addGlobal(v)
				}
			}
		}
	}
	return r.keys
}

func (r *replacer) addConst(k *ssa.Const) {
	if k.Value != nil && k.Value.Kind() == constant.String {
		if s := constant.StringVal(k.Value); s != "" && len(naming.Words(s)) > 0 {
			r.keys[strings.ToLower(s)] = true
		}
	}
}

// addGlobal reads the keys of a map or list that the package initializer fills.
func (r *replacer) addGlobal(g *ssa.Global) {
	init := g.Pkg.Func("init")
	if init == nil {
		return
	}
	// The values made for the variable: what is stored to it, and what is put
	// into that.
	made := make(map[ssa.Value]bool)
	for _, b := range init.Blocks {
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok && st.Addr == g {
				made[st.Val] = true
				if sl, ok := st.Val.(*ssa.Slice); ok {
					made[sl.X] = true
				}
			}
		}
	}
	for _, b := range init.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.MapUpdate:
				if k, ok := instr.Key.(*ssa.Const); ok && made[instr.Map] {
					r.addConst(k)
				}
			case *ssa.Store:
				if ia, ok := instr.Addr.(*ssa.IndexAddr); ok && made[ia.X] {
					if k, ok := instr.Val.(*ssa.Const); ok {
						r.addConst(k)
					}
				}
			}
		}
	}
}

// slogHandler names the handler behind the slog.Logger that a call is made on,
// where it can be seen: "TextHandler", "JSONHandler", "DiscardHandler" or "".
func (c *checker) slogHandler(call ssa.CallInstruction) string {
	logger := ssaflow.Receiver(call)
	if logger == nil || !symbols.TypeRef(logger.Type()).Is("log/slog", "Logger") {
		return ""
	}
	kind := ""
	for _, lo := range c.fl.Origins(logger, ssaflow.Query{At: call}) {
		made := lo
		for range 4 { // logger.With(…), WithGroup
			if made == nil || made.Kind != ssaflow.Call || made.Callee.Recv != "Logger" || made.Site == nil {
				break
			}
			made = c.only(ssaflow.Receiver(made.Site), made.Site)
		}
		k := ""
		if made != nil && made.Kind == ssaflow.Call && made.Callee.Is("log/slog", "New") && made.Site != nil {
			k = c.handlerKind(ssaflow.Args(made.Site)[0], made.Site)
		}
		if k == "" || kind != "" && kind != k {
			return ""
		}
		kind = k
	}
	return kind
}

func (c *checker) handlerKind(handler ssa.Value, at ssa.Instruction) string {
	o := c.only(handler, at)
	switch {
	case o == nil:
		return ""
	case o.Kind == ssaflow.Global && o.Name == "log/slog.DiscardHandler":
		return "DiscardHandler"
	case o.Kind != ssaflow.Call || o.Callee.Pkg != "log/slog" || o.Site == nil || len(ssaflow.Args(o.Site)) == 0:
		return ""
	}
	if w := c.only(ssaflow.Args(o.Site)[0], o.Site); w != nil && w.Kind == ssaflow.Global && w.Name == "io.Discard" {
		return "DiscardHandler"
	}
	return strings.TrimPrefix(o.Callee.Name, "New")
}

// only is the one origin of a value, nil when there are several.
func (c *checker) only(v ssa.Value, at ssa.Instruction) *ssaflow.Origin {
	if v == nil {
		return nil
	}
	if all := c.fl.Origins(v, ssaflow.Query{At: at}); len(all) == 1 {
		return all[0]
	}
	return nil
}

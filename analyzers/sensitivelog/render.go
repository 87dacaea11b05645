package sensitivelog

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// renderKind is how a sink turns a value into text, which decides what of a
// struct is shown and which methods redact.
type renderKind int

const (
	renderFmt      renderKind = iota // package fmt, with a verb
	renderJSON                       // encoding/json and the like
	renderSlog                       // slog: LogValuer, then JSON
	renderSlogText                   // slog's text handler: LogValuer, then fmt's %+v
	renderZap                        // zap.Any and Infow: marshalers, error, Stringer, then JSON
	renderZerolog                    // zerolog's Interface and Any: its marshaler, then JSON
	renderKV                         // logr, klog's InfoS: MarshalLog, Stringer, then fields
	renderLenient                    // unknown: every redacting method is believed
	renderResponse                   // sent to a client
	renderError                      // text of an error
	renderNothing                    // %T, %p: not shown at all
)

type render struct {
	kind  renderKind
	verb  rune // for renderFmt; 0 is %v
	sharp bool
	// all follows nested pointers (dumpers).
	all bool
}

// formats reports whether structs are printed as package fmt does: unexported
// fields too, nested pointers as addresses.
func (r render) formats() bool { return r.kind == renderFmt || r.kind == renderSlogText }

// contextOf describes the sink of a use.
func (c *checker) contextOf(u *ssaflow.SinkUse) sinkContext {
	sc := sinkContext{inner: u.Steps, fn: u.Instr.Parent()}
	sc.render = c.sinkRender(u)
	switch u.Sink.Role {
	case symbols.ErrorText:
		sc.render.kind = kindOr(sc.render.kind, renderError)
	case symbols.ResponseSink:
		sc.render.kind = kindOr(sc.render.kind, renderResponse)
	}
	if n := symbols.TypeRef(u.Value.Type()); n.Name == "Fields" || n.Name == "H" && u.Sink.Role == symbols.LogField {
		sc.fields = true
	}
	return sc
}

func kindOr(k, other renderKind) renderKind {
	if k == renderNothing {
		return k
	}
	return other
}

// sinkRender is how the sink itself, or a format string at the call, renders.
func (c *checker) sinkRender(u *ssaflow.SinkUse) render {
	call, _ := u.Instr.(ssa.CallInstruction)
	if call != nil && u.Elem >= 0 {
		if v, ok := ssaflow.FormatVerb(call, u.Elem); ok {
			return verbRender(v)
		}
	}
	if last := rendererIn(u.Steps); last != nil {
		return *last
	}
	r := calleeRender(u.Sink.Callee)
	if r.kind == renderSlog && call != nil {
		switch c.slogHandler(call) {
		case "TextHandler":
			r.kind = renderSlogText
		case "DiscardHandler":
			r.kind = renderNothing
		}
	}
	return r
}

// calleeRender is how a library's sink renders a value handed to it.
func calleeRender(ref symbols.Ref) render {
	structured := strings.HasSuffix(ref.Name, "w") || strings.HasSuffix(ref.Name, "S") || strings.HasPrefix(ref.Name, "With")
	switch ref.Pkg {
	case "log/slog":
		return render{kind: renderSlog}
	case "go.uber.org/zap", "go.uber.org/zap/zapcore", "github.com/uptrace/opentelemetry-go-extra/otelzap":
		switch {
		case ref.Name == "Reflect" || ref.Name == "AddReflected":
			return render{kind: renderJSON}
		case ref.Recv == "SugaredLogger" && !structured:
			return render{kind: renderFmt}
		}
		return render{kind: renderZap}
	case "github.com/rs/zerolog":
		if ref.Name == "Printf" || ref.Name == "Msgf" || ref.Name == "Stringer" {
			return render{kind: renderFmt}
		}
		return render{kind: renderZerolog}
	case "encoding/json", "encoding/xml":
		return render{kind: renderJSON}
	case "github.com/go-logr/logr":
		return render{kind: renderKV}
	case "k8s.io/klog":
		if structured || ref.Name == "LoggerWithValues" {
			return render{kind: renderKV}
		}
	case "github.com/davecgh/go-spew/spew", "github.com/k0kubun/pp", "github.com/kr/pretty":
		return render{kind: renderFmt, verb: 'v', all: true}
	case "github.com/go-kit/log", "github.com/getsentry/sentry-go", "github.com/go-kratos/kratos/log", "github.com/zeromicro/go-zero/core/logx",
		"github.com/newrelic/go-agent/newrelic", "github.com/opentracing/opentracing-go", "github.com/rollbar/rollbar-go",
		"gopkg.in/DataDog/dd-trace-go.v1/ddtrace", "gopkg.in/DataDog/dd-trace-go/ddtrace", "github.com/DataDog/dd-trace-go/ddtrace/tracer":
		if !strings.HasSuffix(ref.Name, "f") {
			return render{kind: renderLenient}
		}
	}
	return render{kind: renderFmt}
}

// renderOf is how a value is turned into text: by the first function on its way
// to the sink that does so, or by the sink.
func (c *checker) renderOf(steps []*ssaflow.Step, sc sinkContext) render {
	if r := rendererIn(steps); r != nil {
		return *r
	}
	if sc.render.kind == renderResponse || sc.render.kind == renderError {
		return render{kind: renderFmt, verb: sc.render.verb, sharp: sc.render.sharp}
	}
	return sc.render
}

// rendererIn finds the step nearest to the source that makes text of a value.
func rendererIn(steps []*ssaflow.Step) *render {
	for i := len(steps) - 1; i >= 0; i-- {
		s := steps[i]
		if s.Kind != ssaflow.CallStep {
			continue
		}
		ref := s.Callee
		switch {
		case ref.Pkg == "fmt" && (strings.HasPrefix(ref.Name, "Sprint") || strings.HasPrefix(ref.Name, "Append") ||
			strings.HasPrefix(ref.Name, "Fprint") || ref.Name == "Errorf"), symbols.HasRef(ref, symbols.ErrorText):
			r := render{kind: renderFmt}
			if call, ok := s.Instr.(ssa.CallInstruction); ok {
				if i+1 < len(steps) && steps[i+1].Kind == ssaflow.ConcatStep && steps[i+1].Elem >= 0 {
					if v, ok := ssaflow.FormatVerb(call, steps[i+1].Elem); ok {
						r = verbRender(v)
					}
				}
			}
			return &r
		case strings.HasPrefix(ref.Name, "Marshal") && strings.Contains(ref.Pkg, "json"), ref.Name == "Encode" && strings.Contains(ref.Pkg, "json"),
			ref.Pkg == "encoding/xml" && strings.HasPrefix(ref.Name, "Marshal"), ref.Pkg == "github.com/bytedance/sonic":
			return &render{kind: renderJSON}
		case ref.Pkg == "github.com/davecgh/go-spew/spew", ref.Pkg == "github.com/kr/pretty", ref.Pkg == "github.com/k0kubun/pp":
			return &render{kind: renderFmt, verb: 'v', all: true}
		}
	}
	return nil
}

// verbRender is how package fmt renders an operand with a verb.
func verbRender(v ssaflow.Verb) render {
	if v.Char == 'T' || v.Char == 'p' || v.Short {
		return render{kind: renderNothing}
	}
	return render{kind: renderFmt, verb: v.Char, sharp: v.Sharp}
}

// methodNames are the methods that take over the rendering of a whole value.
func (r render) methodNames(nested bool) []string {
	switch r.kind {
	case renderFmt:
		if r.sharp {
			return []string{"Format", "GoString"}
		}
		if r.verb == 'd' || r.verb == 'b' || r.verb == 'c' || r.verb == 'U' || r.verb == 't' {
			return []string{"Format"}
		}
		return []string{"Format", "Error", "String"}
	case renderJSON:
		return []string{"MarshalJSON", "MarshalText"}
	case renderSlog:
		if nested {
			return []string{"MarshalJSON", "MarshalText"}
		}
		return []string{"LogValue", "MarshalJSON", "MarshalText"}
	case renderSlogText:
		if nested {
			return []string{"Format", "Error", "String"}
		}
		return []string{"LogValue", "MarshalText", "Format", "Error", "String"}
	case renderZap:
		if nested {
			return []string{"MarshalJSON", "MarshalText"}
		}
		return []string{"MarshalLogObject", "MarshalLogArray", "Error", "String", "MarshalJSON", "MarshalText"}
	case renderZerolog:
		if nested {
			return []string{"MarshalJSON", "MarshalText"}
		}
		return []string{"MarshalZerologObject", "MarshalZerologArray", "MarshalObject", "MarshalJSON", "MarshalText"}
	case renderKV:
		if nested {
			return []string{"MarshalLog", "MarshalJSON", "String"}
		}
		return []string{"MarshalLog", "String", "Error", "MarshalJSON"}
	case renderLenient, renderResponse, renderError:
		return []string{"LogValue", "MarshalLog", "MarshalJSON", "MarshalText", "String", "Format", "MaskSensitive", "Error"}
	}
	return nil
}

// method returns the method of t that renders it, or nil.
func (c *checker) method(t types.Type, r render) *types.Func {
	return methodOf(t, r.methodNames(false), c.pass.Pkg)
}

func methodOf(t types.Type, names []string, pkg *types.Package) *types.Func {
	if types.IsInterface(t) {
		return nil
	}
	set := types.NewMethodSet(t)
	for _, name := range names {
		sel := set.Lookup(pkg, name)
		if sel == nil {
			continue
		}
		if fn, ok := sel.Obj().(*types.Func); ok && rendersValue(fn) {
			return fn
		}
	}
	return nil
}

// rendersValue checks the shape of a rendering method, so that a String(x int)
// does not count.
func rendersValue(fn *types.Func) bool {
	sig := fn.Signature()
	switch fn.Name() {
	case "Format":
		return sig.Params().Len() == 2 && sig.Results().Len() == 0
	case "MarshalLogObject", "MarshalLogArray", "MarshalZerologObject", "MarshalZerologArray", "MarshalObject":
		return sig.Params().Len() == 1
	case "MarshalJSON", "MarshalText":
		return sig.Params().Len() == 0 && sig.Results().Len() == 2
	}
	return sig.Params().Len() == 0 && sig.Results().Len() == 1
}

type redactKey struct {
	fn *types.Func
}

// redaction is what is known about a method that renders a value.
type redaction struct {
	safe bool
	name string
	// shows says that the method writes something sensitive, which is reported
	// in it.
	shows bool
}

// redactionOf judges the method that renders values of type t: it is safe when
// what it returns contains nothing sensitive.
func (c *checker) redactionOf(t types.Type, r render) *redaction {
	fn := c.method(t, r)
	if fn == nil {
		return &redaction{}
	}
	return c.methodRedacts(fn)
}

func (c *checker) methodRedacts(fn *types.Func) *redaction {
	key := redactKey{fn}
	if red := c.redacted[key]; red != nil {
		return red
	}
	red := &redaction{safe: true, name: fn.Name()}
	c.redacted[key] = red
	if c.busy[fn] {
		return red
	}
	c.busy[fn] = true
	defer delete(c.busy, fn)
	if fn.Pkg() != c.pass.Pkg {
		red.safe = !c.showsReceiver(fn)
		return red
	}
	sf := c.fl.SSA.Prog.FuncValue(fn)
	if sf == nil || sf.Blocks == nil {
		return red
	}
	switch fn.Name() {
	case "MarshalLogObject", "MarshalZerologObject", "MarshalLogArray", "MarshalZerologArray", "MarshalObject":
		// What it writes is reported where it writes it.
		for _, u := range c.fl.Sinks(symbols.LogField) {
			if u.Instr.Parent() == sf && c.relevant(u) {
				found := c.scan(u.Value, u.Path, u.Instr, c.contextOf(u))
				red.shows = red.shows || found.best() != nil
			}
		}
		return red
	}
	for _, b := range sf.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 {
			continue
		}
		sc := sinkContext{render: render{kind: renderJSON}, fn: sf, receiver: true}
		if found := c.scan(ret.Results[0], "", ret, sc); found.best() != nil {
			red.safe = false
		}
	}
	return red
}

// showsReceiver reports whether a method of another package of the module is
// known to return something sensitive of its receiver.
func (c *checker) showsReceiver(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	for _, o := range c.fl.Results(fn) {
		if o.Kind != ssaflow.Param || o.Index != 0 || o.Barrier&ssaflow.Safe != 0 || !strings.HasPrefix(string(o.Out), "#0") {
			continue
		}
		t := stripPointer(recv.Type())
		s, isStruct := structUnder(t)
		if !isStruct {
			if o.Path == "" {
				return true // the text itself
			}
			continue
		}
		owner := symbols.TypeName(t)
		for elems := o.Path.Elems(); len(elems) > 0 && s != nil; elems = elems[1:] {
			name := elems[0].Field()
			if name == "" {
				continue
			}
			f, tag := fieldNamed(s, name)
			if f == nil {
				break
			}
			if len(elems) == 1 && c.names.FieldOf(s, owner, f, tag) != naming.None {
				return true
			}
			owner = f.Name()
			if n := symbols.TypeName(f.Type()); n != "" {
				owner = n
			}
			s, _ = structUnder(f.Type())
		}
	}
	return false
}

// fieldNamed returns the field of a struct with a name, and its tag.
func fieldNamed(s *types.Struct, name string) (*types.Var, string) {
	for i := range s.NumFields() {
		if s.Field(i).Name() == name {
			return s.Field(i), s.Tag(i)
		}
	}
	return nil, ""
}

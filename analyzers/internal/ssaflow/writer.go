package ssaflow

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// written adds the arguments of a call that writes to a stream as sinks, if the
// stream is a log (standard output, a file named so) or an HTTP response. Other
// writers are memory, followed by their definitions.
func (t *sinkTable) written(call ssa.CallInstruction, ref symbols.Ref) {
	args := Args(call)
	var w ssa.Value
	var only []int
	if ref.Recv != "" {
		w = Receiver(call)
	} else if len(args) > 0 {
		w = args[0]
		for i := 1; i < len(args); i++ {
			only = append(only, i)
		}
	}
	if w == nil || ref.Recv == "" && only == nil {
		return
	}
	if role := t.p.writerRole(w, call); role != "" {
		t.callArgs(call, Sink{Role: role, Callee: ref}, only)
	}
}

// writerRole says what writing to w means: LogSink, ResponseSink or nothing.
func (p *Package) writerRole(w ssa.Value, at ssa.Instruction) symbols.Role {
	if isResponseWriter(w) {
		return symbols.ResponseSink
	}
	for _, o := range p.Origins(w, Query{At: at, Fields: true}) {
		switch {
		case o.Kind == Global && (o.Name == "os.Stdout" || o.Name == "os.Stderr"):
			return symbols.LogSink
		case o.Kind == Call && (o.Callee.Is("os", "OpenFile") || o.Callee.Is("os", "Create")):
			for _, name := range o.ConstArgs {
				if strings.Contains(strings.ToLower(name), "log") {
					return symbols.LogSink
				}
			}
		case o.Kind == Param && o.Path == "" && o.Fn != nil && isResponseWriter(o.Fn.Params[o.Index]):
			return symbols.ResponseSink
		}
	}
	return ""
}

// isResponseWriter reports whether v, under interface conversions, is an
// http.ResponseWriter or a framework's.
func isResponseWriter(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.ChangeInterface:
			v = x.X
			continue
		case *ssa.MakeInterface:
			v = x.X
			continue
		}
		ref := symbols.TypeRef(v.Type())
		_, isInterface := v.Type().Underlying().(*types.Interface)
		return isInterface && ref.Name == "ResponseWriter"
	}
}

package ssaflow

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"
)

// tracer reports the origins of the argument of every call of show.
var tracer = &analysis.Analyzer{
	Name:     "tracer",
	Doc:      "report origins",
	Requires: []*analysis.Analyzer{Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		p := pass.ResultOf[Analyzer].(*Package)
		for _, call := range p.Calls() {
			fn := call.Common().StaticCallee()
			if fn == nil || fn.Name() != "show" {
				continue
			}
			arg := call.Common().Args[0]
			said := make(map[string]bool)
			for _, o := range p.Origins(arg, Query{At: call.(ssa.Instruction)}) {
				if text := o.String(); !said[text] {
					said[text] = true
					pass.Reportf(call.Pos(), "%s", text)
				}
			}
		}
		for _, role := range []symbols.Role{symbols.LogSink, symbols.URL} {
			for _, use := range p.Sinks(role) {
				text := string(role) + " " + use.Sink.Callee.String()
				if use.Path != "" {
					text += " " + string(use.Path)
				}
				if !use.Direct() {
					text += " via " + use.Wrapper.Ref.Pkg + "." + use.Wrapper.Ref.Symbol()
				}
				if _, isConst := use.Value.(*ssa.Const); !isConst || role != symbols.LogSink {
					pass.Reportf(use.Instr.Pos(), "%s", text)
				}
			}
		}
		return nil, nil
	},
}

func testdata(t testing.TB) string {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestOrigins(t *testing.T) {
	analysistest.Run(t, testdata(t), tracer, "flow")
}

func TestPath(t *testing.T) {
	p := fieldElem("Card").join(keyElem(`a"b]`)).join(anyElem).join(resultElem(2))
	if got := len(p.Elems()); got != 4 {
		t.Fatalf("%q has %d elements, want 4", p, got)
	}
	if k, ok := p.Elems()[1].Key(); !ok || k != `a"b]` {
		t.Errorf("key = %q, %v", k, ok)
	}
	if got := p.Last(); got != "#2" {
		t.Errorf("last = %q", got)
	}
	for _, tc := range []struct {
		def, want, rest, sub Path
		ok                   bool
	}{
		{".A", ".A.B", ".B", "", true},
		{".A.B", ".A", "", ".B", true},
		{".A", ".B", "", "", false},
		{"[]", `["x"]`, "", "", true},
		{`["x"]`, `["y"]`, "", "", false},
		{"", ".A", ".A", "", true},
	} {
		rest, sub, ok := match(tc.def, tc.want)
		if rest != tc.rest || sub != tc.sub || ok != tc.ok {
			t.Errorf("match(%q, %q) = %q, %q, %v", tc.def, tc.want, rest, sub, ok)
		}
	}
}

// TestCallbacks makes sure that callbacks of a query may ask the engine.
func TestCallbacks(t *testing.T) {
	p := analyse(t, "package big\ntype t struct{ a string }\nfunc f(x *t) { println(x.a + \"!\") }\n")
	for _, use := range p.Sinks(symbols.LogSink) {
		asked := 0
		p.Origins(use.Value, Query{
			At:    use.Instr,
			Stop:  func(*Step) bool { asked += len(p.Origins(use.Value, Query{At: use.Instr})); return false },
			Visit: func(*Visited) bool { asked += len(p.Origins(use.Value, Query{At: use.Instr})); return true },
		})
		if asked == 0 {
			t.Error("the callbacks were not called or found nothing")
		}
	}
}

package ssaflow

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"
)

// analyse runs the engine over one file without imports.
func analyse(tb testing.TB, src string) *Package {
	tb.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "big.go", src, parser.ParseComments)
	if err != nil {
		tb.Fatal(err)
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object),
		Uses: make(map[*ast.Ident]types.Object), Implicits: make(map[ast.Node]types.Object),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), Scopes: make(map[ast.Node]*types.Scope),
		Instances: make(map[*ast.Ident]types.Instance), FileVersions: make(map[*ast.File]string),
	}
	pkg, err := new(types.Config).Check("big", fset, []*ast.File{file}, info)
	if err != nil {
		tb.Fatal(err)
	}
	result, err := Analyzer.Run(&analysis.Pass{
		Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info,
		Module:            &analysis.Module{Path: "big"},
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
		ExportPackageFact: func(analysis.Fact) {},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return result.(*Package)
}

// bigFunctions are functions of n units that are hard on data-flow analyses:
// each returns the source of a package.
var bigFunctions = map[string]func(n int) string{
	// A long straight line of stores and loads of one struct.
	"fields": func(n int) string {
		var b strings.Builder
		b.WriteString("package big\ntype t struct { a, b, c string }\nfunc f(x *t, s string) {\n")
		for i := range n {
			fmt.Fprintf(&b, "x.%c = x.%c + s\nprintln(x.%c)\n", 'a'+i%3, 'a'+(i+1)%3, 'a'+(i+2)%3)
		}
		return b.String() + "}\n"
	},
	// A switch with a case per unit, all of which meet again.
	"switch": func(n int) string {
		var b strings.Builder
		b.WriteString("package big\nfunc f(k int, s string) {\nv := s\nswitch k {\n")
		for i := range n {
			fmt.Fprintf(&b, "case %d:\nv = s + \"%d\"\n", i, i)
		}
		return b.String() + "}\nprintln(v)\n}\n"
	},
	// Loops around conditions, one after the other.
	"loops": func(n int) string {
		var b strings.Builder
		b.WriteString("package big\nfunc f(m map[string]string, s string) {\n")
		for i := range n {
			fmt.Fprintf(&b, "for i%[1]d := range 10 {\nif i%[1]d > 3 { m[\"k\"] = s } else { s += m[\"k\"] }\nprintln(s)\n}\n", i)
		}
		return b.String() + "}\n"
	},
	// A chain of calls, each of which uses the one before twice.
	"calls": func(n int) string {
		var b strings.Builder
		b.WriteString("package big\nfunc f0(s string) string { return s }\n")
		for i := range n {
			fmt.Fprintf(&b, "func f%d(s string) string { return f%d(s) + f%d(s+\"x\") }\n", i+1, i, i)
		}
		fmt.Fprintf(&b, "func g(s string) { println(f%d(s)) }\n", n)
		return b.String()
	},
	// Functions that call each other in a ring.
	"ring": func(n int) string {
		var b strings.Builder
		b.WriteString("package big\n")
		for i := range n {
			fmt.Fprintf(&b, "func f%d(s string) string { if s == \"\" { return s }; println(s); return f%d(s[1:]) }\n", i, (i+1)%n)
		}
		return b.String()
	},
	// One literal with a key per unit.
	"literal": func(n int) string {
		var b strings.Builder
		b.WriteString("package big\nvar m = map[string]string{\n")
		for i := range n {
			fmt.Fprintf(&b, "\"k%d\": \"v%d\",\n", i, i)
		}
		return b.String() + "}\nfunc f(k string) { println(m[k]); println(m[\"k1\"]) }\n"
	},
}

// TestBounded refuses work that grows much faster than the code. It measures
// the CPU time of the process, building SSA included; times under two seconds
// for a function of 3000 units (10,000 to 40,000 instructions) always pass.
func TestBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, source := range bigFunctions {
		t.Run(name, func(t *testing.T) {
			measure := func(n int) time.Duration {
				src := source(n)
				best := time.Hour
				for range 2 {
					start := cpuTime(t)
					analyse(t, src)
					best = min(best, cpuTime(t)-start)
				}
				return best
			}
			small, large := measure(300), measure(3000)
			t.Logf("300 units: %v, 3000 units: %v, ratio %.1f", small, large, float64(large)/float64(small))
			if large > 20*small && large > 2*time.Second {
				t.Errorf("3000 units took %v, 300 took %v", large, small)
			}
		})
	}
}

// cpuTime is the CPU time that the process has used.
func cpuTime(tb testing.TB) time.Duration {
	var ru syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &ru); err != nil {
		tb.Skip(err)
	}
	return time.Duration(ru.Utime.Nano() + ru.Stime.Nano())
}

// TestCapped makes sure that a query over budget says so.
func TestCapped(t *testing.T) {
	p := analyse(t, bigFunctions["switch"](3000))
	if p.Capped == 0 {
		t.Error("a value with 3000 origins was followed within budget; the counter does not count")
	}
	p = analyse(t, bigFunctions["switch"](20))
	if p.Capped != 0 {
		t.Errorf("a value with 20 origins counts as over budget (%d)", p.Capped)
	}
}

// TestGiant makes sure that a function too large for SSA is left out, and the
// rest of its package is not.
func TestGiant(t *testing.T) {
	p := analyse(t, bigFunctions["switch"](50_000)+"func (s T) G() string { return string(s) }\ntype T string\n")
	if p.Capped == 0 {
		t.Error("the counter does not count")
	}
	var names []string
	for _, fn := range p.Funcs() {
		names = append(names, fn.Name())
	}
	if got := strings.Join(names, " "); !strings.Contains(got, "G") || strings.Contains(got, "f") {
		t.Errorf("analysed %s", got)
	}
	if p = analyse(t, bigFunctions["switch"](5000)); len(p.Funcs()) != 2 {
		t.Errorf("%d functions of a package with one of 5,000 branches", len(p.Funcs()))
	}
}

func BenchmarkEngine(b *testing.B) {
	for name, source := range bigFunctions {
		src := source(2000)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				analyse(b, src)
			}
		})
	}
}

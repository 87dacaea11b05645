package driver

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/txtar"
)

// reaches is the fact that a function calls, directly or not, one named Sink.
type reaches struct{ Name string }

func (*reaches) AFact() {}

// members is the fact that a package has these functions.
type members struct{ Names []string }

func (*members) AFact() {}

// factsFake computes both facts and returns them by function.
var factsFake = &analysis.Analyzer{
	Name: "factsfake", Doc: "computes facts", ResultType: reflect.TypeFor[map[*types.Func]bool](),
	FactTypes: []analysis.Fact{new(reaches), new(members)},
	Run: func(pass *analysis.Pass) (any, error) {
		tainted := make(map[*types.Func]bool)
		var names []string
		for range 3 { // enough rounds for the tests
			for _, f := range pass.Files {
				for _, d := range f.Decls {
					fn, ok := d.(*ast.FuncDecl)
					if !ok {
						continue
					}
					obj, ok := pass.TypesInfo.Defs[fn.Name].(*types.Func)
					if !ok {
						continue
					}
					if !slices.Contains(names, fn.Name.Name) {
						names = append(names, fn.Name.Name)
					}
					ast.Inspect(fn, func(n ast.Node) bool {
						if id, ok := n.(*ast.Ident); ok {
							if callee, ok := pass.TypesInfo.Uses[id].(*types.Func); ok {
								if callee.Name() == "Sink" || tainted[callee] || pass.ImportObjectFact(callee, new(reaches)) {
									tainted[obj] = true
								}
							}
						}
						return true
					})
				}
			}
		}
		for fn := range tainted {
			pass.ExportObjectFact(fn, &reaches{fn.Name()})
		}
		slices.Sort(names)
		pass.ExportPackageFact(&members{names})
		return map[*types.Func]bool(tainted), nil
	},
}

// newFake returns a check that reports
//   - "call": every call of a function that reaches Sink, in another package,
//   - "bad": every identifier named bad, with a fix that makes it good,
//
// notes as evidence which packages it has facts of, and panics on an
// identifier named boom.
func newFake() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "fake", Doc: "fake", Requires: []*analysis.Analyzer{factsFake},
		ResultType: analyzers.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			res := new(analyzers.Result)
			for _, f := range pass.Files {
				ast.Inspect(f, func(n ast.Node) bool {
					id, ok := n.(*ast.Ident)
					if !ok {
						return true
					}
					finding := analyzers.Finding{Check: "fake", Severity: analyzers.SeverityError, Controls: []string{"COM-1"}, Pos: id.Pos(), End: id.End()}
					switch id.Name {
					case "boom":
						var m map[string]int
						//lint:ignore SA5000 this is the crash that the test is about
						m["boom"] = 1
					case "bad":
						finding.Category, finding.Message = "bad", "bad is bad [COM-1]"
						finding.Fixes = []analysis.SuggestedFix{{Message: "make it good", TextEdits: []analysis.TextEdit{{Pos: id.Pos(), End: id.End(), NewText: []byte("good")}}}}
						res.Findings = append(res.Findings, finding)
					}
					if fn, ok := pass.TypesInfo.Uses[id].(*types.Func); ok && fn.Pkg() != pass.Pkg && fn.Pkg() != nil {
						fact := new(reaches)
						if pass.ImportObjectFact(fn, fact) {
							finding.Category, finding.Message = "call", fact.Name+" reaches Sink [COM-1]"
							res.Findings = append(res.Findings, finding)
						}
					}
					return true
				})
			}
			return res, nil
		},
	}
}

// write lays out a txtar archive in a new directory.
func write(t testing.TB, archive string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// runFake runs the fake check and returns one line per finding and per
// incomplete package, with paths relative to dir.
func runFake(t testing.TB, dir string, opts Options) []string {
	t.Helper()
	fake := newFake()
	opts.Analyzers = []*analysis.Analyzer{fake}
	if opts.TestAnalyzers != nil {
		opts.TestAnalyzers = opts.Analyzers
	}
	if opts.Dir == "" {
		opts.Dir = dir
	}
	res, err := Run(t.Context(), opts)
	if err != nil {
		return []string{"error: " + strings.ReplaceAll(err.Error(), dir, "DIR")}
	}
	return lines(dir, res)
}

func lines(dir string, res *Result) []string {
	var got []string
	rel := func(name string) string {
		if r, err := filepath.Rel(dir, name); err == nil {
			return filepath.ToSlash(r)
		}
		return name
	}
	for _, f := range res.Findings {
		got = append(got, fmt.Sprintf("%s:%d:%d %s", rel(f.Start.File), f.Start.Line, f.Start.Column, f.Message))
	}
	for _, i := range res.Incomplete {
		pos := ""
		if i.Pos.File != "" {
			pos = fmt.Sprintf("%s:%d:%d: ", rel(i.Pos.File), i.Pos.Line, i.Pos.Column)
		}
		got = append(got, fmt.Sprintf("incomplete %s: %s%s", i.Package, pos, i.Error))
	}
	return got
}

func compare(t testing.TB, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		var b bytes.Buffer
		for _, l := range got {
			fmt.Fprintf(&b, "\n\t%s", l)
		}
		b.WriteString("\nwant")
		for _, l := range want {
			fmt.Fprintf(&b, "\n\t%s", l)
		}
		t.Errorf("got%s", &b)
	}
}

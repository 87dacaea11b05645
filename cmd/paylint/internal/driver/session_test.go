package driver

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// editor is a session with buffers, as a language server has it.
type editor struct {
	t       testing.TB
	dir     string
	s       *Session
	buffers map[string][]byte
	results map[string]PackageResult
	// calls are the IDs that the session spoke of in the last update.
	calls []string
}

func newEditor(t testing.TB, dir string, opts Options) *editor {
	e := &editor{t: t, dir: dir, buffers: make(map[string][]byte), results: make(map[string]PackageResult)}
	fake := newFake()
	opts.Dir, opts.Patterns, opts.Analyzers = dir, []string{"./..."}, []*analysis.Analyzer{fake}
	if opts.TestAnalyzers != nil {
		opts.TestAnalyzers = opts.Analyzers
	}
	e.s = NewSession(opts, func(res PackageResult) {
		e.calls = append(e.calls, res.ID)
		switch {
		case res.Removed:
			delete(e.results, res.ID)
		case !res.Broken:
			e.results[res.ID] = res
		}
	})
	return e
}

// update tells the session about changed files, and finishes.
func (e *editor) update(names ...string) {
	e.t.Helper()
	e.calls = nil
	overlay := make(map[string][]byte)
	for name, src := range e.buffers {
		overlay[name] = src
	}
	var files []string
	for _, name := range names {
		files = append(files, filepath.Join(e.dir, name))
	}
	if err := e.s.Update(e.t.Context(), overlay, files); err != nil {
		e.t.Fatal(err)
	}
	if err := e.s.Finish(e.t.Context()); err != nil {
		e.t.Fatal(err)
	}
	if e.s.Pending() {
		e.t.Error("there is still something to do")
	}
}

func (e *editor) typeText(name, src string) {
	e.t.Helper()
	e.buffers[filepath.Join(e.dir, name)] = []byte(src)
	e.update(name)
}

func (e *editor) lines() []string {
	all := new(Result)
	for _, res := range e.results {
		all.Findings = append(all.Findings, res.Findings...)
	}
	all.sort()
	return lines(e.dir, all)
}

func (e *editor) ran(want ...string) {
	e.t.Helper()
	var got []string
	for _, id := range e.calls {
		got = append(got, strings.TrimPrefix(id, "example.com/m/"))
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		e.t.Errorf("the session spoke of %q, want %q", got, want)
	}
}

const stack = `
-- go.mod --
module example.com/m

go 1.26
-- a/a.go --
package a

import "example.com/m/b"

func A() { b.B(b.T{}) }
-- b/b.go --
package b

import "example.com/m/c"

type T struct{ c.T }

func B(T) { c.C() }
-- c/c.go --
package c

type T struct{}

func Sink() {}

func C() {}
`

func TestSession(t *testing.T) {
	dir := write(t, stack)
	e := newEditor(t, dir, Options{})
	e.update()
	compare(t, e.lines())
	e.ran("a", "b", "c")

	body := "package c\n\ntype T struct{}\n\nfunc Sink() {}\n\nfunc C() { %s }\n"
	e.typeText("c/c.go", fmt.Sprintf(body, "_ = 1"))
	e.ran("c") // nobody sees a body
	e.typeText("c/c.go", "// A line more.\n\n"+fmt.Sprintf(body, "var bad int; _ = bad"))
	e.ran("c") // nor lines
	compare(t, e.lines(), "c/c.go:9:16 bad is bad [COM-1]", "c/c.go:9:29 bad is bad [COM-1]")

	e.typeText("c/c.go", fmt.Sprintf(body, "Sink()"))
	e.ran("a", "b", "c") // facts
	compare(t, e.lines(), "a/a.go:5:14 B reaches Sink [COM-1]", "b/b.go:7:15 C reaches Sink [COM-1]")

	// While it is broken, what was said holds; unused variables break nothing.
	e.typeText("c/c.go", fmt.Sprintf(body, "Sink("))
	e.typeText("b/b.go", "package b\n\nimport \"example.com/m/c\"\n\ntype T struct{ c.T }\n\nfunc B(T) { bad := 1 }\n")
	compare(t, e.lines(), "b/b.go:7:13 bad is bad [COM-1]")

	// A type that changes, and importers that only fit together.
	e.typeText("c/c.go", strings.Replace(fmt.Sprintf(body, "Sink()"), "struct{}", "struct{ X, Y int }", 1))
	e.ran("a", "b", "c")
	e.typeText("a/a.go", "package a\n\nimport \"example.com/m/b\"\n\nfunc A() { var x b.T; x.Y = 1; b.B(x); var bad = x }\n")
	compare(t, e.lines(), "a/a.go:5:44 bad is bad [COM-1]", "b/b.go:7:13 bad is bad [COM-1]")

	// A file that is not saved yet, an import, and a file that is deleted.
	e.typeText("b/more.go", "package b\n\nimport \"strings\"\n\nvar bad = strings.ToUpper(\"\")\n")
	if !slices.Contains(e.lines(), "b/more.go:5:5 bad is bad [COM-1]") {
		t.Errorf("new file: %q", e.lines())
	}
	delete(e.buffers, filepath.Join(dir, "b/more.go"))
	if err := os.Remove(filepath.Join(dir, "a/a.go")); err != nil {
		t.Fatal(err)
	}
	delete(e.buffers, filepath.Join(dir, "a/a.go"))
	e.update("b/more.go", "a/a.go")
	compare(t, e.lines(), "b/b.go:7:13 bad is bad [COM-1]")
}

// An update that is cancelled leaves what it did not do for the next one.
func TestSessionCancelled(t *testing.T) {
	dir := write(t, stack)
	e := newEditor(t, dir, Options{})
	e.update()
	name := filepath.Join(dir, "c/c.go")
	e.buffers[name] = []byte("package c\n\ntype T struct{ N int }\n\nfunc Sink() {}\n\nfunc C() { Sink() }\n")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := e.s.Update(ctx, e.buffers, []string{name}); err == nil {
		t.Fatal("a cancelled update succeeded")
	}
	e.update()
	compare(t, e.lines(), "a/a.go:5:14 B reaches Sink [COM-1]", "b/b.go:7:15 C reaches Sink [COM-1]")
}

// Random edits in buffers and on disk: a session says what a run from scratch
// says.
func TestSessionEqualsRun(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 12
	}
	const n = 6
	rnd := rand.New(rand.NewPCG(8, 8))
	dir := write(t, "-- go.mod --\nmodule example.com/m\n\ngo 1.26\n")
	uses := make([][]int, n)
	source := func(i int) string {
		var imports, body strings.Builder
		for _, j := range uses[i] {
			fmt.Fprintf(&imports, "import \"example.com/m/p%d\"\n", j)
			call := []string{"p%d.F(%s)", "p%d.G()", "_ = p%d.T{}"}[rnd.IntN(3)]
			fmt.Fprintf(&body, "\t"+strings.Replace(call, "%s", "", 1)+"\n", j)
		}
		if rnd.IntN(4) == 0 {
			body.WriteString("\tSink()\n")
		}
		if rnd.IntN(4) == 0 {
			body.WriteString("\tvar bad int; _ = bad\n")
		}
		if rnd.IntN(12) == 0 {
			body.WriteString("\tnothing()\n")
		}
		field := []string{"", " A int ", " A, B string ", " a bool "}[rnd.IntN(4)]
		return strings.Repeat("\n", rnd.IntN(3)) + fmt.Sprintf("package p%d\n\n%s\ntype T struct{%s}\n\nfunc Sink() {}\n\nfunc F() {\n%s}\n\nfunc G() T { return T{} }\n", i, &imports, field, &body)
	}
	rewire := func(i int) {
		uses[i] = nil
		for j := range i {
			if rnd.IntN(2) == 0 {
				uses[i] = append(uses[i], j)
			}
		}
	}
	for i := range n {
		rewire(i)
		if err := os.Mkdir(filepath.Join(dir, fmt.Sprintf("p%d", i)), 0o777); err != nil {
			t.Fatal(err)
		}
		overwrite(t, dir, fmt.Sprintf("p%d/p.go", i), source(i))
		overwrite(t, dir, fmt.Sprintf("p%d/p_test.go", i), fmt.Sprintf("package p%d\n\nvar bad = T{}\n\nfunc init() { F() }\n", i))
	}
	opts := Options{TestAnalyzers: []*analysis.Analyzer{nil}}
	e := newEditor(t, dir, opts)
	e.update()
	compared := 0
	for round := range rounds {
		i := rnd.IntN(n)
		if rnd.IntN(5) == 0 {
			rewire(i)
		}
		name := fmt.Sprintf("p%d/p.go", i)
		if rnd.IntN(3) == 0 {
			delete(e.buffers, filepath.Join(dir, name))
			overwrite(t, dir, name, source(i))
			e.update(name)
		} else {
			e.typeText(name, source(i))
		}
		fresh := opts
		fresh.Patterns, fresh.Overlay = []string{"./..."}, e.buffers
		want := runFake(t, dir, fresh)
		// A session looks over unused variables, and keeps what it knows of
		// packages that are broken.
		if slices.ContainsFunc(want, func(l string) bool { return strings.HasPrefix(l, "incomplete") }) {
			continue
		}
		compared++
		if got := e.lines(); !slices.Equal(got, want) {
			t.Errorf("round %d, p%d", round, i)
			compare(t, got, want...)
			return
		}
	}
	if compared < rounds/5 {
		t.Errorf("only %d of %d rounds say anything", compared, rounds)
	}
}

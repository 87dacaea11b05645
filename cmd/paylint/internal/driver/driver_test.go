package driver

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

const simple = `
-- go.mod --
module example.com/m

go 1.26
-- a/a.go --
package a

import "example.com/m/b"

func Use() { b.Pass(); b.Clean() }

var bad int
-- b/b.go --
package b

import "fmt"

func Sink() { fmt.Println() }

func Pass() { Sink() }

func Clean() {}

var bad int
`

func TestFactsCrossPackages(t *testing.T) {
	dir := write(t, simple)
	compare(t, runFake(t, dir, Options{Patterns: []string{"./..."}}),
		"a/a.go:5:16 Pass reaches Sink [COM-1]",
		"a/a.go:7:5 bad is bad [COM-1]",
		"b/b.go:11:5 bad is bad [COM-1]")
}

func TestOnlyNamedPackagesAreReported(t *testing.T) {
	dir := write(t, simple)
	want := []string{"a/a.go:5:16 Pass reaches Sink [COM-1]", "a/a.go:7:5 bad is bad [COM-1]"}
	compare(t, runFake(t, dir, Options{Patterns: []string{"./a"}}), want...)
	compare(t, runFake(t, dir, Options{Dir: filepath.Join(dir, "a")}), want...)
	compare(t, runFake(t, dir, Options{Patterns: []string{"example.com/m/a"}}), want...)
	compare(t, runFake(t, dir, Options{Patterns: []string{"a/a.go"}}), want...)
}

func TestTestFiles(t *testing.T) {
	dir := write(t, simple+`
-- b/b_test.go --
package b

import "testing"

func helper() { Sink() }

func TestB(t *testing.T) { bad = 1 }
-- b/x_test.go --
package b_test

import (
	"testing"

	"example.com/m/a"
	"example.com/m/b"
)

func TestX(t *testing.T) { a.Use(); b.Pass() }
`)
	plain := []string{
		"a/a.go:5:16 Pass reaches Sink [COM-1]",
		"a/a.go:7:5 bad is bad [COM-1]",
		"b/b.go:11:5 bad is bad [COM-1]",
	}
	compare(t, runFake(t, dir, Options{Patterns: []string{"./..."}}), plain...)
	compare(t, runFake(t, dir, Options{Patterns: []string{"./..."}, TestAnalyzers: []*analysis.Analyzer{nil}}),
		append(plain, "b/b_test.go:7:28 bad is bad [COM-1]", "b/x_test.go:10:30 Use reaches Sink [COM-1]", "b/x_test.go:10:39 Pass reaches Sink [COM-1]")...)
}

func TestBuildTags(t *testing.T) {
	dir := write(t, simple+`
-- a/tagged.go --
//go:build special

package a

var _ = bad
`)
	compare(t, runFake(t, dir, Options{Patterns: []string{"./a"}, BuildFlags: []string{"-tags=special"}}),
		"a/a.go:5:16 Pass reaches Sink [COM-1]",
		"a/a.go:7:5 bad is bad [COM-1]",
		"a/tagged.go:5:9 bad is bad [COM-1]")
}

func TestBrokenPackages(t *testing.T) {
	dir := write(t, simple+`
-- c/c.go --
package c

import "example.com/m/b"

var bad = b.Missing

func F() int { return 1 }
-- d/d.go --
package d

import "example.com/m/c"

var bad = c.F()
-- e/e.go --
package e

func (
-- f/f.go --
package f

import "example.com/none"

var bad = none.X
-- g/g_test.go --
package g

var bad = missing
`)
	want := []string{
		"a/a.go:5:16 Pass reaches Sink [COM-1]",
		"a/a.go:7:5 bad is bad [COM-1]",
		"b/b.go:11:5 bad is bad [COM-1]",
		"d/d.go:5:5 bad is bad [COM-1]",
		"incomplete example.com/m/c: c/c.go:5:13: undefined: b.Missing",
		"incomplete example.com/m/e: e/e.go:3:8: expected '(', found 'EOF' (and 5 more errors)",
		"incomplete example.com/m/f: f/f.go:3:8: could not import example.com/none (no required module provides package example.com/none; to add it: go get example.com/none)",
	}
	compare(t, runFake(t, dir, Options{Patterns: []string{"./..."}}), want...)
	want = append(want, "incomplete example.com/m/g: g/g_test.go:3:11: undefined: missing")
	compare(t, runFake(t, dir, Options{Patterns: []string{"./..."}, TestAnalyzers: []*analysis.Analyzer{nil}}), want...)
}

func TestPanicIsNamed(t *testing.T) {
	dir := write(t, simple+"-- b/boom.go --\npackage b\n\nvar boom int\n")
	got := runFake(t, dir, Options{Patterns: []string{"./..."}})
	if len(got) != 3 || !strings.HasPrefix(got[2], "incomplete example.com/m/b: check fake panicked: assignment to entry in nil map (driver/fake_test.go:") {
		t.Errorf("got %q", got)
	}
	compare(t, got[:2], "a/a.go:5:16 Pass reaches Sink [COM-1]", "a/a.go:7:5 bad is bad [COM-1]")
}

func TestVendor(t *testing.T) {
	dir := write(t, `
-- go.mod --
module example.com/m

go 1.26

require example.com/dep v1.0.0
-- vendor/modules.txt --
# example.com/dep v1.0.0
## explicit; go 1.26
example.com/dep
-- vendor/example.com/dep/dep.go --
package dep

func Sink() {}

func Pass() { Sink() }

var bad int
-- a.go --
package m

import "example.com/dep"

func F() { dep.Pass() }

var bad int
`)
	compare(t, runFake(t, dir, Options{Patterns: []string{"./..."}}), "a.go:7:5 bad is bad [COM-1]")
	// A package of a dependency that is named is a target like any other.
	compare(t, runFake(t, dir, Options{Patterns: []string{".", "example.com/dep"}}),
		"a.go:5:16 Pass reaches Sink [COM-1]",
		"a.go:7:5 bad is bad [COM-1]",
		"vendor/example.com/dep/dep.go:7:5 bad is bad [COM-1]")
}

// Tests of other modules are not ours: they may need what is not there.
func TestNamedDependencyWithoutItsTests(t *testing.T) {
	dir := write(t, `
-- go.mod --
module example.com/m

go 1.26

require example.com/dep v1.0.0

replace example.com/dep => ./dep
-- a.go --
package m

import "example.com/dep"

var bad = dep.F
-- dep/go.mod --
module example.com/dep

go 1.26

require example.com/missing v1.0.0
-- dep/dep.go --
package dep

func F() { bad() }

func bad() {}
-- dep/dep_test.go --
package dep

import "example.com/missing"

var _ = missing.Bad
`)
	compare(t, runFake(t, dir, Options{Patterns: []string{".", "example.com/dep"}, TestAnalyzers: []*analysis.Analyzer{nil}}),
		"a.go:5:5 bad is bad [COM-1]",
		"dep/dep.go:3:12 bad is bad [COM-1]",
		"dep/dep.go:5:6 bad is bad [COM-1]")
}

func TestWorkspaceAndNestedModules(t *testing.T) {
	files := `
-- one/go.mod --
module example.com/one

go 1.26

require example.com/two v0.0.0
-- one/one.go --
package one

import "example.com/two"

func F() { two.Pass() }
-- two/go.mod --
module example.com/two

go 1.26
-- two/two.go --
package two

func Sink() {}

func Pass() { Sink() }
-- two/nested/go.mod --
module example.com/two/nested

go 1.26
-- two/nested/n.go --
package nested

var bad int
`
	dir := write(t, files+"-- go.work --\ngo 1.26\n\nuse (\n\t./one\n\t./two\n)\n")
	compare(t, runFake(t, dir, Options{Patterns: []string{"./one/...", "./two/..."}}), "one/one.go:5:16 Pass reaches Sink [COM-1]")
	compare(t, runFake(t, dir, Options{Dir: filepath.Join(dir, "one")}), "one/one.go:5:16 Pass reaches Sink [COM-1]")

	dir = write(t, files)
	compare(t, runFake(t, dir, Options{Dir: filepath.Join(dir, "two"), Patterns: []string{"./..."}}))
	compare(t, runFake(t, dir, Options{Dir: filepath.Join(dir, "two", "nested")}), "two/nested/n.go:3:5 bad is bad [COM-1]")
}

// throughADependency is a workspace with a module that another module, which is
// not in it, imports.
const throughADependency = `
-- go.work --
go 1.26

use (
	./app
	./core
)

replace example.com/core v0.0.0 => ./core
-- app/go.mod --
module example.com/app

go 1.26

require (
	example.com/core v0.0.0
	example.com/mid v0.0.0
)

replace example.com/mid => ../mid
-- app/app.go --
package app

import (
	"example.com/core"
	"example.com/mid"
)

var V core.T = mid.Make()

func F() { core.Pass() }
-- core/go.mod --
module example.com/core

go 1.26
-- core/core.go --
package core

type T struct{ X int }

func Sink() {}

func Pass() { Sink() }
-- mid/go.mod --
module example.com/mid

go 1.26

require example.com/core v0.0.0

replace example.com/core => ../core
-- mid/mid.go --
package mid

import "example.com/core"

func Make() core.T { return core.T{} }
`

// A dependency that imports a module of the workspace again must see the types
// that were checked from source.
func TestWorkspaceThroughADependency(t *testing.T) {
	dir := write(t, throughADependency)
	compare(t, runFake(t, dir, Options{Patterns: []string{"./app/...", "./core/..."}}), "app/app.go:10:17 Pass reaches Sink [COM-1]")
}

func TestCgo(t *testing.T) {
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip("no C compiler")
	}
	dir := write(t, `
-- go.mod --
module example.com/m

go 1.26
-- c.go --
package m

// int one(void) { return 1; }
import "C"

func F() int {
	bad := int(C.one())
	return bad
}
`)
	opts := Options{Env: append(os.Environ(), "CGO_ENABLED=1")}
	compare(t, runFake(t, dir, opts), "c.go:7:2 bad is bad [COM-1]", "c.go:8:9 bad is bad [COM-1]")
}

func TestOverlay(t *testing.T) {
	dir := write(t, simple)
	overlay := map[string][]byte{filepath.Join(dir, "b", "b.go"): []byte("package b\n\nfunc Sink() {}\n\nfunc Pass() {}\n\nfunc Clean() { Sink() }\n")}
	compare(t, runFake(t, dir, Options{Patterns: []string{"./..."}, Overlay: overlay}),
		"a/a.go:5:26 Clean reaches Sink [COM-1]",
		"a/a.go:7:5 bad is bad [COM-1]")
}

func TestStandardLibraryNamed(t *testing.T) {
	dir := write(t, simple)
	opts := Options{Dir: dir, Patterns: []string{"errors"}, Analyzers: []*analysis.Analyzer{newFake()}}
	res, err := Run(t.Context(), opts)
	if err != nil || res.Stats.Loaded != 1 || len(res.Incomplete) > 0 {
		t.Errorf("err %v, stats %+v, incomplete %v", err, res.Stats, res.Incomplete)
	}
}

func TestCannotLoad(t *testing.T) {
	dir := write(t, simple+"-- empty/x.txt --\n")
	compare(t, runFake(t, dir, Options{Patterns: []string{"./empty/..."}}), "error: no packages to analyse: ./empty/... matched none")
	compare(t, runFake(t, dir, Options{Patterns: []string{"./nowhere"}}), "error: ./nowhere: stat DIR/nowhere: directory not found")
	compare(t, runFake(t, dir, Options{Dir: filepath.Join(dir, "none")}), "error: stat DIR/none: no such file or directory")
	alone := write(t, "-- a.go --\npackage a\n\nvar bad int\n")
	got := runFake(t, alone, Options{Patterns: []string{"./..."}})
	compare(t, got, "error: "+errNoModule.Error())
	compare(t, runFake(t, alone, Options{Patterns: []string{"a.go"}}), "a.go:3:5 bad is bad [COM-1]")
}

func TestCancelled(t *testing.T) {
	dir := write(t, simple)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Run(ctx, Options{Dir: dir, Analyzers: []*analysis.Analyzer{newFake()}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
}

func TestFixOffsets(t *testing.T) {
	dir := write(t, simple)
	res, err := Run(t.Context(), Options{Dir: dir, Patterns: []string{"./b"}, Analyzers: []*analysis.Analyzer{newFake()}})
	if err != nil {
		t.Fatal(err)
	}
	e := res.Findings[0].Fixes[0].Edits[0]
	src, err := res.ReadFile(e.Start.File)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(src[e.Start.Offset:e.End.Offset]); got != "bad" {
		t.Errorf("the edit replaces %q", got)
	}
}

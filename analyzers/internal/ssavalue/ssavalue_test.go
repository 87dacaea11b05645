package ssavalue

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
)

const source = `package p

type text string

var key = "global"

func sink(any) {}

func made() { n := 0; sink(func() int { n++; return n }) }
func named() { sink(made) }
func constant() { sink([]byte("abc")) }
func converted() { sink(text("def")) }
func loaded() { sink([]byte(key)) }
func param(p string) { sink(p) }

func stored(p string) (r string) {
	defer sink(nil)
	r = p
	return r
}
`

// build returns the functions of source.
func build(t *testing.T) *ssa.Package {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, _, err := ssautil.BuildPackage(&types.Config{Importer: importer.Default()}, fset, types.NewPackage("p", "p"), []*ast.File{f}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

// handed is what a function hands to sink.
func handed(t *testing.T, pkg *ssa.Package, name string) ssa.Value {
	t.Helper()
	for _, b := range pkg.Func(name).Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call.Call.StaticCallee() == pkg.Func("sink") {
				return call.Call.Args[0]
			}
		}
	}
	t.Fatalf("%s does not call sink", name)
	return nil
}

func TestValues(t *testing.T) {
	pkg := build(t)
	for name, want := range map[string]string{"constant": "abc", "converted": "def", "loaded": "", "param": ""} {
		if got, ok := ConstString(handed(t, pkg, name)); got != want || ok != (want != "") {
			t.Errorf("ConstString in %s = %q, %v", name, got, ok)
		}
	}
	if v := Unload(handed(t, pkg, "loaded")); v != ssa.Value(pkg.Var("key")) {
		t.Errorf("Unload = %v", v)
	}
	if v := Unwrap(handed(t, pkg, "param")); v != ssa.Value(pkg.Func("param").Params[0]) {
		t.Errorf("Unwrap = %v", v)
	}
	if fn := Func(handed(t, pkg, "named")); fn != pkg.Func("made") {
		t.Errorf("Func of a function = %v", fn)
	}
	if fn := Func(handed(t, pkg, "made")); fn == nil || fn.Parent() != pkg.Func("made") {
		t.Errorf("Func of a closure = %v", fn)
	}
	if fn := Func(handed(t, pkg, "param")); fn != nil {
		t.Errorf("Func of a text = %v", fn)
	}
}

func TestStoreBefore(t *testing.T) {
	fn := build(t).Func("stored")
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || b == fn.Recover {
			continue
		}
		load, ok := ret.Results[0].(*ssa.UnOp)
		if !ok {
			t.Fatalf("the result is %v", ret.Results[0])
		}
		if st := StoreBefore(load); st == nil {
			t.Error("no store found")
		}
		return
	}
	t.Fatal("no return")
}

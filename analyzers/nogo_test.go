package analyzers

import (
	"bytes"
	"encoding/gob"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Bazel's nogo and go vet run every package in a process of its own and pass
// facts between them with gob.
func TestFactsSurviveGob(t *testing.T) {
	seen := make(map[*analysis.Analyzer]bool)
	facts := 0
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		for _, f := range a.FactTypes {
			facts++
			var buf bytes.Buffer
			if err := gob.NewEncoder(&buf).Encode(reflect.New(reflect.TypeOf(f).Elem()).Interface()); err != nil {
				t.Errorf("%s: %T: %v", a.Name, f, err)
				continue
			}
			back := reflect.New(reflect.TypeOf(f).Elem())
			if err := gob.NewDecoder(&buf).Decode(back.Interface()); err != nil {
				t.Errorf("%s: %T: %v", a.Name, f, err)
			}
		}
		for _, r := range a.Requires {
			visit(r)
		}
	}
	for _, a := range New().Analyzers {
		visit(a)
	}
	if facts == 0 {
		t.Error("no analyzer has facts; wrappers would not be found across packages")
	}
}

// nogo gets every check from a package of its own, and so from a suite of its
// own (see CONTRIBUTING.md); together they must be valid, and keep their flags.
func TestOneSuitePerCheck(t *testing.T) {
	var all []*analysis.Analyzer
	for _, d := range Docs() {
		a := New().Analyzer(d.Name)
		for _, o := range d.Options {
			if a.Flags.Lookup(o.Name) == nil {
				t.Errorf("%s has no flag %s", a.Name, o.Name)
			}
		}
		all = append(all, a)
	}
	if err := analysis.Validate(all); err != nil {
		t.Error(err)
	}
	// What they share is the engine, once.
	engine := make(map[string]*analysis.Analyzer)
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if len(a.FactTypes) > 0 {
			if other := engine[a.Name]; other != nil && other != a {
				t.Errorf("there are two analyzers %s with facts", a.Name)
			}
			engine[a.Name] = a
		}
		for _, r := range a.Requires {
			visit(r)
		}
	}
	for _, a := range all {
		visit(a)
	}
}

// Options and settings belong to a suite: changing those of one leaves others
// as they are.
func TestSuitesAreIndependent(t *testing.T) {
	one, two := New(), New()
	if one.Config == two.Config {
		t.Fatal("two suites share their settings")
	}
	for i, a := range one.Analyzers {
		for _, o := range Docs()[i].Options {
			f, g := a.Flags.Lookup(o.Name), two.Analyzers[i].Flags.Lookup(o.Name)
			if f == nil || g == nil {
				t.Errorf("%s has no flag %s", a.Name, o.Name)
			} else if f.Value == g.Value {
				t.Errorf("%s.%s is shared by two suites", a.Name, o.Name)
			}
		}
	}
	if one.Analyzer("certverify") == nil || one.Analyzer("nosuch") != nil {
		t.Error("Analyzer finds what is not there, or does not find what is")
	}
}

package analyzers

import (
	"flag"
	"go/format"
	"go/token"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/report"
	"golang.org/x/tools/go/analysis"
)

// The suite and catalog.Checks are the same list.
func TestSuiteFollowsTheCatalog(t *testing.T) {
	var names []string
	for _, d := range Docs() {
		names = append(names, d.Name)
	}
	if !slices.Equal(names, catalog.Checks) {
		t.Errorf("the suite is %v, the catalog lists %v", names, catalog.Checks)
	}
}

func TestAnalyzersAreValid(t *testing.T) {
	suite := New()
	if err := analysis.Validate(suite.Analyzers); err != nil {
		t.Fatal(err)
	}
	again := New()
	factTypes := make(map[string]*analysis.Analyzer)
	seen := make(map[*analysis.Analyzer]bool)
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		for _, f := range a.FactTypes {
			// gob names pointer facts by their type's base name.
			name := reflect.TypeOf(f).Elem().String()
			if other := factTypes[name]; other != nil && other != a {
				t.Errorf("fact type %s belongs to %s and %s", name, other.Name, a.Name)
			}
			factTypes[name] = a
		}
		for _, r := range a.Requires {
			visit(r)
		}
	}
	for i, a := range suite.Analyzers {
		d := Docs()[i]
		if a.Name != d.Name {
			t.Errorf("analyzer %s has the documentation of %s", a.Name, d.Name)
		}
		if a.ResultType != report.ResultType {
			t.Errorf("%s: result type %v", a.Name, a.ResultType)
		}
		if len(a.FactTypes) > 0 {
			t.Errorf("%s has facts; they belong to the engine's analyzers", a.Name)
		}
		if a.URL != d.URL() || a.Doc != d.Text() {
			t.Errorf("%s: URL or Doc differ from the check's documentation", a.Name)
		}
		if a == again.Analyzers[i] {
			t.Errorf("%s: two suites share one analyzer", a.Name)
		}
		visit(a)
	}
}

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func TestDocsAreComplete(t *testing.T) {
	suite := New()
	for i, d := range Docs() {
		t.Run(d.Name, func(t *testing.T) {
			for name, text := range map[string]string{
				"Title": d.Title, "Why": d.Why, "Details": d.Details, "Bad": d.Bad, "Good": d.Good, "Since": d.Since,
			} {
				if strings.TrimSpace(text) == "" {
					t.Errorf("%s is empty", name)
				}
			}
			if strings.HasSuffix(d.Title, ".") {
				t.Errorf("title %q ends in a period", d.Title)
			}
			for name, code := range map[string]string{"Bad": d.Bad, "Good": d.Good} {
				got, err := format.Source([]byte(code))
				if err != nil {
					t.Errorf("%s is no Go: %v", name, err)
				} else if strings.TrimSpace(string(got)) != strings.TrimSpace(code) {
					t.Errorf("%s is not gofmt-ed:\n%s", name, got)
				}
			}
			checkControls(t, d)
			checkOptions(t, d, suite.Analyzers[i])
		})
	}
}

// checkControls compares the controls a check names with the controls that
// name the check.
func checkControls(t *testing.T, d *catalog.Doc) {
	if len(d.Controls) == 0 || len(d.CWE) == 0 || len(d.Categories) == 0 {
		t.Fatal("controls, weaknesses and categories must not be empty")
	}
	names := make(map[string]bool)
	used := make(map[string]bool)
	for _, c := range d.Categories {
		if !kebab.MatchString(c.Name) || names[c.Name] {
			t.Errorf("category %q: not kebab-case, or twice", c.Name)
		}
		names[c.Name] = true
		if c.Summary == "" || c.Severity != catalog.Error && c.Severity != catalog.Warning {
			t.Errorf("category %s: summary %q, severity %q", c.Name, c.Summary, c.Severity)
		}
		for _, id := range d.ControlsOf(c.Name) {
			used[id] = true
		}
	}
	for _, id := range d.Controls {
		used[id] = true
	}
	for id := range used {
		c, ok := catalog.ControlByID(id)
		if !ok {
			t.Errorf("unknown control %s", id)
		} else if !slices.Contains(c.Checks, d.Name) {
			t.Errorf("%s does not list check %s, which reports violations of it", id, d.Name)
		}
	}
	for _, c := range catalog.Controls {
		if slices.Contains(c.Checks, d.Name) && !used[c.ID] {
			t.Errorf("%s lists check %s, which never reports it", c.ID, d.Name)
		}
	}
}

// checkOptions compares the documented options with the analyzer's flags.
func checkOptions(t *testing.T, d *catalog.Doc, a *analysis.Analyzer) {
	documented := make(map[string]catalog.Option)
	for _, o := range d.Options {
		documented[o.Name] = o
		if a.Flags.Lookup(o.Name) == nil {
			t.Errorf("option %s is documented, but no flag", o.Name)
		}
	}
	a.Flags.VisitAll(func(f *flag.Flag) {
		o, ok := documented[f.Name]
		if !ok {
			t.Errorf("flag %s is not documented", f.Name)
		} else if o.Default != f.DefValue || o.Usage == "" {
			t.Errorf("option %s: default %q, the flag's is %q; usage %q", f.Name, o.Default, f.DefValue, o.Usage)
		}
		if !kebab.MatchString(f.Name) || token.IsKeyword(f.Name) {
			t.Errorf("flag %s is not kebab-case", f.Name)
		}
	})
}

package settings

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers"
	"golang.org/x/tools/go/analysis"
)

// fakeSuite has one check with options, so that these tests do not depend on
// the options of real ones.
func fakeSuite() (*analyzers.Suite, *string, *bool) {
	a := &analysis.Analyzer{Name: "fake"}
	scope := a.Flags.String("scope", "money", "")
	strict := a.Flags.Bool("strict", false, "")
	return &analyzers.Suite{Config: new(analyzers.Config), Analyzers: []*analysis.Analyzer{a, {Name: "bare"}}}, scope, strict
}

func TestParse(t *testing.T) {
	suite, scope, strict := fakeSuite()
	got, err := parse("x.yml", "/m", []byte(`
# comment
tests: true
fail-on: warning
enable: paylint
disable: [paylint/suppression]
severity:
  paylint: error
exclude:
  - internal/legacy
  - "**/*_gen.go"
payment-words:
  add: [tithe]
  remove: [order]
hosts:
  add: [pay.example.com]
options:
  fake:
    scope: [all, some]
    strict: true
`), suite)
	if err != nil {
		t.Fatal(err)
	}
	if got.FailOn != "warning" || *scope != "all,some" || !*strict {
		t.Errorf("settings %+v, scope %q, strict %v", got, *scope, *strict)
	}
	want := &analyzers.Config{
		Tests: true, Enable: []string{"paylint"}, Disable: []string{"paylint/suppression"},
		Severity: map[string]analyzers.Severity{"paylint": analyzers.SeverityError},
		Payment:  analyzers.Words{Add: []string{"tithe"}, Remove: []string{"order"}},
		Hosts:    analyzers.Words{Add: []string{"pay.example.com"}},
		Exclude:  analyzers.Paths{Root: "/m", Patterns: []string{"internal/legacy", "**/*_gen.go"}},
	}
	if !reflect.DeepEqual(suite.Config, want) {
		t.Errorf("config\n%+v\nwant\n%+v", suite.Config, want)
	}
}

func TestMistakes(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"test: true", `x.yml:1: unknown key "test", did you mean "tests"?`},
		{"\n\nexclud: [a]", `x.yml:3: unknown key "exclud", did you mean "exclude"?`},
		{"zzzzzzzz: 1", `x.yml:1: unknown key "zzzzzzzz"`},
		{"tests: 1", `x.yml:1: "tests" must be true or false`},
		{"tests: true\ntests: false", `x.yml:2: key "tests" is there twice`},
		{"fail-on: errors", `x.yml:1: "fail-on" must be one of error, warning, never, did you mean "error"?`},
		{"enable: [paylnt]", `x.yml:1: unknown check "paylnt", did you mean "paylint"?`},
		{"disable:\n  - paylint/supression", `x.yml:2: check paylint has no category "supression", did you mean "suppression"?`},
		{"severity:\n  paylint: high", `x.yml:2: severity of paylint must be error or warning`},
		{"severity: [a]", `x.yml:1: "severity" must be a mapping of keys to values`},
		{"hosts:\n  ad: [x]", `x.yml:2: unknown key "ad" in "hosts", did you mean "add"?`},
		{"hosts:\n  add: {x: y}", `x.yml:2: "add" must be a list`},
		{"hosts:\n  add: [[x]]", `x.yml:2: "add" must be a list of strings`},
		{"exclude: ['a/[b']", `x.yml:1: malformed path pattern a/[b`},
		{"options:\n  fakes: {}", `x.yml:2: unknown check "fakes", did you mean "fake"?`},
		{"options:\n  fake:\n    scop: all", `x.yml:3: unknown option "scop" of fake, did you mean "scope"?`},
		{"options:\n  fake:\n    strict: perhaps", `x.yml:3: option "strict" of fake: parse error`},
		{"options:\n  bare:\n    x: 1", `x.yml:3: bare has no options`},
		{"- a", `x.yml:1: the file must be a mapping of keys to values`},
		{"a: b\n---\nc: d", `x.yml: more than one YAML document`},
		{"tests: [", `x.yml:1: not valid YAML: did not find expected node content`},
		{"a: b: c", `x.yml: not valid YAML: mapping values are not allowed in this context`},
	} {
		suite, _, _ := fakeSuite()
		_, err := parse("x.yml", "/m", []byte(tt.text), suite)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%q:\n got %v\nwant %s", tt.text, err, tt.want)
		}
	}
}

func TestEmptyFileSetsNothing(t *testing.T) {
	for _, text := range []string{"", "# only a comment\n", "---\n", "hosts:\nexclude:\n"} {
		suite, _, _ := fakeSuite()
		if _, err := parse("x.yml", "/m", []byte(text), suite); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "module", "a", "b")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	touch := func(elems ...string) string {
		name := filepath.Join(append([]string{root}, elems...)...)
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	touch("module", "go.mod")
	touch(FileName)
	if got, err := Find(dir); got != "" || err != nil {
		t.Errorf("found %q outside of the module, err %v", got, err)
	}
	want := touch("module", FileName)
	if got, _ := Find(dir); got != want {
		t.Errorf("found %q, want %q", got, want)
	}
	want = touch("module", "a", FileName)
	if got, _ := Find(dir); got != want {
		t.Errorf("found %q, want the nearest, %q", got, want)
	}
}

func TestDigestSeesEverySetting(t *testing.T) {
	suite, scope, _ := fakeSuite()
	seen := make(map[string]string)
	check := func(what string) {
		t.Helper()
		d, err := Digest(suite)
		if err != nil {
			t.Fatal(err)
		}
		if seen[d] != "" {
			t.Errorf("%s does not change the digest of %s", what, seen[d])
		}
		seen[d] = what
	}
	check("nothing")
	*scope = "all"
	check("an option")
	suite.Config.Tests = true
	check("tests")
	suite.Config.Exclude.Patterns = []string{"x"}
	check("exclude")
	suite.Config.Hosts.Remove = []string{"x"}
	check("hosts")
	suite.Config.Severity = map[string]analyzers.Severity{"a": "error"}
	check("severity")
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"tests: true", "a: &x [1]\nb: *x", "? [a]\n: b", "options: {fake: {scope: &a [*a]}}", "<<: {tests: true}", "\xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		suite, _, _ := fakeSuite()
		_, err := parse("x.yml", "/m", data, suite)
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("an error of several lines: %q", err)
		}
	})
}

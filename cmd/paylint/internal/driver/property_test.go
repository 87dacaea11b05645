package driver

import (
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/types"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers"
	"golang.org/x/tools/go/analysis"
)

// newNosy returns a check whose results depend on everything that results can
// depend on: configuration (the word), facts and declarations of imported
// packages and where these are, embedded files, tests.
func newNosy(word string) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "nosy", Doc: "nosy", Requires: []*analysis.Analyzer{factsFake}, ResultType: analyzers.ResultType,
		Run: func(pass *analysis.Pass) (any, error) {
			res := new(analyzers.Result)
			report := func(n ast.Node, message string, trace ...analyzers.Step) {
				res.Findings = append(res.Findings, analyzers.Finding{
					Check: "nosy", Category: "any", Severity: analyzers.SeverityError, Pos: n.Pos(), End: n.End(), Message: message, Trace: trace,
				})
			}
			for _, f := range pass.Files {
				for _, group := range f.Comments {
					for _, c := range group.List {
						if name, ok := strings.CutPrefix(c.Text, "//go:embed "); ok {
							text, err := pass.ReadFile(filepath.Join(filepath.Dir(pass.Fset.Position(f.Package).Filename), name))
							if err != nil {
								return nil, err
							}
							report(c, "embeds "+strings.TrimSpace(string(text)))
						}
					}
				}
				ast.Inspect(f, func(n ast.Node) bool {
					id, ok := n.(*ast.Ident)
					if !ok {
						return true
					}
					if id.Name == word {
						report(id, word)
					}
					obj := pass.TypesInfo.Uses[id]
					if obj == nil || obj.Pkg() == nil || obj.Pkg() == pass.Pkg {
						return true
					}
					message := types.ObjectString(obj, nil)
					if fn, ok := obj.(*types.Func); ok {
						fact := new(reaches)
						if pass.ImportObjectFact(fn, fact) {
							message += " reaches " + fact.Name
						}
					}
					report(id, message, analyzers.Step{Pos: obj.Pos(), End: obj.Pos(), Message: "declared here"})
					return true
				})
			}
			return res, nil
		},
	}
}

// randomModule is a module that is edited at random.
type randomModule struct {
	t   testing.TB
	dir string
	rnd *rand.Rand
	// word and tags are settings of the next run.
	word string
	tags bool
}

const (
	randomPackages = 6
	// depPackages are the packages of a replaced module next to it.
	depPackages = 3
)

func newRandomModule(t testing.TB, seed uint64) *randomModule {
	m := &randomModule{t: t, rnd: rand.New(rand.NewPCG(seed, 26)), word: "bad"}
	m.dir = filepath.Join(write(t, "-- main/x --\n"), "main")
	m.goMod()
	for i := range depPackages {
		m.depPackage(i)
	}
	for i := range randomPackages {
		m.pkg(i)
	}
	return m
}

func (m *randomModule) file(name, text string) {
	m.t.Helper()
	name = filepath.Join(m.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		m.t.Fatal(err)
	}
}

func (m *randomModule) remove(name string) {
	if err := os.RemoveAll(filepath.Join(m.dir, name)); err != nil {
		m.t.Fatal(err)
	}
}

// lineFeeds move what follows.
func (m *randomModule) lineFeeds() string { return strings.Repeat("\n", m.rnd.IntN(3)) }

// edit makes one change and says which.
func (m *randomModule) edit() string {
	i := m.rnd.IntN(randomPackages)
	for j := range randomPackages { // too much is broken without them
		if _, err := os.Stat(filepath.Join(m.dir, fmt.Sprintf("p%d/p.go", j))); err != nil {
			m.pkg(j)
			return fmt.Sprintf("package %d is back", j)
		}
	}
	switch m.rnd.IntN(14) {
	case 0, 1, 2:
		m.pkg(i)
		return fmt.Sprintf("package %d rewritten", i)
	case 3:
		m.file(fmt.Sprintf("p%d/more.go", i), fmt.Sprintf("package p%d\n%s\nvar bad int\n\nfunc More() { F() }\n", i, m.lineFeeds()))
		return fmt.Sprintf("a file more in package %d", i)
	case 4:
		m.remove(fmt.Sprintf("p%d/more.go", i))
		return fmt.Sprintf("a file less in package %d", i)
	case 5:
		m.file(fmt.Sprintf("p%d/tagged.go", i), fmt.Sprintf("//go:build special\n\npackage p%d\n%s\nfunc Tagged() { bad, Sink := 1, 2; _, _ = bad, Sink }\n", i, m.lineFeeds()))
		return fmt.Sprintf("a tagged file in package %d", i)
	case 6:
		m.tags = !m.tags
		return fmt.Sprintf("tags %v", m.tags)
	case 7:
		j := m.rnd.IntN(depPackages)
		m.depPackage(j)
		return fmt.Sprintf("package %d of the replaced module rewritten", j)
	case 8:
		m.goMod()
		return "go.mod rewritten"
	case 9:
		m.test(i)
		return fmt.Sprintf("tests of package %d rewritten", i)
	case 10:
		m.file(fmt.Sprintf("p%d/data.txt", i), strconv.Itoa(m.rnd.IntN(100)))
		return fmt.Sprintf("data of package %d rewritten", i)
	case 11:
		m.word = []string{"bad", "good"}[m.rnd.IntN(2)]
		return "configuration: " + m.word
	case 12:
		name := fmt.Sprintf("p%d/p.go", i)
		text, err := os.ReadFile(filepath.Join(m.dir, name))
		if err != nil {
			m.t.Fatal(err)
		}
		m.file(name, strings.Replace(string(text), "\n\n", "\n\n\n", 1))
		return fmt.Sprintf("everything in package %d moved down", i)
	default:
		m.remove(fmt.Sprintf("p%d", i))
		return fmt.Sprintf("package %d removed", i)
	}
}

func (m *randomModule) goMod() {
	version := []string{"1.21.0", "1.25", "1.26"}[m.rnd.IntN(3)]
	m.file("go.mod", "module example.com/m\n\ngo "+version+"\n\nrequire example.com/dep v0.0.0\n\nreplace example.com/dep => ../dep\n")
}

// depPackage writes a package of the replaced module; some use others.
func (m *randomModule) depPackage(i int) {
	var text string
	if i > 0 && m.rnd.IntN(2) == 0 {
		text = fmt.Sprintf("import \"example.com/dep/d%d\"\n\ntype T struct{ d%[1]d.T }\n", i-1)
	} else {
		text = "type T struct{ N " + []string{"int", "string"}[m.rnd.IntN(2)] + " }\n"
	}
	param := []string{"", "...T", "...int", "x T"}[m.rnd.IntN(4)]
	m.file("../dep/go.mod", "module example.com/dep\n\ngo 1.21.0\n")
	m.file(fmt.Sprintf("../dep/d%d/d.go", i), fmt.Sprintf("package d%d\n%s\n%s\nfunc F(%s) {}\n", i, m.lineFeeds(), text, param))
}

// pkg writes package i, which calls some of those below it.
func (m *randomModule) pkg(i int) {
	var b strings.Builder
	fmt.Fprintf(&b, "package p%d\n\n", i)
	var imports, body string
	for j := range i {
		if n := m.rnd.IntN(4); n < 2 {
			imports += fmt.Sprintf("\t\"example.com/m/p%d\"\n", j)
			body += fmt.Sprintf("\tp%d.%s()\n", j, []string{"F", "G"}[n])
		}
	}
	if m.rnd.IntN(3) == 0 {
		j := m.rnd.IntN(depPackages)
		imports += fmt.Sprintf("\t\"example.com/dep/d%d\"\n", j)
		body += fmt.Sprintf("\td%d.F()\n\tvar t d%[1]d.T\n\t_ = t.N\n", j)
	}
	if m.rnd.IntN(3) == 0 {
		lib := []string{"errors", "io", "path", "time"}[m.rnd.IntN(4)]
		imports += fmt.Sprintf("\t_ %q\n", lib)
	}
	embeds := m.rnd.IntN(3) == 0
	if embeds {
		imports += "\t_ \"embed\"\n"
	}
	if imports != "" {
		fmt.Fprintf(&b, "import (\n%s)\n\n", imports)
	}
	if embeds {
		b.WriteString("//go:embed data.txt\nvar data string\n\n")
		m.file(fmt.Sprintf("p%d/data.txt", i), "new")
	}
	b.WriteString(m.lineFeeds())
	switch m.rnd.IntN(24) {
	case 0, 1, 2, 3:
		b.WriteString("var good int\n\n")
	case 4, 5, 6, 7:
		body += "\tvar good int\n\t_ = good\n"
	case 8:
		body += "\tundefined()\n"
	case 9, 10:
		body += "\tfor range 3 {\n\t}\n" // since go 1.22
	}
	if m.rnd.IntN(2) == 0 {
		b.WriteString("func Sink() {}\n\n")
		body += "\tSink()\n"
	}
	fmt.Fprintf(&b, "func F() {\n%s}\n\n%sfunc G() {}\n", body, m.lineFeeds())
	m.file(fmt.Sprintf("p%d/p.go", i), b.String())
	m.test(i)
}

// test writes tests of package i, inside it or outside, or removes them.
func (m *randomModule) test(i int) {
	inside, outside := fmt.Sprintf("p%d/p_test.go", i), fmt.Sprintf("p%d/x_test.go", i)
	m.remove(inside)
	m.remove(outside)
	n := m.rnd.IntN(4)
	if n&1 != 0 {
		m.file(inside, fmt.Sprintf("package p%d\n%s\nvar _ = inTest\n\nvar inTest, _ = 1, F\n", i, m.lineFeeds()))
	}
	if n&2 != 0 {
		// What imports package i is compiled once more for this test.
		above := min(i+1, randomPackages-1)
		m.file(outside, fmt.Sprintf("package p%d_test\n\nimport (\n\tother \"example.com/m/p%d\"\n\t\"example.com/m/p%d\"\n)\n\nfunc init() { p%[1]d.F(); other.G() }\n", i, above, i))
	}
}

// analyse runs the check over the module.
func (m *randomModule) analyse(c *Cache, progress func(done, total int)) (*Result, error) {
	opts := Options{
		Dir: m.dir, Patterns: []string{"./..."}, Analyzers: []*analysis.Analyzer{newNosy(m.word)},
		Cache: c, Salt: m.word, Progress: progress,
	}
	opts.TestAnalyzers = opts.Analyzers
	if m.tags {
		opts.BuildFlags = []string{"-tags=special"}
	}
	return Run(context.Background(), opts)
}

// resultText is everything that a result says.
func resultText(res *Result) string {
	text, err := json.MarshalIndent([]any{res.Findings, res.Evidence, res.Incomplete, res.Packages}, "", " ")
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func (m *randomModule) run(c *Cache) (string, Stats) {
	m.t.Helper()
	res, err := m.analyse(c, nil)
	if err != nil {
		m.t.Fatal(err)
	}
	return resultText(res), res.Stats
}

// number reads how often a slow test repeats something.
func number(t testing.TB, variable string, usual int) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return n
	}
	if testing.Short() {
		return max(usual/4, 3)
	}
	return usual
}

// Random edits to a module: a run with a cache always says what one without
// does. PAYLINT_TEST_EDITS is how many are made.
func TestCachedEqualsUncached(t *testing.T) {
	t.Parallel()
	m := newRandomModule(t, 20)
	cacheDir := t.TempDir()
	cached, loaded := 0, 0
	var edits []string
	for range number(t, "PAYLINT_TEST_EDITS", 24) {
		c, err := OpenCache(cacheDir)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := m.run(nil)
		got, stats := m.run(c)
		cached, loaded = cached+stats.Cached, loaded+stats.Loaded
		if got != want {
			t.Fatalf("after %q: %+v\n%s", edits, stats, firstDifference(got, want))
		}
		edits = append(edits, m.edit())
	}
	t.Logf("%d results came from the cache, %d did not", cached, loaded)
	if cached < loaded/10 || loaded < cached/10 {
		t.Error("that shows little")
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			from := max(0, i-12)
			return fmt.Sprintf("line %d: got\n%s\nwant\n%s", i, strings.Join(a[from:min(len(a), i+3)], "\n"), strings.Join(b[from:min(len(b), i+3)], "\n"))
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(a), len(b))
}

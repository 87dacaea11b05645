package analyzers_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// largeFunction has n TLS configurations, n versions chosen by branches, and n
// requests in one looped function.
func largeFunction(n int) string {
	var b strings.Builder
	b.WriteString("package large\n\nimport (\n\t\"crypto/tls\"\n\t\"net/http\"\n)\n\n")
	b.WriteString("func large(mode string, items []string) (out []*tls.Config) {\n\tbase, v := \"https://api.provider.test\", uint16(tls.VersionTLS12)\n\tfor _, item := range items {\n")
	for i := range n {
		fmt.Fprintf(&b, "\t\tif mode == \"m%d\" {\n\t\t\tv = tls.VersionTLS10 + uint16(%d%%3)\n\t\t\tbase = \"http://host%d.acquirer.io\"\n\t\t}\n", i, i, i)
		b.WriteString("\t\tout = append(out, &tls.Config{InsecureSkipVerify: true, MinVersion: v})\n")
		b.WriteString("\t\tif resp, err := http.Get(base + \"/\" + item); err == nil {\n\t\t\tresp.Body.Close()\n\t\t}\n")
	}
	b.WriteString("\t}\n\treturn out\n}\n")
	return b.String()
}

// transport returns the three checks of transport security.
func transport() []*analysis.Analyzer {
	var out []*analysis.Analyzer
	for _, a := range analyzers.New().Analyzers {
		switch a.Name {
		case "certverify", "tlsversion", "plainhttp":
			out = append(out, a)
		}
	}
	return out
}

func load(t testing.TB, src string) []*packages.Package {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/large\n\ngo 1.24\n", "large.go": src} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pkgs, err := packages.Load(&packages.Config{Dir: dir, Mode: packages.LoadSyntax | packages.NeedModule}, ".")
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatal("cannot load the package: ", err)
	}
	return pkgs
}

func analyse(t testing.TB, pkgs []*packages.Package) map[string]int {
	t.Helper()
	graph, err := checker.Analyze(transport(), pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	count := make(map[string]int)
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		for _, d := range act.Diagnostics {
			count[act.Analyzer.Name+"/"+d.Category]++
		}
	}
	return count
}

// A large function costs time, not findings.
func TestLargeFunction(t *testing.T) {
	const n = 150
	got := analyse(t, load(t, largeFunction(n)))
	if got["certverify/skip-verify"] != n || got["tlsversion/configurable"] == 0 || got["plainhttp/plain-url"] == 0 {
		t.Errorf("findings: %v", got)
	}
}

func BenchmarkTransportLargeFunction(b *testing.B) {
	for _, n := range []int{50, 200} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			pkgs := load(b, largeFunction(n))
			b.ResetTimer()
			for b.Loop() {
				analyse(b, pkgs)
			}
		})
	}
}

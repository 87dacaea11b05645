package report

import (
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestTestPackages(t *testing.T) {
	for _, c := range []struct {
		path, name string
		want       bool
	}{
		{"example.com/m/pay", "pay", false},
		{"example.com/m/attest", "attest", false},
		{"example.com/m/paytest", "paytest", true},
		{"example.com/m/mockpay", "mockpay", true},
		{"example.com/m/integration", "integration_tests", true},
		{"example.com/m/requests", "requests", false},
		{"example.com/m/testing", "testing", true},
		{"example.com/m/test/e2e/pay", "pay", true},
		{"example.com/m/tests", "checkout", true},
		{"example.com/m/latest/pay", "pay", false},
		{"example.com/m/testdata/pay", "pay", true},
	} {
		pass := &analysis.Pass{Pkg: types.NewPackage(c.path, c.name), Module: &analysis.Module{Path: "example.com/m"}}
		if got := isTestPackage(pass); got != c.want {
			t.Errorf("isTestPackage(%s, package %s) = %v", c.path, c.name, got)
		}
	}
	// The module's own path says nothing.
	pass := &analysis.Pass{Pkg: types.NewPackage("example.com/test/pay", "pay"), Module: &analysis.Module{Path: "example.com/test"}}
	if isTestPackage(pass) {
		t.Error("a module below a path element test is taken for a test")
	}
}

func TestImportsTesting(t *testing.T) {
	for src, want := range map[string]bool{
		"package p\nimport \"testing\"\nvar _ testing.TB":                                                             true,
		"package p\nimport \"testing/fstest\"":                                                                        false,
		"package p\nimport \"testing\"\nfunc F(t *testing.T) {}\nfunc G() {}":                                         true,
		"package p\nimport \"testing\"\nfunc F(t *testing.T) {}\nfunc G() {}\nfunc H() {}\nfunc VerifySignature() {}": false,
		"package p": false,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "p.go", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := importsTesting(f); got != want {
			t.Errorf("importsTesting(%q) = %v", src, got)
		}
	}
}

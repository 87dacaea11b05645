package hardcodedsecret_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/hardcodedsecret"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/provider/providertest"
	"github.com/paylint/paylint/analyzers/internal/report"
	"golang.org/x/tools/go/analysis/analysistest"
)

// positions are the places in which a secret can stand. %[1]s is the literal,
// %[2]s a number, %[3]s a name that fits the format.
var positions = []struct{ name, code string }{
	{"assignment", "func f%[2]s() { %[3]s%[2]s := %[1]s; use(%[3]s%[2]s) }"},
	{"field of another package", "func f%[2]s() { other.%[3]s = %[1]s }"},
	{"argument", "func f%[2]s() { use%[3]s(%[1]s) }"},
	{"return", "func %[3]s%[2]s() string { return %[1]s }"},
	{"composite literal", "var v%[2]s = other.Settings{%[3]s: %[1]s}"},
	{"map", "var m%[2]s = map[string]string{\"%[3]s\": %[1]s}"},
	{"constant", "const %[3]s%[2]s = %[1]s"},
	{"default tag", "type t%[2]s struct { %[3]s string `default:%[1]s` }"},
	{"embedded file", "//go:embed e%[2]s.txt\nvar %[3]s%[2]s string"},
	{"raw string", "var %[3]s%[2]s = `%[4]s`"},
}

// fieldName is a name under which the format counts.
func fieldName(s provider.Shape) string {
	switch s.ID {
	case "adyen-hmac-key":
		return "AdyenHmacKey"
	case "aws-secret":
		return "AwsSecretAccessKey"
	case "razorpay-secret":
		return "RazorpayKeySecret"
	}
	if len(s.Context) > 0 {
		return strings.ToUpper(s.Context[0][:1]) + s.Context[0][1:] + "Secret"
	}
	return "ApiKey"
}

// plant writes the packages "planted" and "planted/other" below dir/src: every
// format in every position. It returns the position and format of each line.
// PAYLINT_PLANT keeps a copy, for comparison with other tools.
func plant(t *testing.T, dir string) map[string][2]string {
	t.Helper()
	shapes := provider.Shapes()
	places := make(map[string][2]string)
	var fields strings.Builder
	names := make(map[string]bool)
	write := func(name, text string) {
		for _, root := range []string{dir, os.Getenv("PAYLINT_PLANT")} {
			if root == "" {
				continue
			}
			file := filepath.Join(root, "src", name)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i, s := range shapes {
		field := fieldName(s)
		var b strings.Builder
		b.WriteString("package planted\n\nimport _ \"embed\"\nimport \"planted/other\"\nvar _ = other.Settings{}\n")
		line := 5
		file := fmt.Sprintf("planted/p%d.go", i)
		for j, p := range positions {
			secret := providertest.Secret(s.ID, uint64(100*i+j+7))
			n := strconv.Itoa(100*i + j)
			literal := strconv.Quote(secret)
			if p.name == "default tag" && strings.ContainsAny(secret, "`") {
				continue
			}
			code := fmt.Sprintf(p.code, literal, n, field, secret)
			if p.name == "embedded file" {
				write("planted/e"+n+".txt", secret+"\n")
			}
			code = strings.ReplaceAll(code, "%!(EXTRA string="+secret+")", "")
			for k := range strings.Count(code, "\n") + 1 {
				places[fmt.Sprintf("p%d.go:%d", i, line+1+k)] = [2]string{p.name, s.ID}
			}
			line += strings.Count(code, "\n") + 1
			b.WriteString(code + "\n")
		}
		write(file, b.String())
		if !names[field] {
			names[field] = true
			fmt.Fprintf(&fields, "\t%s string\n", field)
		}
	}
	var uses strings.Builder
	uses.WriteString("package planted\n\nfunc use(string) {}\n")
	for f := range names {
		fmt.Fprintf(&uses, "func use%s(v string) {}\n", f)
	}
	write("planted/use.go", uses.String())
	write("planted/other/other.go", "package other\n\ntype Settings struct {\n"+fields.String()+"}\n\nvar (\n"+fields.String()+")\n")
	return places
}

// TestMatrix plants secrets of all formats in all positions and counts what is
// found.
func TestMatrix(t *testing.T) {
	dir := t.TempDir()
	places := plant(t, dir)
	found := make(map[[2]string]bool)
	results := analysistest.Run(silent{t}, dir, hardcodedsecret.New(&config.Config{}), "planted")
	for _, r := range results {
		for _, f := range r.Result.(*report.Result).Findings {
			pos := r.Pass.Fset.Position(f.Pos)
			found[places[filepath.Base(pos.Filename)+":"+strconv.Itoa(pos.Line)]] = true
		}
	}
	for _, p := range positions {
		n, all := 0, 0
		var missed []string
		for _, s := range provider.Shapes() {
			all++
			if found[[2]string{p.name, s.ID}] {
				n++
			} else {
				missed = append(missed, s.ID)
			}
		}
		t.Logf("%-26s %d of %d %v", p.name, n, all, missed)
		if n < all-3 { // random texts may look like words or a run
			t.Errorf("%s: found %d of %d, not %v", p.name, n, all, missed)
		}
	}
}

// silent ignores that the planted packages have no expectations.
type silent struct{ t *testing.T }

func (s silent) Errorf(format string, args ...any) {
	if !strings.Contains(format, "unexpected") {
		s.t.Logf(format, args...)
	}
}

package sensitivelog_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/sensitivelog"
	"golang.org/x/tools/go/analysis/analysistest"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func Test(t *testing.T) {
	for _, pkg := range []string{"loggers", "flow", "wrap", "structs", "redact", "errtext", "response", "dump", "history", "helpers", "parser", "more",
		"tool", "daemon", "function", "cli", "writers", "partial", "errtext/checks", "redact/secrets", "wrap/hooks",
		"errtypes", "lookalikes", "masks", "switches",
	} {
		t.Run(pkg, func(t *testing.T) {
			analysistest.Run(t, testdata(t), sensitivelog.New(&config.Config{}), "sensitivelog/"+pkg)
		})
	}
}

func TestConfiguredWords(t *testing.T) {
	cfg := &config.Config{Sensitive: config.Words{Add: []string{"loyalty_number"}, Remove: []string{"token"}}}
	analysistest.Run(t, testdata(t), sensitivelog.New(cfg), "sensitivelog/configured")
}

// What a command shows is a warning, card data and what goes to a log apart.
func TestCommandOutput(t *testing.T) {
	for _, res := range analysistest.Run(t, testdata(t), sensitivelog.New(&config.Config{}), "sensitivelog/tool") {
		for _, f := range res.Result.(*report.Result).Findings {
			want := catalog.Error
			if strings.Contains(f.Message, "output of a command") {
				want = catalog.Warning
			}
			if f.Severity != want {
				t.Errorf("%s: %s, want %s", f.Message, f.Severity, want)
			}
		}
	}
}

// An error that is made in another package and logged here is raised by its place.
func TestRaised(t *testing.T) {
	var got []string
	for _, res := range analysistest.Run(t, testdata(t), sensitivelog.New(&config.Config{}), "sensitivelog/errtext") {
		for _, r := range res.Result.(*report.Result).Raised {
			got = append(got, fmt.Sprintf("%s/%s %s:%d", r.Check, r.Category, filepath.Base(r.At.Filename), r.At.Line))
		}
	}
	if want := []string{"sensitivelog/error-text checks.go:9"}; !slices.Equal(got, want) {
		t.Errorf("raised %v, want %v", got, want)
	}
}

func TestEvidence(t *testing.T) {
	var got []string
	for _, res := range analysistest.Run(t, testdata(t), sensitivelog.New(&config.Config{}), "sensitivelog/redact") {
		for _, e := range res.Result.(*report.Result).Evidence {
			p := res.Pass.Fset.Position(e.Pos)
			got = append(got, fmt.Sprintf("%s:%d %s %v", filepath.Base(p.Filename), p.Line, e.Text, e.Controls))
		}
	}
	for _, want := range []string{
		"is redacted by its String method before log.Println [DAT-2]",
		"is redacted by its LogValue method before slog.Info [DAT-2]",
		"is redacted by its MarshalJSON method before zap.Reflect [DAT-2]",
		"is redacted by its MarshalLogObject method before zap.Object [DAT-2]",
		"card number c.Number is cut to a few digits before (*zerolog.Event).Str [DAT-2]",
	} {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, want) }) {
			t.Errorf("no evidence that something %s; have\n%s", want, strings.Join(got, "\n"))
		}
	}
	if slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "Leak") }) {
		t.Errorf("a type whose method shows the secret is no evidence:\n%s", strings.Join(got, "\n"))
	}
}

func TestTrace(t *testing.T) {
	found := false
	for _, res := range analysistest.Run(t, testdata(t), sensitivelog.New(&config.Config{}), "sensitivelog/wrap") {
		for _, f := range res.Result.(*report.Result).Findings {
			var steps []string
			for _, s := range f.Trace {
				steps = append(steps, s.Message)
			}
			if text := strings.Join(steps, "; "); strings.Contains(f.Message, "wrap.first") {
				found = true
				if want := "Number holds the value; it is handed on to wrap.second; it is handed on to wrap.third; it is handed on to log.Println"; text != want {
					t.Errorf("trace of %s:\n%s\nwant\n%s", f.Message, text, want)
				}
			}
		}
	}
	if !found {
		t.Error("no finding at the call of first")
	}
}

package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers"
	"github.com/paylint/paylint/cmd/paylint/internal/driver"
	"golang.org/x/tools/go/analysis"
)

// report has one finding of every kind: with a flow, a fix and characters
// outside of ASCII; suppressed; and a package that was not analysed.
func report(t *testing.T, source string) *Report {
	t.Helper()
	root := t.TempDir()
	file := filepath.Join(root, "mod", "päy ment", "a.go")
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "mod", "go.mod"), []byte("module example.com/m\n\ngo 1.26\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "mod", "p.go"), []byte("package p\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	// A real run with no checks gives a result that can read files.
	res, err := driver.Run(t.Context(), driver.Options{Dir: filepath.Join(root, "mod"), Analyzers: []*analysis.Analyzer{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	at := func(text string) (start, end driver.Position) {
		i := strings.Index(source, text)
		if i < 0 {
			t.Fatalf("no %q", text)
		}
		pos := func(off int) driver.Position {
			line := 1 + strings.Count(source[:off], "\n")
			return driver.Position{File: file, Line: line, Column: off - strings.LastIndexByte(source[:off], '\n'), Offset: off}
		}
		return pos(i), pos(i + len(text))
	}
	var f driver.Finding
	f.Check, f.Category, f.Severity = "paylint", "suppression", analyzers.SeverityError
	f.Controls, f.CWE = []string{"COM-2"}, []string{"CWE-295"}
	f.Message = "card number is 100% logged:\nbad <&> [COM-2]"
	f.Start, f.End = at("sink")
	step := driver.Step{Message: "read here"}
	step.Start, step.End = at("source")
	f.Trace = []driver.Step{step}
	f.Fixes = []driver.Fix{{Message: "delete it", Edits: []driver.Edit{{Start: f.Start, End: f.End, New: "ok"}}}}
	quiet := f
	quiet.Trace, quiet.Fixes = nil, nil
	quiet.Severity = analyzers.SeverityWarning
	quiet.Suppressed = &driver.Suppression{Reason: "a reason"}
	quiet.Suppressed.Start, _ = at("//nolint")
	res.Findings = []driver.Finding{f, quiet}
	pos, _ := at("var")
	res.Incomplete = []driver.Incomplete{{Package: "example.com/m/q", Error: "undefined: x", Pos: pos}}
	return &Report{Result: res, Version: "v1.2.3", Dir: filepath.Join(root, "mod"), Root: root, Docs: []*analyzers.Doc{analyzers.SuppressionDoc()}}
}

const source = "package p\n\nvar source = 1\n\nvar ä, 𝄞 = sink(\"𝄞\")\n\nvar _ = 2 //nolint:paylint // a reason\n"

func written(t *testing.T, r *Report, format string) string {
	t.Helper()
	var buf bytes.Buffer
	if err := r.Write(&buf, format); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestText(t *testing.T) {
	r := report(t, source)
	r.Findings[0].Message = "card number is logged [COM-2]"
	want := "päy ment/a.go:5:16: card number is logged [COM-2] (paylint/suppression)\n" +
		"päy ment/a.go:3:1: example.com/m/q was not analysed: undefined: x (paylint/incomplete)\n"
	if got := written(t, r, "text"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	r.Findings = nil
	if got := written(t, r, "text"); got != "" {
		t.Errorf("without findings: %q", got)
	}
	if got := r.IncompleteLines(); len(got) != 1 || got[0] != "päy ment/a.go:3:1: example.com/m/q was not analysed: undefined: x" {
		t.Errorf("IncompleteLines = %q", got)
	}
}

func TestGitHub(t *testing.T) {
	r := report(t, source)
	r.Findings[0].Start.File = strings.Replace(r.Findings[0].Start.File, "a.go", "a,b:c.go", 1)
	want := "::error file=mod/päy ment/a%2Cb%3Ac.go,line=5,endLine=5,col=16,endColumn=20,title=paylint/suppression::" +
		"card number is 100%25 logged:%0Abad <&> [COM-2]%0Amod/päy ment/a.go:3: read here\n" +
		"::error file=mod/päy ment/a.go,line=3,endLine=3,col=1,title=paylint/incomplete::example.com/m/q was not analysed: undefined: x\n"
	if got := written(t, r, "github"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestSARIF(t *testing.T) {
	var log struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []struct {
			ColumnKind string
			Tool       struct {
				Driver struct {
					Name, Version string
					Rules         []struct {
						ID, Name, HelpURI string
						Help              struct{ Text, Markdown string }
						Properties        struct {
							Tags             []string
							SecuritySeverity string `json:"security-severity"`
						}
					}
				}
			}
			Invocations []struct {
				ExecutionSuccessful        bool
				ToolExecutionNotifications []any
			}
			Results []struct {
				RuleID    string
				RuleIndex int
				Level     string
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI, URIBaseID string }
						Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
					}
				}
				CodeFlows []struct {
					ThreadFlows []struct{ Locations []any }
				}
				Fixes []struct {
					ArtifactChanges []struct {
						Replacements []struct {
							DeletedRegion   struct{ StartColumn, EndColumn int }
							InsertedContent struct{ Text string }
						}
					}
				}
				Suppressions        []struct{ Kind, Justification string }
				PartialFingerprints map[string]string
			}
		}
	}
	if err := json.Unmarshal([]byte(written(t, report(t, source), "sarif")), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if log.Version != "2.1.0" || run.ColumnKind != "utf16CodeUnits" || run.Tool.Driver.Name != "paylint" || run.Tool.Driver.Version != "v1.2.3" {
		t.Errorf("got %+v", log)
	}
	rule := run.Tool.Driver.Rules[0]
	if rule.ID != "paylint/suppression" || rule.Name != "PaylintSuppression" || rule.Help.Text == "" || !strings.Contains(rule.Help.Markdown, "```go") ||
		strings.Join(rule.Properties.Tags, " ") != "security external/cwe/cwe-1188 FIN-1" || rule.Properties.SecuritySeverity != "5.9" {
		t.Errorf("rule %+v", rule)
	}
	if inv := run.Invocations[0]; inv.ExecutionSuccessful || len(inv.ToolExecutionNotifications) != 1 {
		t.Errorf("invocation %+v", inv)
	}
	res := run.Results[0]
	loc := res.Locations[0].PhysicalLocation
	if loc.ArtifactLocation.URI != "mod/p%C3%A4y%20ment/a.go" || loc.ArtifactLocation.URIBaseID != "%SRCROOT%" {
		t.Errorf("location %+v", loc)
	}
	// "var ä, 𝄞 = " is 11 characters, 12 code units and 15 bytes.
	if loc.Region.StartColumn != 13 || loc.Region.EndColumn != 17 || loc.Region.StartLine != 5 {
		t.Errorf("region %+v", loc.Region)
	}
	if res.Level != "error" || res.RuleIndex != 0 || len(res.CodeFlows[0].ThreadFlows[0].Locations) != 2 {
		t.Errorf("result %+v", res)
	}
	if fix := res.Fixes[0].ArtifactChanges[0].Replacements[0]; fix.DeletedRegion.StartColumn != 13 || fix.InsertedContent.Text != "ok" {
		t.Errorf("fix %+v", fix)
	}
	quiet := run.Results[1]
	if quiet.Level != "warning" || len(quiet.Suppressions) != 1 || quiet.Suppressions[0].Kind != "inSource" || quiet.Suppressions[0].Justification != "a reason" {
		t.Errorf("suppressed result %+v", quiet)
	}
	// Two findings of one rule on one line have fingerprints of their own...
	print := res.PartialFingerprints["paylint/v1"]
	if print == "" || print == quiet.PartialFingerprints["paylint/v1"] {
		t.Errorf("fingerprints %v, %v", res.PartialFingerprints, quiet.PartialFingerprints)
	}
	// ...which stay when the line moves or is indented, and go when it changes.
	for _, tt := range []struct {
		source string
		same   bool
	}{
		{strings.Replace(source, "var ä", "\n\n  var  ä", 1), true},
		{strings.Replace(source, "sink(\"𝄞\")", "sink(1)", 1), false},
	} {
		if err := json.Unmarshal([]byte(written(t, report(t, tt.source), "sarif")), &log); err != nil {
			t.Fatal(err)
		}
		if got := log.Runs[0].Results[0].PartialFingerprints["paylint/v1"]; (got == print) != tt.same {
			t.Errorf("fingerprint %s, before %s, same must be %v", got, print, tt.same)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	r := report(t, source)
	if err := r.Write(new(bytes.Buffer), "xml"); err == nil {
		t.Error("an unknown format is written")
	}
	if err := r.Write(full{}, "text"); err == nil {
		t.Error("a full disk is no error")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestRelative(t *testing.T) {
	for _, tt := range []struct{ dir, name, want string }{
		{"/a/b", "/a/b/c.go", "c.go"},
		{"/home/me/a", "/home/me/b/c.go", "../b/c.go"},
		{"/a/very/deep/directory", "/c.go", "/c.go"},
	} {
		if got := Relative(tt.dir, tt.name); got != tt.want {
			t.Errorf("Relative(%q, %q) = %q, want %q", tt.dir, tt.name, got, tt.want)
		}
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// module has one finding of an error category with a fix, one suppressed, and
// one that lacks a reason.
const module = `
-- go.mod --
module example.com/m

go 1.26
-- tls/tls.go --
package tls

import (
	"crypto/tls"
	"net/http"
)

var name = "ü𝄞"; var Client = use("ü𝄞", &tls.Config{InsecureSkipVerify: true})

func use(_ string, cfg *tls.Config) *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: cfg}}
}

func Suppressed() *http.Client {
	cfg := &tls.Config{}
	cfg.InsecureSkipVerify = true //nolint:certverify // the bench has no CA
	return use("", cfg)
}
-- clean/clean.go --
package clean

func F() {}
`

// write lays out a txtar archive in a new directory.
func write(t testing.TB, archive string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// paylint runs a command line in dir and returns what it wrote and its status.
func paylint(t testing.TB, dir string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	t.Setenv("PAYLINT_CACHE", filepath.Join(t.TempDir(), "cache"))
	var out, errs bytes.Buffer
	c := &command{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, terminal: func(io.Writer) bool { return false }}
	if len(args) == 0 || !slices.ContainsFunc(subcommands(), func(s subcommand) bool { return s.name == args[0] }) {
		args = append([]string{"-C", dir}, args...)
	} else if args[0] == "checklist" {
		args = slices.Insert(slices.Clone(args), 1, "-C", dir)
	}
	status = c.run(t.Context(), args)
	return out.String(), errs.String(), status
}

const finding = "tls/tls.go:8:61: certificate validation is switched off by InsecureSkipVerify; verify against the system's roots or RootCAs [COM-2] (certverify/skip-verify)\n"

func TestText(t *testing.T) {
	dir := write(t, module)
	stdout, stderr, status := paylint(t, dir, "./...")
	if stdout != finding || stderr != "" || status != exitFindings {
		t.Errorf("status %d, stdout\n%sstderr\n%s", status, stdout, stderr)
	}
	if stdout, stderr, status = paylint(t, dir, "./clean"); stdout != "" || stderr != "" || status != exitOK {
		t.Errorf("a clean package: status %d, stdout\n%sstderr\n%s", status, stdout, stderr)
	}
}

func TestFailOn(t *testing.T) {
	dir := write(t, module)
	for _, tt := range []struct {
		args []string
		want int
	}{
		{[]string{"-fail-on=error"}, exitFindings},
		{[]string{"-fail-on=never"}, exitOK},
		{[]string{"-severity=certverify=warning"}, exitOK},
		{[]string{"-severity=certverify=warning", "-fail-on=warning"}, exitFindings},
		{[]string{"-disable=certverify"}, exitOK},
		{[]string{"-disable=certverify/skip-verify"}, exitOK},
		{[]string{"-enable=certverify/empty-verifier"}, exitOK},
		{[]string{"-enable=certverify/skip-verify"}, exitFindings},
		{[]string{"-certverify"}, exitFindings},
		{[]string{"-certverify=false"}, exitOK},
		{[]string{"-paylint"}, exitOK},
		{[]string{"-exclude=tls"}, exitOK},
		{[]string{"-standalone"}, exitFindings},
	} {
		if _, stderr, status := paylint(t, dir, append(tt.args, "./tls")...); status != tt.want || stderr != "" {
			t.Errorf("%v: status %d, want %d; stderr %q", tt.args, status, tt.want, stderr)
		}
	}
}

func TestBadInput(t *testing.T) {
	dir := write(t, module+`
-- bad.yml --
tests: true
disble: [certverify]
-- notyaml.yml --
a: [
-- empty/x.txt --
`)
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"-nope"}, "unknown flag -nope"},
		{[]string{"-formt=json"}, "unknown flag -formt"},
		{[]string{"-fix=maybe"}, `invalid boolean value "maybe" for -fix`},
		{[]string{"-f", "jsn"}, `unknown format "jsn", did you mean "json"?`},
		{[]string{"-fail-on=errors"}, `-fail-on must be one of error, warning, never, not "errors"`},
		{[]string{"-enable=certverfy"}, `unknown check "certverfy", did you mean "certverify"?`},
		{[]string{"-disable=certverify/skip"}, `check certverify has no category "skip", did you mean "skip-verify"?`},
		{[]string{"-severity=certverify=high"}, `"certverify=high" is not of the form check=error or check=warning`},
		{[]string{"-exclude=[a"}, "malformed path pattern [a"},
		{[]string{"-fix", "-diff"}, "-fix and -diff exclude each other"},
		{[]string{"-config", dir + "/bad.yml"}, `bad.yml:2: unknown key "disble", did you mean "disable"?`},
		{[]string{"-config", dir + "/notyaml.yml"}, "notyaml.yml:1: not valid YAML"},
		{[]string{"-config", dir + "/none.yml"}, "no such file"},
		{[]string{"./nowhere"}, "nowhere"},
		{[]string{"./empty/..."}, "no packages to analyse"},
		{[]string{"./clean", "-tests"}, "flag -tests must come before the packages"},
		{[]string{"-o", dir + "/none/out.txt", "./clean"}, "no such file or directory"},
		{[]string{"-C", dir + "/none"}, "no such file or directory"},
		{[]string{"-C", os.TempDir(), "./..."}, "not in a Go module"},
		{[]string{"explain", "nothing"}, "nothing"},
		{[]string{"version", "x"}, "version takes no arguments"},
		{[]string{"checklist", "-f", "text"}, `unknown format "text"`},
		{[]string{"checklist", "-fix"}, "do not go with the checklist"},
		{[]string{"cache", "burn"}, "cache"},
	} {
		stdout, stderr, status := paylint(t, dir, tt.args...)
		if status != exitError || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.HasPrefix(stderr, "paylint: ") || !strings.Contains(stderr, tt.want) {
			t.Errorf("%q: status %d, stdout %q, stderr\n%swant one line with %q", tt.args, status, stdout, stderr, tt.want)
		}
	}
}

func TestBrokenPackages(t *testing.T) {
	dir := write(t, module+"-- broken/b.go --\npackage broken\n\nvar x int = \"\"\n")
	// With findings, everything is on stdout, in one form.
	stdout, stderr, status := paylint(t, dir, "./...")
	const incomplete = "broken/b.go:3:13: example.com/m/broken was not analysed: cannot use \"\" (untyped string constant) as int value in variable declaration"
	if want := finding + incomplete + " (paylint/incomplete)\n"; stdout != want || stderr != "" || status != exitError {
		t.Errorf("status %d, stdout\n%sstderr\n%s", status, stdout, stderr)
	}
	// Without, stderr says what is missing.
	stdout, stderr, status = paylint(t, dir, "./clean", "./broken")
	if stdout != "" || stderr != "paylint: "+incomplete+"\n" || status != exitError {
		t.Errorf("status %d, stdout\n%sstderr\n%s", status, stdout, stderr)
	}
	stdout, _, status = paylint(t, dir, "-f=json", "./clean", "./broken")
	var got struct {
		Incomplete []struct{ Package, Error string }
	}
	if err := json.Unmarshal([]byte(stdout), &got); err != nil || status != exitError {
		t.Fatalf("status %d, %v in %s", status, err, stdout)
	}
	if len(got.Incomplete) != 1 || got.Incomplete[0].Package != "example.com/m/broken" || !strings.HasPrefix(got.Incomplete[0].Error, "broken/b.go:3:13: cannot use") {
		t.Errorf("got %+v", got)
	}
}

func TestJSON(t *testing.T) {
	dir := write(t, module)
	out := filepath.Join(dir, "out.json")
	stdout, stderr, status := paylint(t, dir, "-f=json", "-o", out, "./tls")
	if stdout != "" || stderr != "" || status != exitFindings {
		t.Fatalf("status %d, stdout %q, stderr %q", status, stdout, stderr)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var got struct {
		Version  string `json:"version"`
		Findings []struct {
			Check      string   `json:"check"`
			Category   string   `json:"category"`
			Severity   string   `json:"severity"`
			Controls   []string `json:"controls"`
			CWE        []string `json:"cwe"`
			Message    string   `json:"message"`
			File       string   `json:"file"`
			Line       int      `json:"line"`
			Column     int      `json:"column"`
			EndLine    int      `json:"endLine"`
			EndColumn  int      `json:"endColumn"`
			Trace      []any    `json:"trace"`
			Fixable    bool     `json:"fixable"`
			Suppressed *struct {
				Reason string `json:"reason"`
				File   string `json:"file"`
				Line   int    `json:"line"`
			} `json:"suppressed"`
		} `json:"findings"`
		Incomplete []any `json:"incomplete"`
	}
	if err := dec.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if got.Version == "" || len(got.Findings) != 2 || got.Incomplete == nil {
		t.Fatalf("got %+v", got)
	}
	f := got.Findings[0]
	if f.Check != "certverify" || f.Category != "skip-verify" || f.Severity != "error" || !slices.Equal(f.Controls, []string{"COM-2"}) ||
		f.File != "tls/tls.go" || f.Line != 8 || f.Column != 61 || f.EndLine != 8 || f.EndColumn <= f.Column || !f.Fixable || f.Trace == nil || f.Suppressed != nil {
		t.Errorf("got %+v", f)
	}
	s := got.Findings[1].Suppressed
	if s == nil || s.Reason != "the bench has no CA" || s.File != "tls/tls.go" || s.Line != 16 {
		t.Errorf("suppressed: %+v", s)
	}
}

func TestFixAndDiff(t *testing.T) {
	dir := write(t, strings.ReplaceAll(module, "var name = \"ü𝄞\"; var", "var"))
	file := filepath.Join(dir, "tls", "tls.go")
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	stdout, stderr, status := paylint(t, dir, "-diff", "./...")
	if !strings.Contains(stdout, "--- a/tls/tls.go\n+++ b/tls/tls.go\n") || !strings.Contains(stdout, "+var Client = use(\"ü𝄞\", &tls.Config{})\n") || stderr != "" || status != exitFindings {
		t.Errorf("-diff: status %d, stdout\n%sstderr\n%s", status, stdout, stderr)
	}
	if now, _ := os.ReadFile(file); !bytes.Equal(now, before) {
		t.Fatal("-diff changed the file")
	}
	patch := exec.Command("git", "apply", "--check", "-")
	patch.Dir, patch.Stdin = dir, strings.NewReader(stdout)
	if out, err := patch.CombinedOutput(); err != nil {
		t.Errorf("git apply refuses the diff: %v\n%s", err, out)
	}
	stdout, stderr, status = paylint(t, dir, "-fix", "./...")
	if stdout != "" || stderr != "" || status != exitOK {
		t.Errorf("-fix: status %d, stdout\n%sstderr\n%s", status, stdout, stderr)
	}
	now, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := bytes.Replace(before, []byte("InsecureSkipVerify: true"), nil, 1); !bytes.Equal(now, want) {
		t.Errorf("-fix made\n%s", now)
	}
	if _, _, status := paylint(t, dir, "./..."); status != exitOK {
		t.Errorf("after -fix: status %d", status)
	}
}

func TestConfigurationFile(t *testing.T) {
	dir := write(t, module+"-- .paylint.yml --\nexclude: [tls]\n")
	if stdout, _, status := paylint(t, dir, "./..."); status != exitOK {
		t.Errorf("exclude: status %d\n%s", status, stdout)
	}
	// Found from below, and paths stay relative to the file.
	if stdout, _, status := paylint(t, filepath.Join(dir, "tls")); status != exitOK {
		t.Errorf("from below: status %d\n%s", status, stdout)
	}
	dir = write(t, module+"-- .paylint.yml --\nfail-on: never\n")
	if _, _, status := paylint(t, dir, "./..."); status != exitOK {
		t.Errorf("fail-on: status %d", status)
	}
	if _, _, status := paylint(t, dir, "-fail-on=error", "./..."); status != exitFindings {
		t.Errorf("the flag does not win over the file: status %d", status)
	}
	dir = write(t, module+"-- .paylint.yml --\ndisable: [certverify]\nseverity: {certverify: warning}\n")
	if _, _, status := paylint(t, dir, "-enable=certverify", "-fail-on=warning", "./..."); status != exitFindings {
		t.Errorf("-enable does not win over disable: status %d", status)
	}
}

func TestColours(t *testing.T) {
	dir := write(t, module)
	t.Setenv("NO_COLOR", "")
	var out bytes.Buffer
	c := &command{stdout: &out, stderr: io.Discard, terminal: func(io.Writer) bool { return true }}
	c.run(t.Context(), []string{"-C", dir, "-no-cache", "./tls"})
	if !strings.Contains(out.String(), "\x1b[31m") {
		t.Errorf("no colours on a terminal: %q", out.String())
	}
	t.Setenv("NO_COLOR", "1")
	out.Reset()
	c.run(t.Context(), []string{"-C", dir, "-no-cache", "./tls"})
	if out.String() != finding {
		t.Errorf("colours in spite of NO_COLOR: %q", out.String())
	}
}

func TestUsageAndVersion(t *testing.T) {
	stdout, stderr, status := paylint(t, t.TempDir(), "-h")
	if status != exitOK || stderr != "" || !strings.Contains(stdout, "-fail-on severity") || !strings.Contains(stdout, "paylint checklist") {
		t.Errorf("-h: status %d\n%s%s", status, stdout, stderr)
	}
	if stdout, _, status := paylint(t, "", "version"); status != exitOK || !strings.HasPrefix(stdout, "paylint ") {
		t.Errorf("version: status %d, %q", status, stdout)
	}
	stdout, _, status = paylint(t, "", "version", "-m")
	if first, rest, _ := strings.Cut(stdout, "\n"); status != exitOK || !strings.HasPrefix(first, "paylint ") || !strings.Contains(rest, "dep\tgolang.org/x/tools\t") {
		t.Errorf("version -m: status %d, %q", status, stdout)
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"

	"github.com/paylint/paylint/plugin"
)

var (
	repo string // the repository's root
	gcl  string // the golangci-lint that was built
	cli  string // the paylint that was built
)

func TestMain(m *testing.M) {
	code, err := setUp(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func setUp(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "paylint-golangci-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	if repo, err = filepath.Abs(filepath.Join("..", "..")); err != nil {
		return 1, err
	}
	gcl, cli = filepath.Join(dir, "golangci-lint"), filepath.Join(dir, "paylint")
	for _, b := range []struct{ dir, out, pkg string }{{".", gcl, "."}, {repo, cli, "./cmd/paylint"}} {
		cmd := exec.Command("go", "build", "-o", b.out, b.pkg)
		cmd.Dir = b.dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return 1, fmt.Errorf("go build %s: %v\n%s", b.pkg, err, out)
		}
	}
	return m.Run(), nil
}

// place identifies a finding across drivers.
type place struct {
	file  string
	line  int
	check string
}

// issue is an issue in golangci-lint's JSON.
type issue struct {
	FromLinter, Text, Severity string
	Pos                        struct {
		Filename     string
		Line, Column int
	}
}

// shop copies testdata/shop, so that tests can change it.
func shop(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(repo, "testdata", "shop"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// config is a golangci-lint configuration with linters enabled; settings are
// those of the first.
func config(enable []string, settings, rest string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "version: \"2\"\nlinters:\n  default: none\n  enable: [%s]\n  settings:\n    custom:\n", strings.Join(enable, ", "))
	for i, name := range enable {
		fmt.Fprintf(&b, "      %s:\n        type: module\n", name)
		if i == 0 && settings != "" {
			fmt.Fprintf(&b, "        settings:\n          %s\n", strings.ReplaceAll(settings, "\n", "\n          "))
		}
	}
	b.WriteString("issues:\n  max-issues-per-linter: 0\n  max-same-issues: 0\n  uniq-by-line: false\n")
	b.WriteString(rest)
	return b.String()
}

// lint runs golangci-lint in dir and returns its issues.
func lint(t *testing.T, dir, cfg string, args ...string) []issue {
	t.Helper()
	stdout, stderr, code := run(t, dir, cfg, args...)
	if code != 0 {
		t.Fatalf("exit status %d\n%s", code, stderr)
	}
	var report struct{ Issues []issue }
	if err := json.NewDecoder(strings.NewReader(stdout)).Decode(&report); err != nil {
		t.Fatalf("%v\n%s\n%s", err, stdout, stderr)
	}
	return report.Issues
}

func run(t *testing.T, dir, cfg string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "golangci.yml")
	if err := os.WriteFile(file, []byte(cfg), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(gcl, append([]string{
		"run", "--config", file, "--output.json.path", "stdout", "--output.text.path", os.DevNull, "--show-stats=false",
		"--issues-exit-code", "0", "--path-mode", "abs", "--allow-parallel-runners", "./...",
	}, args...)...)
	var out, errs bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
	cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+filepath.Join(t.TempDir(), "cache"))
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

var prefix = regexp.MustCompile(`^([a-z]+): `)

// places are the findings of issues of one linter. In the linter "paylint" the
// text begins with the check's name.
func places(t *testing.T, dir string, issues []issue, linter string) []place {
	t.Helper()
	var out []place
	for _, i := range issues {
		if i.FromLinter != linter {
			continue
		}
		check := linter
		if linter == plugin.All {
			m := prefix.FindStringSubmatch(i.Text)
			if m == nil {
				t.Fatalf("issue without a check: %q", i.Text)
			}
			check = m[1]
		}
		file, err := filepath.Rel(dir, i.Pos.Filename)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, place{filepath.ToSlash(file), i.Pos.Line, check})
	}
	return tidy(out)
}

// tidy sorts places and drops repetitions: golangci-lint merges findings of one
// linter with one text and line.
func tidy(ps []place) []place {
	slices.SortFunc(ps, func(a, b place) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return slices.Compact(ps)
}

// direct are the findings of the command.
func direct(t *testing.T, dir string, args ...string) []place {
	t.Helper()
	cmd := exec.Command(cli, append([]string{"-f", "json", "-fail-on", "never"}, append(args, "./...")...)...)
	cmd.Dir = dir
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	var report struct {
		Findings []struct {
			Check, File string
			Line        int
			Suppressed  *struct{}
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	var ps []place
	for _, f := range report.Findings {
		// Directives are golangci-lint's own business (nolintlint).
		if f.Suppressed == nil && f.Check != "paylint" {
			ps = append(ps, place{f.File, f.Line, f.Check})
		}
	}
	return tidy(ps)
}

func only(ps []place, check string) []place {
	return slices.DeleteFunc(slices.Clone(ps), func(p place) bool { return p.check != check })
}

func same(t *testing.T, what string, got, want []place) {
	t.Helper()
	for _, p := range want {
		if !slices.Contains(got, p) {
			t.Errorf("%s: missing %v", what, p)
		}
	}
	for _, p := range got {
		if !slices.Contains(want, p) {
			t.Errorf("%s: unexpected %v", what, p)
		}
	}
}

func TestSameFindingsAsTheCommand(t *testing.T) {
	dir := shop(t)
	want := direct(t, dir)
	if len(want) == 0 {
		t.Fatal("the command finds nothing in the shop")
	}
	same(t, "paylint", places(t, dir, lint(t, dir, config([]string{plugin.All}, "", "")), plugin.All), want)
}

// All checks as linters of their own, together with the one that has them all:
// every check exists twice in one process, over one engine.
func TestOneByOneAndTogether(t *testing.T) {
	dir := shop(t)
	want := direct(t, dir)
	same(t, "one check", places(t, dir, lint(t, dir, config([]string{"certverify"}, "", "")), "certverify"), only(want, "certverify"))
	issues := lint(t, dir, config(plugin.Names(), "", ""))
	for _, name := range plugin.Names() {
		expected := want
		if name != plugin.All {
			expected = only(want, name)
		}
		same(t, name+" among all", places(t, dir, issues, name), expected)
	}
}

func TestSettings(t *testing.T) {
	dir := shop(t)
	want := direct(t, dir)
	got := places(t, dir, lint(t, dir, config([]string{plugin.All}, "enable: [certverify]", "")), plugin.All)
	same(t, "enable", got, only(want, "certverify"))
	for settings, message := range map[string]string{
		"nosuch: 1":                     "nosuch",
		"enable: [nosuch]":              "nosuch",
		"hosts: {Add.Some.Host: [a.b]}": "add",
		"options: [{check: certverify, name: nosuch, value: 1}]": "nosuch",
	} {
		_, stderr, code := run(t, dir, config([]string{plugin.All}, settings, ""))
		if code == 0 || !strings.Contains(stderr, message) {
			t.Errorf("%s: exit status %d, %s", settings, code, stderr)
		}
	}
}

func TestSeverityRule(t *testing.T) {
	dir := shop(t)
	issues := lint(t, dir, config([]string{"certverify", "tlsversion"}, "",
		"severity:\n  default: warning\n  rules:\n    - linters: [certverify]\n      severity: error\n"))
	want := map[string]string{"certverify": "error", "tlsversion": "warning"}
	seen := make(map[string]bool)
	for _, i := range issues {
		seen[i.FromLinter] = true
		if i.Severity != want[i.FromLinter] {
			t.Errorf("%s: severity %q", i.FromLinter, i.Severity)
		}
	}
	if len(seen) != 2 {
		t.Errorf("issues of %v only", seen)
	}
}

func TestNolint(t *testing.T) {
	dir := shop(t)
	before := places(t, dir, lint(t, dir, config([]string{"certverify"}, "", "")), "certverify")
	if len(before) == 0 {
		t.Fatal("no finding to silence")
	}
	p := before[0]
	file := filepath.Join(dir, filepath.FromSlash(p.file))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	lines[p.line-1] += " //nolint:certverify // a simulator on this machine"
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	issues := lint(t, dir, config([]string{"certverify", plugin.All}, "", ""))
	if slices.Contains(places(t, dir, issues, "certverify"), p) || slices.Contains(places(t, dir, issues, plugin.All), p) {
		t.Errorf("%v is silenced and reported", p)
	}
}

func TestFix(t *testing.T) {
	dir := shop(t)
	cfg := config([]string{"certverify"}, "", "")
	before := places(t, dir, lint(t, dir, cfg), "certverify")
	lint(t, dir, cfg, "--fix")
	after := places(t, dir, lint(t, dir, cfg), "certverify")
	if len(after) >= len(before) {
		t.Errorf("%d findings before the fix, %d after", len(before), len(after))
	}
	build := exec.Command("go", "build", "./...")
	build.Dir = dir
	if out, err := build.CombinedOutput(); err != nil {
		t.Errorf("what was fixed does not build: %v\n%s", err, out)
	}
}

// Flow steps are part of the message; as related places each would be an issue.
func TestFlowIsInTheMessage(t *testing.T) {
	dir := shop(t)
	for _, i := range lint(t, dir, config([]string{plugin.All}, "", "")) {
		if strings.Contains(i.Text, "(flow: ") {
			return
		}
	}
	t.Error("no message contains a flow")
}

func TestExampleConfiguration(t *testing.T) {
	dir := shop(t)
	cfg, err := os.ReadFile(filepath.Join(repo, ".golangci.example.yml"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "example", places(t, dir, lint(t, dir, string(cfg)), plugin.All), direct(t, dir))
}

// .custom-gcl.yml builds the version that is tested here.
func TestCustomBuildNamesThisVersion(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", data, nil)
	if err != nil {
		t.Fatal(err)
	}
	custom, err := os.ReadFile(filepath.Join(repo, ".custom-gcl.yml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range mod.Require {
		if r.Mod.Path == "github.com/golangci/golangci-lint/v2" && !strings.Contains(string(custom), "\nversion: "+r.Mod.Version+"\n") {
			t.Errorf(".custom-gcl.yml does not name version %s", r.Mod.Version)
		}
	}
	if !strings.Contains(string(custom), "import: github.com/paylint/paylint/plugin\n") {
		t.Error(".custom-gcl.yml does not import the plugin")
	}
}

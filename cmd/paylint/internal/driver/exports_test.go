package driver

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
)

// goLog makes the go command note its arguments in the file that is returned.
func goLog(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	real, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	log := filepath.Join(dir, "log")
	script := "#!/bin/sh\necho \"$@\" >>'" + log + "'\nexec '" + real + "' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH"))
	return log
}

// Export data is asked for once, never of the module's own packages, and not
// again because of an edit.
func TestEditsCompileNothing(t *testing.T) {
	dir, cacheDir := write(t, simple), t.TempDir()
	log := goLog(t)
	exports := func() (asked []string) {
		t.Helper()
		if err := os.RemoveAll(log); err != nil {
			t.Fatal(err)
		}
		cachedRun(t, dir, cacheDir, Options{})
		text, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if strings.Contains(line, "-export ") || strings.Contains(line, "-export=true") || strings.Contains(line, "-compiled=true") {
				asked = append(asked, line)
			}
		}
		return asked
	}
	asked := exports()
	if len(asked) != 1 || !strings.HasSuffix(asked[0], "-- fmt\n") {
		t.Errorf("first run: %q", asked)
	}
	if asked := exports(); len(asked) > 0 {
		t.Errorf("unchanged: %q", asked)
	}
	overwrite(t, dir, "b/b.go", "package b\n\nimport \"fmt\"\n\nfunc Sink() { fmt.Print() }\n\nfunc Pass() { Sink() }\n\nfunc Clean() {}\n")
	if asked := exports(); len(asked) > 0 {
		t.Errorf("an edit: %q", asked)
	}
	overwrite(t, dir, "b/b.go", "package b\n\nimport _ \"errors\"\n\nfunc Sink() {}\n\nfunc Pass() { Sink() }\n\nfunc Clean() {}\n")
	if asked := exports(); len(asked) != 1 || !strings.HasSuffix(asked[0], "-- errors\n") {
		t.Errorf("an import that was not used before: %q", asked)
	}
	// The language version changes everything, but not what others export.
	overwrite(t, dir, "go.mod", "module example.com/m\n\ngo 1.25\n")
	if asked := exports(); len(asked) > 0 {
		t.Errorf("go.mod: %q", asked)
	}
}

// Go trims its build cache: files that an answer names may be gone.
func TestExportsThatAreGone(t *testing.T) {
	dir := write(t, simple)
	c, err := OpenCache(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	opts := Options{Dir: dir, Patterns: []string{"./..."}, Analyzers: []*analysis.Analyzer{newFake()}, Cache: c}
	g, err := load(t.Context(), &opts)
	if err != nil {
		t.Fatal(err)
	}
	r := newRunner(&opts, g)
	key, ok := r.exportsKey(closureOf(g.compiled()))
	if !ok {
		t.Fatal("no key")
	}
	c.putExports(key, map[string]string{"fmt": filepath.Join(dir, "gone")})
	res, err := Run(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, lines(dir, res), runFake(t, dir, Options{Patterns: []string{"./..."}})...)
	if got := c.getExports(key)["fmt"]; got == "" || strings.HasPrefix(got, dir) {
		t.Errorf("the answer was not replaced: %q", got)
	}
}

// A module of the workspace that other modules import is type-checked for them
// from source too, whatever is cached.
func TestCacheOfAWorkspaceThroughADependency(t *testing.T) {
	dir, cacheDir := write(t, throughADependency), t.TempDir()
	for i, edit := range []struct{ file, text string }{
		{}, {},
		{"core/core.go", "package core\n\ntype T struct{ X int }\n\nfunc Sink() {}\n\nfunc Pass() { _ = 1; Sink() }\n"},
		{"core/core.go", "package core\n\ntype T struct{ X, Y int }\n\nfunc Sink() {}\n\nfunc Pass() { Sink() }\n"},
		{"mid/mid.go", "package mid\n\nimport \"example.com/core\"\n\nfunc Make() *core.T { return nil }\n"},
		{"app/app.go", "package app\n\nimport (\n\t\"example.com/core\"\n\t\"example.com/mid\"\n)\n\nvar V *core.T = mid.Make()\n\nfunc F() { core.Pass() }\n"},
	} {
		if edit.file != "" {
			overwrite(t, dir, edit.file, edit.text)
		}
		patterns := []string{"./app/...", "./core/..."}
		want := runFake(t, dir, Options{Patterns: patterns})
		c, err := OpenCache(cacheDir)
		if err != nil {
			t.Fatal(err)
		}
		res, err := Run(t.Context(), Options{Dir: dir, Patterns: patterns, Analyzers: []*analysis.Analyzer{newFake()}, Cache: c})
		if err != nil {
			t.Fatal(err)
		}
		compare(t, lines(dir, res), want...)
		if i == 1 && res.Stats.Loaded > 0 {
			t.Errorf("unchanged: %+v", res.Stats)
		}
	}
}

// Packages may be listed by another program, as Bazel's rules do.
func TestExternalDriver(t *testing.T) {
	dir, cacheDir := write(t, simple), t.TempDir()
	want := runFake(t, dir, Options{Patterns: []string{"./..."}})
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	opts := Options{Env: append(os.Environ(), "GOPACKAGESDRIVER="+exe, driverVariable+"=1")}
	for range 2 {
		_, got := cachedRun(t, dir, cacheDir, opts)
		compare(t, got, want...)
	}
	if _, err := os.Stat(filepath.Join(dir, "asked")); err != nil {
		t.Error("the driver was not asked")
	}
}

const driverVariable = "PAYLINT_TEST_DRIVER"

// runDriver is a driver for go/packages that asks the go command.
func runDriver(patterns []string) error {
	var req packages.DriverRequest
	if err := json.NewDecoder(os.Stdin).Decode(&req); err != nil {
		return err
	}
	if err := os.WriteFile("asked", nil, 0o666); err != nil {
		return err
	}
	roots, err := packages.Load(&packages.Config{
		Mode: req.Mode, Env: append(req.Env, "GOPACKAGESDRIVER=off"), BuildFlags: req.BuildFlags, Tests: req.Tests, Overlay: req.Overlay,
	}, patterns...)
	if err != nil {
		return err
	}
	res := packages.DriverResponse{Compiler: "gc", Arch: runtime.GOARCH}
	for _, p := range roots {
		res.Roots = append(res.Roots, p.ID)
	}
	packages.Visit(roots, nil, func(p *packages.Package) { res.Packages = append(res.Packages, p) })
	return json.NewEncoder(os.Stdout).Encode(res)
}

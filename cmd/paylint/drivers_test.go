package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// build builds the command for tests that need a process of its own.
func build(t testing.TB) string {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "paylint")
	if out, err := exec.Command("go", "build", "-o", exe, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return exe
}

var id = regexp.MustCompile(` \([a-z]+/[a-z-]+\)$`)

// findings reads text output: lines without the check's name, sorted. Under go
// vet, a line that starts with # names a package and one with a tab is a step
// of a flow; the file names of some packages start with "./".
func findings(out string) []string {
	var lines []string
	for line := range strings.Lines(out) {
		line = strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "./")
		if line != "" && !strings.HasPrefix(line, "#") && !strings.Contains(line, ": \t") {
			lines = append(lines, id.ReplaceAllString(line, ""))
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// All drivers say the same about the shop.
func TestDriversAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses the shop's dependencies from source")
	}
	exe := build(t)
	dir, err := filepath.Abs(filepath.Join("..", "..", "testdata", "shop"))
	if err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) []string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &stdout, &stderr
		cmd.Env = append(os.Environ(), "PAYLINT_CACHE="+t.TempDir())
		if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != exitFindings {
			t.Fatalf("%s %v: %v\n%s", name, args, err, &stderr)
		}
		if name == "go" {
			return findings(stderr.String()) // go vet prints there
		}
		return findings(stdout.String())
	}
	for _, tests := range []string{"-tests=false", "-tests"} {
		want := run(exe, tests, "./...")
		if len(want) == 0 {
			t.Fatal("no findings in the shop")
		}
		for driver, got := range map[string][]string{
			"standalone": run(exe, "-standalone", tests, "./..."),
			"go vet":     run("go", "vet", "-vettool="+exe, tests, "./..."),
		} {
			for _, line := range want {
				if !slices.Contains(got, line) {
					t.Errorf("%s, %s: missing\n\t%s", driver, tests, line)
				}
			}
			for _, line := range got {
				if !slices.Contains(want, line) {
					t.Errorf("%s, %s: too much\n\t%s", driver, tests, line)
				}
			}
		}
	}
}

func TestVetTool(t *testing.T) {
	exe := build(t)
	dir := write(t, module)
	vet := func(args ...string) (string, error) {
		cmd := exec.Command("go", append([]string{"vet", "-vettool=" + exe}, args...)...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	want := findings(finding)
	out, err := vet("./...")
	if err == nil || !slices.Equal(findings(out), want) {
		t.Errorf("err %v, output\n%s", err, out)
	}
	// Settings are flags, and so part of the go command's key.
	if out, err := vet("-disable=certverify", "./..."); err != nil {
		t.Errorf("-disable: %v\n%s", err, out)
	}
	if out, err := vet("./..."); err == nil {
		t.Errorf("without -disable again: no error\n%s", out)
	}
	if out, err := vet("-certverify", "./..."); err == nil || !slices.Equal(findings(out), want) {
		t.Errorf("-certverify: err %v\n%s", err, out)
	}
}

// Two processes at once, and processes that are killed at any time, leave a
// cache with which the next run says the same.
func TestKilledRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	exe := build(t)
	dir := write(t, module)
	cacheDir := t.TempDir()
	command := func() *exec.Cmd {
		cmd := exec.Command(exe, "./...")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PAYLINT_CACHE="+cacheDir)
		return cmd
	}
	for i := range 30 {
		if i%5 == 0 {
			if err := os.RemoveAll(cacheDir); err != nil {
				t.Fatal(err)
			}
		}
		cmd := command()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i*11) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil && !strings.Contains(err.Error(), "already finished") {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		one, two := command(), command()
		var out1, out2 bytes.Buffer
		one.Stdout, two.Stdout = &out1, &out2
		if err := one.Start(); err != nil {
			t.Fatal(err)
		}
		if err := two.Start(); err != nil {
			t.Fatal(err)
		}
		_, _ = one.Wait(), two.Wait()
		if out1.String() != finding || out2.String() != finding {
			t.Fatalf("after kill %d:\n%s---\n%s", i, &out1, &out2)
		}
	}
}

// No check panics on the standard library. All of it takes minutes; set
// PAYLINT_TEST_STD for that.
func TestStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses large packages")
	}
	patterns := []string{
		"net/http", "crypto/tls", "crypto/x509", "encoding/json", "encoding/gob", "database/sql",
		"log/slog", "text/template", "os/exec", "reflect", "time", "strconv", "bufio", "context",
	}
	if os.Getenv("PAYLINT_TEST_STD") != "" {
		patterns = []string{"std"}
	}
	dir := write(t, module)
	stdout, stderr, status := paylint(t, dir, append([]string{"-no-cache", "-fail-on=never", "-f=json"}, patterns...)...)
	if status != exitOK || stderr != "" || !strings.Contains(stdout, `"incomplete": []`) {
		_, incomplete, _ := strings.Cut(stdout, `"incomplete"`)
		t.Errorf("status %d, stderr %s, incomplete %s", status, stderr, incomplete)
	}
}

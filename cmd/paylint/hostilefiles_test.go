//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// bad has one finding, at bad.go:5:21.
const bad = `package p

import "crypto/tls"

var C = &tls.Config{InsecureSkipVerify: true}

var D = *C
`

const badFinding = "a.go:5:21: certificate validation is switched off"

// lay makes a module with one finding; files are added, and names that end in a
// slash are directories.
func lay(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := write(t, "-- go.mod --\nmodule example.com/m\n\ngo 1.26\n-- a.go --\n"+bad)
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// What the user sees of repositories in a bad state.
func TestHostileRepositories(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOFLAGS", "-mod=mod")
	dep := map[string]string{
		"go.mod":             "module example.com/m\n\ngo 1.26\n\nrequire example.com/dep v1.0.0\n",
		"vendor/modules.txt": "# example.com/dep v1.0.0\n## explicit; go 1.20\nexample.com/dep\n", "vendor/example.com/dep/d.go": strings.Replace(bad, "package p", "package dep", 1),
		"b.go": "package p\n\nimport _ \"example.com/dep\"\n",
	}
	for _, tt := range []struct {
		name   string
		files  map[string]string
		env    []string // name, value
		args   []string
		status int
		want   string // in stdout or, when the status is 2, stderr
	}{
		{"empty module", map[string]string{"a.go": "", "sub/x.txt": ""}, nil, []string{"./sub/..."}, exitError, "no packages to analyse"},
		{"broken go.mod", map[string]string{"go.mod": "module example.com/m\nrequir x\n"}, nil, nil, exitError, "go.mod:2: unknown directive: requir"},
		{"missing dependency", map[string]string{"b.go": "package p\n\nimport _ \"example.com/nowhere/x\"\n"}, nil, nil, exitError,
			"b.go:3:10: example.com/m was not analysed: could not import example.com/nowhere/x"},
		{"vendored", dep, []string{"GOFLAGS", "-mod=vendor"}, nil, exitFindings, badFinding},
		{"vendored, ignored by -mod=mod", dep, nil, nil, exitError, "could not import example.com/dep"},
		{"cgo without a compiler", map[string]string{"b.go": "package p\n\n// int x;\nimport \"C\"\n\nvar X = C.x\n"}, []string{"CGO_ENABLED", "1", "CC", "/nonexistent"}, nil, exitError, "could not import C (cgo did not work, go build says why)"},
		{"only tests", map[string]string{"a.go": "package p\n", "sub/a_test.go": bad}, nil, []string{"./sub"}, exitOK, ""},
		{"only tests, with -tests", map[string]string{"a.go": "package p\n", "sub/a_test.go": bad}, nil, []string{"-tests", "./sub"}, exitFindings, "a_test.go:5:21"},
		{"import cycle", map[string]string{"a/a.go": "package a\n\nimport _ \"example.com/m/b\"\n", "b/b.go": "package b\n\nimport _ \"example.com/m/a\"\n"}, nil, []string{"./a", "./b"}, exitError, "import cycle not allowed"},
		{"no go command", nil, []string{"PATH", "/nonexistent"}, nil, exitError, `"go": executable file not found`},
		{"no home", nil, []string{"HOME", "", "XDG_CACHE_HOME", "", "GOCACHE", ""}, nil, exitError, "build cache is required"},
		{"line break in a file's name", map[string]string{"b\nc.go": "package p\n"}, nil, nil, exitFindings, badFinding},
		{"escapes in a file's name", map[string]string{"a.go": "package p\n", "b\x1b[31m.go": bad}, nil, nil, exitFindings, `b\x1b[31m.go:5:21: certificate`},
		{"line break in a directory's name", map[string]string{"x\ny/b.go": "package q\n"}, nil, []string{"./..."}, exitError, badFinding},
		{"//line with a command to CI", map[string]string{"a.go": strings.Replace(bad, "var C", "//line ::error file=x.go::forged\x1b[31m:7\nvar C", 1)}, nil, nil, exitFindings,
			`./::error file=x.go::forged\x1b[31m:7:1: certificate`},
		{"//line with a device", map[string]string{"a.go": strings.Replace(bad, "var C", "//line /dev/zero:1\nvar C", 1)}, nil, []string{"-f=sarif"}, exitFindings, "file:///dev/zero"},
		{"alias bomb", map[string]string{".paylint.yml": "exclude: &a [x]\nhosts: {add: *a, remove: *a}\noptions: &b\n  certverify: *b\n"}, nil, nil, exitError, "certverify has no options"},
		{"deep configuration", map[string]string{".paylint.yml": "exclude: " + strings.Repeat("[", 100_000)}, nil, nil, exitError, "not valid YAML"},
		{"key twice", map[string]string{".paylint.yml": "tests: true\ntests: false\n"}, nil, nil, exitError, `.paylint.yml:2: key "tests" is there twice`},
		{"huge configuration", map[string]string{".paylint.yml": strings.Repeat("# comment\n", 200_000)}, nil, nil, exitError, ".paylint.yml is too large"},
		{"binary configuration", map[string]string{".paylint.yml": "\x00\x01\xff"}, nil, nil, exitError, "not valid YAML"},
		{"escapes in configuration", map[string]string{".paylint.yml": "\"\\e[31m\": 1\n"}, nil, nil, exitError, `unknown key "\x1b[31m"`},
		{"attestations of wrong types", map[string]string{".paylint-attest.yml": "attestations: {a: 1}\n"}, nil, []string{"checklist"}, exitError, `"attestations" must be a list`},
		{"attestation of wrong types", map[string]string{".paylint-attest.yml": "attestations:\n- {control: OPS-5, by: [x]}\n"}, nil, []string{"checklist"}, exitError, `"by" must be a text`},
		{"full disk", nil, nil, []string{"-o=/dev/full"}, exitError, "no space left on device"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, tt.files)
			if tt.name == "full disk" {
				if _, err := os.Stat("/dev/full"); err != nil {
					t.Skip(err)
				}
			}
			for i := 0; i+1 < len(tt.env); i += 2 {
				t.Setenv(tt.env[i], tt.env[i+1])
			}
			stdout, stderr, status := paylint(t, dir, tt.args...)
			if status != tt.status || !strings.Contains(stdout+stderr, tt.want) || stdout != "" && stderr != "" {
				t.Errorf("status %d, stdout\n%sstderr\n%s", status, stdout, stderr)
			}
			printed(t, stdout+stderr)
		})
	}
}

func TestSymlinks(t *testing.T) {
	dir := lay(t, map[string]string{"sub/b.go": "package q\n"})
	for name, to := range map[string]string{"self": ".", "sub/up": "..", "sub/loop": "loop", "etc": "/etc", "sub/link.go": "../a.go"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	// A link to a file counts as that file; here it is of another package.
	stdout, stderr, status := paylint(t, dir, "./...")
	if status != exitError || !strings.Contains(stdout, badFinding) || !strings.Contains(stdout, "example.com/m/sub was not analysed") || stderr != "" {
		t.Errorf("status %d, stdout\n%sstderr\n%s", status, stdout, stderr)
	}
	if err := os.Remove(filepath.Join(dir, "sub", "link.go")); err != nil {
		t.Fatal(err)
	}
	if stdout, stderr, status = paylint(t, dir, "./..."); status != exitFindings || strings.Count(stdout, "\n") != 1 || stderr != "" {
		t.Errorf("status %d, stdout\n%sstderr\n%s", status, stdout, stderr)
	}
}

func TestUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads everything")
	}
	dir := lay(t, map[string]string{"sub/b.go": "package q\n", "locked/c.go": "package r\n"})
	for _, name := range []string{"sub/b.go", "locked"} {
		name = filepath.Join(dir, name)
		if err := os.Chmod(name, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(name, 0o777) })
	}
	stdout, stderr, status := paylint(t, dir, "./...")
	if status != exitError || !strings.Contains(stdout+stderr, "permission denied") {
		t.Errorf("status %d, stdout\n%sstderr\n%s", status, stdout, stderr)
	}
}

// A cache that cannot be written costs time, not results.
func TestUnusableCache(t *testing.T) {
	dir := lay(t, nil)
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, place := range []string{file, filepath.Join(file, "x"), "/dev/full", "/proc/paylint"} {
		t.Setenv("PAYLINT_CACHE", place)
		var stdout, stderr bytes.Buffer
		c := &command{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, terminal: func(io.Writer) bool { return false }}
		if status := c.run(t.Context(), []string{"-C", dir}); status != exitFindings || !strings.Contains(stdout.String(), badFinding) || stderr.Len() > 0 {
			t.Errorf("%s: status %d, stdout\n%sstderr\n%s", place, status, &stdout, &stderr)
		}
	}
}

// A pipe is no configuration, and one signal ends a run that reads for ever.
func TestPipes(t *testing.T) {
	dir := lay(t, nil)
	for _, name := range []string{".paylint.yml", ".paylint-attest.yml"} {
		pipe := filepath.Join(dir, name)
		if err := syscall.Mkfifo(pipe, 0o666); err != nil {
			t.Skip(err)
		}
		stdout, stderr, status := paylint(t, dir, "checklist")
		if status != exitError || !strings.Contains(stderr, name+" is no regular file") || stdout != "" {
			t.Errorf("%s: status %d, stdout\n%sstderr\n%s", name, status, stdout, stderr)
		}
		if err := os.Rename(pipe, filepath.Join(dir, "pipe")); err != nil {
			t.Fatal(err)
		}
	}
	if testing.Short() {
		t.Skip("builds the command")
	}
	cmd := exec.Command(build(t), "-config", "pipe")
	var stderr bytes.Buffer
	cmd.Dir, cmd.Stderr = dir, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond)
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	killed := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer killed.Stop()
	_ = cmd.Wait()
	if cmd.ProcessState.ExitCode() != exitError || stderr.String() != "paylint: interrupted\n" {
		t.Errorf("%v, stderr %q", cmd.ProcessState, &stderr)
	}
}

package checklist

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

func TestCollect(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	write("go.mod", "module example.com/m\n\ngo 1.26\n")
	code := write("pay/pay.go", "package pay\n\nfunc Pay() {}\n")
	write("pay/pay_test.go", "package pay\nimport \"net/http\"\nfunc h(w http.ResponseWriter) { w.WriteHeader(500) }\n")
	write("paytest/fake.go", "package paytest\nimport \"net/http\"\nfunc pay(w http.ResponseWriter) { w.WriteHeader(503) }\n")
	write("other/other_test.go", "package other\nimport \"net/http\"\nfunc pay(w http.ResponseWriter) { w.WriteHeader(500) }\n")
	write(AttestFile, "attestations:\n  - control: OPS-5\n    by: Ada\n")

	res, err := driver.Run(t.Context(), driver.Options{Dir: dir, Patterns: []string{"./..."}})
	if err != nil {
		t.Fatal(err)
	}
	pos := func(line int) driver.Position { return driver.Position{File: code, Line: line, Column: 1} }
	res.Findings = []driver.Finding{{
		Check: "certverify", Category: "skip-verify", Severity: "error", Controls: []string{"COM-2"}, Message: "m",
		Start: pos(3), End: pos(3), Trace: []driver.Step{{Start: pos(1), Message: "from"}},
		Suppressed: &driver.Suppression{Reason: "r", Start: pos(3)},
	}}
	res.Evidence = []driver.Evidence{{Check: "webhookauth", Controls: []string{"COM-7"}, Text: "e", Start: pos(1), End: pos(3)}}
	res.Incomplete = []driver.Incomplete{{Package: "example.com/m/bad", Check: "certverify", Error: "boom", Pos: pos(2)}}
	in, err := Collect(res, Run{Date: testDate, IsPayment: func(s string) bool { return s == "pay" }})
	if err != nil {
		t.Fatal(err)
	}
	if in.Module != "example.com/m" || len(in.Packages) == 0 || in.Files != 2 {
		t.Errorf("module %q, packages %v, %d files", in.Module, in.Packages, in.Files)
	}
	f := in.Findings[0]
	if f.File != "pay/pay.go" || f.Trace[0].File != "pay/pay.go" || f.Trace[0].EndLine != 1 || f.Suppressed.File != "pay/pay.go" {
		t.Errorf("finding %+v", f)
	}
	if len(in.Evidence) < 3 || in.Evidence[2].File != "paytest/fake.go" {
		t.Errorf("no evidence of the fake provider: %+v", in.Evidence)
	}
	if in.Evidence[0].EndLine != 3 || in.Evidence[1].File != "pay/pay_test.go" {
		t.Errorf("evidence %+v", in.Evidence)
	}
	if in.Incomplete[0].Error != "pay/pay.go:2:1: check certverify: boom" {
		t.Errorf("incomplete %+v", in.Incomplete)
	}
	if len(in.Attestations) != 1 || in.Attestations[0].By != "Ada" {
		t.Errorf("attestations %+v", in.Attestations)
	}
	if text, err := in.Source("pay/pay.go"); err != nil || len(text) == 0 {
		t.Errorf("source: %v", err)
	}
	for _, outside := range []string{"../go.mod", "/etc/hostname", "pay/../../x"} {
		if _, err := in.Source(outside); err == nil {
			t.Errorf("%s can be read", outside)
		}
	}
	write(AttestFile, "attestations:\n  - control: NO-1\n")
	if _, err := Collect(res, Run{Date: testDate}); err == nil {
		t.Error("a broken attestation file is no error")
	}
}

func TestRevisionAndLinks(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	dir := t.TempDir()
	if commit, modified := revision(dir); commit != "" || modified {
		t.Errorf("outside a repository: %q %v", commit, modified)
	}
	file := filepath.Join(dir, "sub", "a.txt")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("a"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"init", "-q"}, {"add", "."},
		{"-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "m"},
	} {
		if out, err := git(dir, args...); err != nil {
			t.Fatal(out, err)
		}
	}
	commit, modified := revision(filepath.Join(dir, "sub"))
	if len(commit) != 40 || modified {
		t.Errorf("clean: %q %v", commit, modified)
	}
	if err := os.WriteFile(file, []byte("b"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, modified := revision(dir); !modified {
		t.Error("a change is not seen")
	}
	sub := filepath.Join(dir, "sub")
	for module, want := range map[string]string{
		"github.com/o/r/sub/v2": "https://github.com/o/r/blob/" + commit + "/sub/",
		"gitlab.com/o/r":        "https://gitlab.com/o/r/-/blob/" + commit + "/sub/",
		"example.com/o/r":       "",
		"github.com/o/r, x.y/z": "",
	} {
		if got := linkBase(module, commit, sub); got != want {
			t.Errorf("%s: %q, want %q", module, got, want)
		}
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const insecure = `package pay

import "crypto/tls"

func Client() *tls.Config {
	return &tls.Config{InsecureSkipVerify: true}
}
`

func TestBaseline(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	put("go.mod", "module example.com/m\n\ngo 1.26\n")
	put("pay/a.go", insecure)
	file := filepath.Join(dir, "baseline.json")
	run := func(args ...string) (string, string, int) {
		return paylint(t, dir, args...)
	}
	if out, _, status := run("./..."); status != exitFindings || !strings.Contains(out, "(certverify/skip-verify)") {
		t.Fatalf("without a baseline: %d %s", status, out)
	}
	if out, errs, status := run("-write-baseline", file, "./..."); status != exitOK || out != "" {
		t.Fatalf("-write-baseline: %d %s%s", status, out, errs)
	}
	// Code above moves the line; the finding is still known, and listed.
	put("pay/a.go", strings.Replace(insecure, "func", "var x int\n\nfunc", 1))
	if out, errs, status := run("-baseline", file, "./..."); status != exitOK || !strings.Contains(out, "a.go:8:") || !strings.Contains(out, "(certverify/skip-verify, known)") {
		t.Errorf("known: %d %s%s", status, out, errs)
	}
	if out, _, status := run("-baseline", file, "-f", "sarif", "./..."); status != exitOK || !strings.Contains(out, `"baselineState": "unchanged"`) {
		t.Errorf("SARIF: %d %s", status, out)
	}
	if out, _, status := paylint(t, dir, "checklist", "-baseline", file, "-f", "json", "./..."); status != exitFindings || !strings.Contains(out, `"known": true`) {
		t.Errorf("checklist: a known finding still fails its control; exit status %d", status)
	}
	put("pay/b.go", strings.Replace(insecure, "Client", "Other", 1))
	if out, _, status := run("-baseline", file, "./..."); status != exitFindings || !strings.Contains(out, "(certverify/skip-verify)\n") {
		t.Errorf("a new finding beside a known one: %d %s", status, out)
	}
	put("pay/a.go", "package pay\n")
	put("pay/b.go", "package pay\n")
	out, _, status := run("-baseline", file, "-fail-on", "warning", "./...")
	if status != exitFindings || !strings.Contains(out, "baseline.json:4:1: certverify/skip-verify in pay/a.go is in the baseline and was not found") {
		t.Errorf("stale: %d %s", status, out)
	}
	if out, _, status := run("-baseline", file, "-disable", "certverify", "-fail-on", "warning", "./..."); status != exitOK {
		t.Errorf("a check that did not run makes its entries stale: %d %s", status, out)
	}
	put("pay/c.go", "package pay\n\nvar y = undefined\n")
	if _, errs, status := run("-write-baseline", file, "./..."); status != exitError || !strings.Contains(errs, "was not written") {
		t.Errorf("incomplete: %d %s", status, errs)
	}
	for _, args := range [][]string{
		{"-baseline", filepath.Join(dir, "missing"), "./pay"},
		{"-baseline", file, "-write-baseline", file, "./..."},
	} {
		if _, errs, status := run(args...); status != exitError || errs == "" {
			t.Errorf("%v: %d %s", args, status, errs)
		}
	}
}

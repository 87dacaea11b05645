package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata/shop/findings.golden")

// TestShop compares what the suite says about the shop with its golden file:
// place, check, severity and message of every finding.
func TestShop(t *testing.T) {
	shop, err := filepath.Abs("../../testdata/shop")
	if err != nil {
		t.Fatal(err)
	}
	stdout, stderr, status := paylint(t, shop, "-f", "json", "-fail-on", "never", "./...")
	if status != exitOK || stderr != "" {
		t.Fatalf("status %d, stderr %s", status, stderr)
	}
	var report struct {
		Findings []struct {
			Check, Category, Severity, Message, File string
			Line                                     int
			Suppressed                               any
		}
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range report.Findings {
		suppressed := ""
		if f.Suppressed != nil {
			suppressed = " (suppressed)"
		}
		fmt.Fprintf(&b, "%s:%d %s/%s %s%s: %s\n", filepath.ToSlash(f.File), f.Line, f.Check, f.Category, f.Severity, suppressed, f.Message)
	}
	name := filepath.Join(shop, "findings.golden")
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	golden, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	missing, surplus := diffLines(string(golden), b.String())
	for _, line := range missing {
		t.Errorf("not found any more: %s", line)
	}
	for _, line := range surplus {
		t.Errorf("not in the golden file: %s", line)
	}
	if len(missing)+len(surplus) > 0 {
		t.Log("go test ./cmd/paylint -run TestShop -update rewrites testdata/shop/findings.golden")
	}
}

// diffLines returns the lines that only one of two texts has.
func diffLines(a, b string) (onlyA, onlyB []string) {
	count := make(map[string]int)
	for _, line := range strings.Split(strings.TrimSpace(a), "\n") {
		count[line]++
	}
	for _, line := range strings.Split(strings.TrimSpace(b), "\n") {
		if count[line] == 0 {
			onlyB = append(onlyB, line)
			continue
		}
		count[line]--
	}
	for _, line := range strings.Split(strings.TrimSpace(a), "\n") {
		for range count[line] {
			onlyA = append(onlyA, line)
		}
		delete(count, line)
	}
	return onlyA, onlyB
}

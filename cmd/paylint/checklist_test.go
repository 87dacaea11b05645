package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What differs between machines and commits: revision and versions.
var (
	revisionsText = regexp.MustCompile(`([Cc]ommit |<dd>)([0-9a-f]{40}(, with local changes)?|not under version control)|"commit": "[0-9a-f]*"|"modified": (true|false)`)
	versionsText  = regexp.MustCompile(`paylint devel(\+[0-9a-f]+)?|"version": "[^"]*"|go1\.[0-9.]+[0-9a-z]*`)
)

func shopDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata/shop")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestShopReport compares the go-live report of the shop with its golden files.
func TestShopReport(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1772600767")
	for _, format := range []string{"md", "html", "json"} {
		stdout, stderr, status := paylint(t, shopDir(t), "checklist", "-f", format, "./...")
		if status != exitFindings || stderr != "" {
			t.Fatalf("%s: status %d, stderr %s", format, status, stderr)
		}
		got := versionsText.ReplaceAllString(revisionsText.ReplaceAllString(stdout, "${1}REVISION"), "VERSION")
		name := filepath.Join("testdata", "shop-report."+format)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		missing, surplus := diffLines(string(want), got)
		for _, line := range missing[:min(5, len(missing))] {
			t.Errorf("%s: not there any more: %s", format, line)
		}
		for _, line := range surplus[:min(5, len(surplus))] {
			t.Errorf("%s: not in the golden file: %s", format, line)
		}
		if len(missing)+len(surplus) > 0 {
			t.Log("go test ./cmd/paylint -run TestShop -update rewrites the golden files")
		} else if got != string(want) {
			t.Errorf("%s: the order of lines differs from the golden file", format)
		}
	}
}

// The same input gives the same bytes, from the cache or not.
func TestReportIsReproducible(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1772600767")
	first, _, _ := paylint(t, shopDir(t), "checklist", "-f", "json", "./...")
	second, _, _ := paylint(t, shopDir(t), "checklist", "-no-cache", "-f", "json", "./...")
	if first == "" || first != second {
		t.Error("two runs differ")
	}
}

// A check without all its categories leaves its controls open.
func TestReportNamesWhatWasLeftOut(t *testing.T) {
	dir := write(t, module)
	stdout, stderr, status := paylint(t, dir, "checklist", "-disable", "certverify/host-key,tlsversion", "-exclude", "tls/**", "-f", "md", "./...")
	if status != exitFindings || stderr != "" {
		t.Fatalf("status %d, stderr %s", status, stderr)
	}
	for _, want := range []string{
		"check certverify ran without some of its categories",
		"check tlsversion did not run",
		"**left out** by configuration: tls/",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

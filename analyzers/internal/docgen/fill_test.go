package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFill(t *testing.T) {
	got, err := fill([]byte("a\n<!-- generated:controls -->\nSTALE\n<!-- generated:end -->\nb\n"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(got)
	for _, want := range []string{"a\n<!-- generated:controls -->\n", "| COM-2 | ", "\n<!-- generated:end -->\nb\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "STALE") {
		t.Error("the old text is still there")
	}
	again, err := fill(got)
	if err != nil || string(again) != text {
		t.Errorf("filling twice changes the text (%v)", err)
	}
}

func TestFillRefusesBrokenMarkers(t *testing.T) {
	for text, want := range map[string]string{
		"<!-- generated:checks -->\n":                              "not closed",
		"<!-- generated:end -->\n":                                 "without a beginning",
		"<!-- generated:nosuch -->\n":                              `no part "nosuch"`,
		"<!-- generated:checks -->\n<!-- generated:controls -->\n": "not closed",
	} {
		if _, err := fill([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// README and example are what `go generate ./analyzers` makes of the
// documentation.
func TestUpToDate(t *testing.T) {
	for _, name := range files {
		file := filepath.Join("..", "..", "..", name)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want, err := fill(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Equal(text, want) {
			t.Errorf("%s differs from the checks' documentation; run go generate ./analyzers", name)
		}
	}
}

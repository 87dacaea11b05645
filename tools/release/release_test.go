package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// build builds paylint as a release is built, from a checkout in dir.
func build(t *testing.T, dir string) string {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "paylint")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", exe, "./cmd/paylint")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return exe
}

// Two checkouts in different places give the same binary. They share a build
// cache, whose keys hold all that goes into it; with PAYLINT_TEST_REPRODUCIBLE
// each has its own.
func TestReproducible(t *testing.T) {
	here, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("git", "-C", here, "ls-files", "-z", "--", "*.go", "*.mod", "*.sum", "*.tsv", "*.html", "*.json", "*.txt").Output()
	if err != nil {
		t.Skip("not a git checkout: ", err)
	}
	there := t.TempDir()
	for name := range strings.SplitSeq(strings.Trim(string(out), "\x00"), "\x00") {
		if strings.HasPrefix(name, "testdata/") || strings.HasPrefix(name, "tools/") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(here, name))
		if os.IsNotExist(err) {
			continue // deleted in the working tree
		}
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(there, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	one := build(t, here)
	if os.Getenv("PAYLINT_TEST_REPRODUCIBLE") != "" {
		t.Setenv("GOCACHE", t.TempDir())
	}
	two := build(t, there)
	a, b := sum(t, one), sum(t, two)
	if a != b {
		t.Errorf("two builds differ: %x and %x", a, b)
	}
	data, err := os.ReadFile(one)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte(here+"/")) {
		t.Errorf("the binary holds the path of its checkout, %s", here)
	}
}

func sum(t *testing.T, name string) [32]byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

// Every module in the binary is listed, under a licence that may be shipped.
func TestBOM(t *testing.T) {
	exe := build(t, filepath.Join("..", ".."))
	info, err := buildinfo.ReadFile(exe)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(&out, exe, false); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		BOMFormat, SpecVersion string
		Components             []struct {
			Name, Version, PURL string
			Licenses            []struct{ Expression string }
		}
		Dependencies []struct{ DependsOn []string }
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.BOMFormat != "CycloneDX" || len(doc.Components) != len(info.Deps)+1 || len(doc.Dependencies[0].DependsOn) != len(doc.Components) {
		t.Fatalf("%d components for %d modules:\n%s", len(doc.Components), len(info.Deps), &out)
	}
	for i, m := range info.Deps {
		c := doc.Components[i+1]
		if c.Name != m.Path || c.Version != m.Version || c.PURL != "pkg:golang/"+m.Path+"@"+m.Version || c.Licenses[0].Expression == "" {
			t.Errorf("%s is listed as %+v", m.Path, c)
		}
	}
	var notices bytes.Buffer
	if err := run(&notices, exe, true); err != nil {
		t.Fatal(err)
	}
	for _, m := range info.Deps {
		if !strings.Contains(notices.String(), m.Path+" "+m.Version) {
			t.Errorf("no notice of %s", m.Path)
		}
	}
}

func TestIdentify(t *testing.T) {
	for text, want := range map[string]string{
		"Permission is hereby granted, free of charge,\nto any person obtaining a copy":                          "MIT",
		"                Apache License\n          Version 2.0, January 2004":                                    "Apache-2.0",
		"Redistribution and use in source and binary forms, with\nor without. Neither the name of the copyright": "BSD-3-Clause",
		"Redistribution and use in source and binary forms, with or without modification":                        "BSD-2-Clause",
		"Mozilla Public License Version 2.0":                                                                     "MPL-2.0",
		"GNU AFFERO GENERAL PUBLIC LICENSE":                                                                      "GPL",
		"All rights reserved.":                                                                                   "",
	} {
		if got := identify(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

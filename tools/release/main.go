// Command release says what a paylint binary is made of, from the build
// information that the binary itself holds:
//
//	go run -C tools ./release BINARY             # CycloneDX 1.6 on stdout
//	go run -C tools ./release -notices BINARY    # licence texts to ship with it
//
// Licences are those in the module cache. One that is unknown, or that does not
// go with distribution under Apache 2.0, is an error.
package main

import (
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
)

func main() {
	notices := flag.Bool("notices", false, "print the licence texts of all dependencies")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: release [-notices] BINARY")
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Arg(0), *notices); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// dependency is a module of a binary with its licence.
type dependency struct {
	path, version, sum string
	licence            string // SPDX expression
	text               string
}

func run(w io.Writer, binary string, notices bool) error {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return err
	}
	deps, err := dependencies(info)
	if err != nil {
		return err
	}
	if notices {
		for _, d := range deps {
			fmt.Fprintf(w, "%s %s (%s)\n\n%s\n\n", d.path, d.version, d.licence, strings.TrimSpace(d.text))
		}
		return nil
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(bom(info, deps))
}

// dependencies finds the licences of a binary's modules, Go's own included. All
// errors are joined.
func dependencies(info *debug.BuildInfo) ([]dependency, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	deps := []dependency{{path: "std", version: info.GoVersion}}
	dirs := []string{strings.TrimSpace(string(root))}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		out, err := exec.Command("go", "mod", "download", "-json", m.Path+"@"+m.Version).Output()
		var found struct{ Dir, Error string }
		if jsonErr := json.Unmarshal(out, &found); err != nil || jsonErr != nil || found.Error != "" {
			return nil, fmt.Errorf("%s@%s: %w %s", m.Path, m.Version, errors.Join(err, jsonErr), found.Error)
		}
		deps = append(deps, dependency{path: m.Path, version: m.Version, sum: m.Sum})
		dirs = append(dirs, found.Dir)
	}
	var errs []error
	for i := range deps {
		d := &deps[i]
		if d.text, err = licenceText(dirs[i]); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", d.path, err))
			continue
		}
		d.licence = identify(d.text)
		if !slices.Contains(allowed, d.licence) {
			errs = append(errs, fmt.Errorf("%s: licence %q is not among %s", d.path, d.licence, strings.Join(allowed, ", ")))
		}
	}
	return deps, errors.Join(errs...)
}

// allowed are the licences of what may be part of a binary.
var allowed = []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT AND Apache-2.0"}

// licenceText returns the licence file of a module. Modules without one may lie
// in a repository that has it one directory up; the module cache has not.
func licenceText(dir string) (string, error) {
	for _, pattern := range []string{"LICENSE*", "LICENCE*", "COPYING*"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return "", err
		}
		for _, name := range names {
			if data, err := os.ReadFile(name); err == nil {
				return string(data), nil
			}
		}
	}
	return "", errors.New("no licence file")
}

// identify recognises the common licences by their words.
func identify(text string) string {
	text = strings.Join(strings.Fields(strings.ToLower(text)), " ")
	var ids []string
	for _, l := range []struct{ words, id string }{
		{"permission is hereby granted, free of charge, to any person obtaining", "MIT"},
		{"apache license, version 2.0", "Apache-2.0"},
		{"apache license version 2.0", "Apache-2.0"},
		{"permission to use, copy, modify, and/or distribute this software for any purpose", "ISC"},
		{"mozilla public license", "MPL-2.0"},
		{"gnu ", "GPL"},
	} {
		if strings.Contains(text, l.words) && !slices.Contains(ids, l.id) {
			ids = append(ids, l.id)
		}
	}
	if strings.Contains(text, "redistribution and use in source and binary forms") {
		if strings.Contains(text, "neither the name") || strings.Contains(text, "names of its contributors") {
			ids = append(ids, "BSD-3-Clause")
		} else {
			ids = append(ids, "BSD-2-Clause")
		}
	}
	return strings.Join(ids, " AND ")
}

// object keeps the document's shape next to its values.
type object = map[string]any

// bom is a CycloneDX document. It holds neither a date nor a serial number: the
// same binary gives the same document.
func bom(info *debug.BuildInfo, deps []dependency) object {
	purl := func(path, version string) string { return "pkg:golang/" + path + "@" + version }
	main := purl(info.Main.Path, info.Main.Version)
	components, refs := []object{}, []string{}
	for _, d := range deps {
		ref := purl(d.path, d.version)
		refs = append(refs, ref)
		c := object{
			"type": "library", "bom-ref": ref, "purl": ref, "name": d.path, "version": d.version,
			"licenses": []object{{"expression": d.licence}},
		}
		if d.sum != "" {
			c["properties"] = []object{{"name": "go:sum", "value": d.sum}}
		}
		components = append(components, c)
	}
	settings := []object{{"name": "go:version", "value": info.GoVersion}}
	for _, s := range info.Settings {
		settings = append(settings, object{"name": "go:build:" + s.Key, "value": s.Value})
	}
	return object{
		"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
		"metadata": object{
			"component":  object{"type": "application", "bom-ref": main, "purl": main, "name": info.Path, "version": info.Main.Version, "licenses": []object{{"expression": "Apache-2.0"}}},
			"properties": settings,
		},
		"components":   components,
		"dependencies": []object{{"ref": main, "dependsOn": refs}},
	}
}

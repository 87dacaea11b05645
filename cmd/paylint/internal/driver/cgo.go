package driver

import (
	"bytes"
	"context"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// translateCgo asks the go command for the files that cgo makes of those of
// packages that will come from source; few have any.
func translateCgo(ctx context.Context, opts *Options, patterns []string, roots []*packages.Package) error {
	known := make(map[string]*packages.Package)
	var all []*packages.Package // imports first
	packages.Visit(roots, nil, func(p *packages.Package) {
		known[p.ID] = p
		all = append(all, p)
	})
	var need []string
	for _, p := range all {
		source := p.Module != nil && p.Module.Main || p.ForTest != "" || slices.Contains(roots, p)
		if !source || !usesCgo(p, opts.Overlay) {
			continue
		}
		if p.PkgPath == "command-line-arguments" {
			need = append(need, patterns...) // it has no other name
		} else if !slices.Contains(need, p.PkgPath) {
			need = append(need, p.PkgPath)
		}
	}
	if len(need) == 0 {
		return nil
	}
	translated, err := packages.Load(&packages.Config{
		Context: ctx, Mode: listMode | packages.NeedCompiledGoFiles,
		Dir: opts.Dir, Env: opts.Env, BuildFlags: opts.BuildFlags, Overlay: opts.Overlay,
	}, need...)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return listError(err.Error(), opts.Dir)
	}
	byPath := make(map[string]*packages.Package)
	for _, t := range translated {
		byPath[t.PkgPath] = t
		// The translated files import more.
		packages.Visit([]*packages.Package{t}, nil, func(p *packages.Package) {
			if known[p.ID] == nil {
				known[p.ID] = p
			}
			for path, imp := range p.Imports {
				p.Imports[path] = known[imp.ID]
			}
		})
	}
	for _, p := range all {
		t := byPath[p.PkgPath]
		if t == nil {
			continue
		}
		p.CompiledGoFiles = slices.Clone(t.CompiledGoFiles)
		for _, name := range p.GoFiles {
			if strings.HasSuffix(name, "_test.go") {
				p.CompiledGoFiles = append(p.CompiledGoFiles, name) // cgo is not for tests
			}
		}
		for path, imp := range t.Imports {
			if p.Imports[path] == nil {
				p.Imports[path] = imp
			}
		}
		for _, e := range t.Errors {
			if !slices.ContainsFunc(p.Errors, func(o packages.Error) bool { return o.Msg == e.Msg }) {
				p.Errors = append(p.Errors, e)
			}
		}
	}
	return nil
}

// usesCgo reports whether cgo (or SWIG) translates files of a package.
func usesCgo(p *packages.Package, overlay map[string][]byte) bool {
	for _, name := range p.OtherFiles {
		if strings.HasSuffix(name, ".swig") || strings.HasSuffix(name, ".swigcxx") {
			return true
		}
	}
	for _, name := range p.GoFiles {
		src, ok := overlay[name]
		if !ok {
			var err error
			if src, err = os.ReadFile(name); err != nil {
				continue
			}
		}
		if !bytes.Contains(src, []byte(`"C"`)) {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if f == nil || err != nil && len(f.Imports) == 0 {
			continue
		}
		for _, imp := range f.Imports {
			if imp.Path.Value == `"C"` {
				return true
			}
		}
	}
	return false
}

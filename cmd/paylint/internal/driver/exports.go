package driver

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/cache"
	"golang.org/x/tools/go/packages"
)

// Units are type-checked from source, always: asking the go command for export
// data of theirs would compile them, and after an edit everything above it. So
// packages are listed without export data, and that of all other packages is
// asked for by itself. The answer changes with the modules in use, the
// toolchain and its settings, not with edits, and is kept in the cache.

// exportsVersion changes whenever the meaning of kept answers does.
const exportsVersion = "paylint exports 1"

// fromSource reports whether a package's types come from its source: units, and
// copies of packages that the go command would recompile for a test.
func (g *graph) fromSource(p *packages.Package) bool {
	return g.byID[p.ID] != nil || p.ForTest != ""
}

// compiled lists the packages whose export data is needed: what packages that
// come from source import.
func (g *graph) compiled() []*packages.Package {
	need := make(map[string]*packages.Package)
	for _, p := range g.all {
		if !g.fromSource(p) {
			continue
		}
		for _, imp := range p.Imports {
			if g.fromSource(imp) || imp.PkgPath == "unsafe" || len(imp.GoFiles) == 0 {
				continue
			}
			need[imp.ID] = imp
		}
	}
	var list []*packages.Package
	for _, id := range sortedKeys(need) {
		list = append(list, need[id])
	}
	return list
}

// findExports sets ExportFile of all packages that are not loaded from source.
func (r *runner) findExports(ctx context.Context) error {
	g := r.graph
	need := g.compiled()
	if len(need) == 0 || g.external {
		return nil
	}
	all := closureOf(need)
	key, keyed := r.exportsKey(all)
	keyed = keyed && r.opts.Cache != nil
	if keyed {
		if files := r.opts.Cache.getExports(key); files != nil && present(files) {
			g.setExports(all, files)
			return nil
		}
	}
	files, err := r.listExports(ctx, need, all)
	if err != nil {
		return err
	}
	g.setExports(all, files)
	if keyed && exported(all, files) {
		r.opts.Cache.putExports(key, files)
	}
	return nil
}

// setExports leaves out units that packages of other modules import: their
// types come from source for these as well.
func (g *graph) setExports(all []*packages.Package, files map[string]string) {
	for _, p := range all {
		if !g.fromSource(p) {
			p.ExportFile = files[p.ID]
		}
	}
}

// closureOf lists packages and all that they import, imports first.
func closureOf(roots []*packages.Package) []*packages.Package {
	var all []*packages.Package
	packages.Visit(roots, nil, func(p *packages.Package) { all = append(all, p) })
	return all
}

// present reports whether files are still there: the Go build cache is trimmed.
func present(files map[string]string) bool {
	for _, name := range files {
		if _, err := os.Stat(name); err != nil {
			return false
		}
	}
	return true
}

// exported reports whether all packages that can be compiled were. A package
// that cannot be for want of others stays so; any other failure may be gone in
// the next run.
func exported(all []*packages.Package, files map[string]string) bool {
	missing := make(map[*packages.Package]bool)
	for _, p := range all { // imports first
		lacks := len(p.GoFiles) == 0 || len(p.Errors) > 0
		for _, imp := range p.Imports {
			lacks = lacks || missing[imp]
		}
		if p.PkgPath == "unsafe" {
			continue
		}
		missing[p] = lacks
		if files[p.ID] == "" && !lacks {
			return false
		}
	}
	return true
}

// exportsKey identifies everything that the export data of packages depends on.
// ok is false when something is not known.
func (r *runner) exportsKey(all []*packages.Package) (key cache.ActionID, ok bool) {
	h := sha256.New()
	field := func(format string, args ...any) { fmt.Fprintf(h, format+"\x00", args...) }
	env := r.graph.env
	field("%s", exportsVersion)
	for _, name := range sortedKeys(env) {
		if name != "GOGCCFLAGS" { // names a temporary directory
			field("env %s %q", name, env[name])
		}
	}
	for _, name := range ambient {
		field("env %s %q", name, r.opts.lookupEnv(name))
	}
	field("flags %q", r.opts.BuildFlags)
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b *packages.Package) int { return strings.Compare(a.ID, b.ID) })
	for _, p := range all {
		field("package %q %q", p.ID, p.Dir)
		if m := p.Module; m != nil {
			field("module %q %q %q", m.Path, m.Version, m.GoVersion)
		}
		for _, e := range p.Errors {
			field("error %q", e.Msg)
		}
		if env.immutable(p.Dir) {
			field("files %q", p.GoFiles)
			continue
		}
		for _, name := range slices.Concat(p.GoFiles, p.OtherFiles, p.EmbedFiles) {
			sum := r.contents(name)
			if sum == nil {
				return key, false
			}
			field("file %q %x", name, sum)
		}
	}
	h.Sum(key[:0])
	return key, true
}

// listExports asks the go command, which compiles what is not in its cache.
func (r *runner) listExports(ctx context.Context, need, all []*packages.Package) (map[string]string, error) {
	args := []string{"list", "-e", "-export", "-deps", "-pgo=off", "-f", "{{.ImportPath}}\t{{.Export}}"}
	overlay, err := r.overlayFlag(all)
	if err != nil {
		return nil, err
	}
	if overlay != "" {
		defer os.RemoveAll(filepath.Dir(overlay))
		args = append(args, "-overlay="+overlay)
	}
	args = append(args, r.opts.BuildFlags...)
	args = append(args, "--")
	for _, p := range need {
		args = append(args, p.PkgPath)
	}
	cmd := goCommand(ctx, r.opts, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil && len(out) == 0 {
		if stderr.Len() == 0 {
			return nil, err
		}
		return nil, listError(stderr.String(), r.opts.Dir)
	}
	files := make(map[string]string)
	for line := range strings.Lines(string(out)) {
		if path, file, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && file != "" {
			files[path] = file
		}
	}
	return files, nil
}

// overlayFlag writes the overlay for the go command where it concerns packages
// that are compiled; "" when there is none.
func (r *runner) overlayFlag(all []*packages.Package) (string, error) {
	replace := make(map[string]string)
	for _, p := range all {
		for _, name := range p.GoFiles {
			if _, ok := r.opts.Overlay[name]; ok {
				replace[name] = ""
			}
		}
	}
	if len(replace) == 0 {
		return "", nil
	}
	dir, err := os.MkdirTemp("", "paylint-overlay-")
	if err != nil {
		return "", err
	}
	for i, name := range sortedKeys(replace) {
		file := filepath.Join(dir, fmt.Sprintf("%d.go", i))
		if err := os.WriteFile(file, r.opts.Overlay[name], 0o600); err != nil {
			os.RemoveAll(dir)
			return "", err
		}
		replace[name] = file
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "overlay.json"), data, 0o600)
	}
	if err != nil {
		os.RemoveAll(dir)
		return "", err
	}
	return filepath.Join(dir, "overlay.json"), nil
}

// getExports returns a kept answer, nil when there is none.
func (c *Cache) getExports(key cache.ActionID) map[string]string {
	data, _, err := c.store.GetBytes(key)
	if err != nil {
		return nil
	}
	var files map[string]string
	if json.Unmarshal(data, &files) != nil {
		return nil
	}
	return files
}

// putExports keeps an answer.
func (c *Cache) putExports(key cache.ActionID, files map[string]string) {
	if data, err := json.Marshal(files); err == nil {
		c.write(key, data)
	}
}

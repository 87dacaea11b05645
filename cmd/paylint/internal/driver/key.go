package driver

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/rogpeppe/go-internal/cache"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// keyVersion changes whenever the meaning of entries does.
const keyVersion = "paylint results 1"

// key identifies everything that the analysis of a unit depends on: the
// program and its configuration, the analyzers, the unit's files and the files
// that it embeds, its module, the types of what it imports and the facts of
// everything below it. Directories are part of it, because results name files:
// another checkout of the same sources has results of its own.
//
// ok is false when something is not known: the results are not cached then.
func (r *runner) key(u *unit, analyzers []*analysis.Analyzer) (key cache.ActionID, ok bool) {
	h := sha256.New()
	field := func(format string, args ...any) { fmt.Fprintf(h, format+"\x00", args...) }
	field("%s", keyVersion)
	field("%s", r.opts.Salt)
	for _, a := range analyzers {
		field("analyzer %s", a.Name)
	}
	field("unit %q %q %q %d %v", u.ID, u.PkgPath, u.Name, u.variant, u.named)
	field("sizes %T %v", u.TypesSizes, u.TypesSizes)
	if m := r.moduleOf(u); m != nil {
		field("module %q %v %q %q", m.Path, m.Main, m.GoVersion, m.Dir)
		if m.Main && m.GoMod != "" {
			field("go.mod %x", r.contents(m.GoMod))
		}
	}
	field("names %q %q", u.OtherFiles, u.IgnoredFiles)
	for _, name := range slices.Concat(u.CompiledGoFiles, u.EmbedFiles) {
		sum := r.contents(name)
		if sum == nil {
			return key, false
		}
		field("file %q %x", name, sum)
	}
	for _, path := range sortedKeys(u.Imports) {
		imp := u.Imports[path]
		if imp.PkgPath == "unsafe" {
			continue
		}
		export, ok := r.exportID(imp)
		if !ok {
			return key, false
		}
		field("import %q %q %s", path, imp.ID, export)
	}
	for _, d := range below(u) {
		if d.factsHash == "" {
			return key, false
		}
		field("facts %q %s", d.ID, d.factsHash)
	}
	h.Sum(key[:0])
	return key, true
}

// below lists the units below u, dependencies first.
func below(u *unit) []*unit {
	var all []*unit
	seen := make(map[*unit]bool)
	var visit func(u *unit)
	visit = func(u *unit) {
		for _, d := range u.deps {
			if !seen[d] {
				seen[d] = true
				visit(d)
				all = append(all, d)
			}
		}
	}
	visit(u)
	return all
}

// buildCacheFile is the name of an output in the Go build cache, which is the
// hash of its content.
var buildCacheFile = regexp.MustCompile(`^[0-9a-f]{64}-d$`)

// exportID identifies the types in a package's export data.
func (r *runner) exportID(p *packages.Package) (string, bool) {
	if p.ExportFile == "" {
		return "", false
	}
	if r.graph.byID[p.ID] == nil && len(r.graph.below[p]) == 0 {
		// Of another module: it hardly ever changes.
		if name := filepath.Base(p.ExportFile); buildCacheFile.MatchString(name) {
			return name, true
		}
	}
	// The file holds the compiled code as well, and a build id that changes
	// with every byte of the source.
	r.mu.Lock()
	sum, ok := r.sums[p.ExportFile]
	r.mu.Unlock()
	if !ok {
		if data, err := exportData(p.ExportFile); err == nil {
			s := sha256.Sum256(data)
			sum = s[:]
		}
		r.mu.Lock()
		r.sums[p.ExportFile] = sum
		r.mu.Unlock()
	}
	return fmt.Sprintf("%x", sum), sum != nil
}

// exportData reads the export data of a compiled package.
func exportData(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	//lint:ignore SA1019 go list -export still names archives
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// contents returns the hash of a file, nil when it cannot be read. A file is
// read once: what is analysed is what was hashed, whatever an editor does in
// between.
func (r *runner) contents(name string) []byte {
	r.mu.Lock()
	sum, ok := r.sums[name]
	r.mu.Unlock()
	if ok {
		return sum
	}
	data, err := r.world.read(name)
	if err == nil {
		s := sha256.Sum256(data)
		sum = s[:]
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sums[name] = sum
	if err == nil && filepath.Ext(name) == ".go" {
		r.sources[name] = data
	}
	return sum
}

// source is [world.read], or what contents has read before.
func (r *runner) source(name string) ([]byte, error) {
	r.mu.Lock()
	data, kept := r.sources[name]
	sum, hashed := r.sums[name]
	r.mu.Unlock()
	if kept {
		return data, nil
	}
	data, err := r.world.read(name)
	if hashed && err == nil {
		if now := sha256.Sum256(data); !slices.Equal(now[:], sum) {
			r.mu.Lock()
			r.changed[name] = true
			r.mu.Unlock()
		}
	}
	return data, err
}

// unchanged reports whether what was analysed is what the unit's key was made
// from. Files that a unit embeds are read by the checks themselves.
func (r *runner) unchanged(u *unit) bool {
	r.mu.Lock()
	changed := slices.ContainsFunc(u.CompiledGoFiles, func(name string) bool { return r.changed[name] })
	r.mu.Unlock()
	if changed {
		return false
	}
	for _, name := range u.EmbedFiles {
		data, err := r.world.read(name)
		if sum := sha256.Sum256(data); err != nil || !slices.Equal(sum[:], r.contents(name)) {
			return false
		}
	}
	return true
}

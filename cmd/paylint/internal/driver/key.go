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
const keyVersion = "paylint results 4"

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
	for _, e := range u.Errors {
		field("error %v %q %q", e.Kind, e.Pos, e.Msg)
	}
	for _, name := range slices.Concat(u.GoFiles, u.CompiledGoFiles, u.EmbedFiles) {
		sum := r.contents(name)
		if sum == nil {
			return key, false
		}
		field("file %q %x", name, sum)
	}
	others, ok := r.imports(u.Package)
	if !ok {
		return key, false
	}
	field("imports %s", others)
	for _, d := range below(u) {
		others, ok := r.imports(d.Package)
		if d.factsHash == "" || d.typesHash == "" || !ok {
			return key, false
		}
		field("below %q types %s facts %s imports %s", d.ID, d.typesHash, d.factsHash, others)
	}
	h.Sum(key[:0])
	return key, true
}

// refine adds to a key the contents of files that results name positions in.
func (r *runner) refine(key cache.ActionID, files []string) cache.ActionID {
	h := sha256.New()
	h.Write(key[:])
	for _, name := range files {
		var sum []byte
		if r.foreign(name) == nil {
			sum = r.contents(name)
		}
		fmt.Fprintf(h, "%q %x\x00", name, sum)
	}
	h.Sum(key[:0])
	return key
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

// imports identifies the types of what a package imports that is no unit.
func (r *runner) imports(p *packages.Package) (id string, ok bool) {
	r.mu.Lock()
	id, done := r.importIDs[p]
	r.mu.Unlock()
	if done {
		return id, id != ""
	}
	h := sha256.New()
	ok = true
	for _, path := range sortedKeys(p.Imports) {
		imp := p.Imports[path]
		if imp.PkgPath == "unsafe" {
			continue
		}
		what := "unit" // which one: whoever asks for units lists all below
		if r.graph.byID[imp.ID] == nil {
			if what, ok = r.typesID(imp); !ok {
				break
			}
		}
		fmt.Fprintf(h, "%q %q %s\x00", path, imp.ID, what)
	}
	if ok {
		id = fmt.Sprintf("%x", h.Sum(nil))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.importIDs[p] = id
	return id, ok
}

// typesID identifies the types of a package that is no unit: by its export
// data, or by its source where that is what they come from.
func (r *runner) typesID(p *packages.Package) (string, bool) {
	if name := filepath.Base(p.ExportFile); buildCacheFile.MatchString(name) {
		return name, true
	}
	h := sha256.New()
	if p.ExportFile != "" {
		data, err := exportData(p.ExportFile)
		h.Write(data)
		return fmt.Sprintf("%x", h.Sum(nil)), err == nil
	}
	others, ok := r.imports(p)
	if !ok {
		return "", false
	}
	for _, name := range p.CompiledGoFiles {
		sum := r.contents(name)
		if sum == nil {
			return "", false
		}
		fmt.Fprintf(h, "%q %x\x00", name, sum)
	}
	return fmt.Sprintf("%x %s", h.Sum(nil), others), true
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

// unchanged reports whether what was analysed, the units below included, is
// what the unit's key was made from. Files that a unit embeds are read by the
// checks themselves.
func (r *runner) unchanged(u *unit) bool {
	r.mu.Lock()
	changed := len(r.changed) > 0
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

// elsewhere lists the files outside a unit that its results or facts name
// positions in. They do not count as long as nothing says where they are.
func (r *runner) elsewhere(u *unit, out *unitResult, facts *encodedFacts) []string {
	files := facts.files()
	at := func(p Position) { files[p.File] = true }
	for _, f := range out.Findings {
		at(f.Start)
		at(f.End)
		for _, s := range f.Trace {
			at(s.Start)
			at(s.End)
		}
		for _, fix := range f.Fixes {
			for _, e := range fix.Edits {
				at(e.Start)
				at(e.End)
			}
		}
		if f.Suppressed != nil {
			at(f.Suppressed.Start)
		}
	}
	for _, x := range out.Raised {
		at(x.At)
	}
	for _, e := range out.Evidence {
		at(e.Start)
		at(e.End)
	}
	if facts.opaque {
		for _, d := range below(u) {
			for _, name := range d.CompiledGoFiles {
				files[name] = true
			}
		}
	}
	delete(files, "")
	for _, name := range slices.Concat(u.GoFiles, u.CompiledGoFiles, u.EmbedFiles) {
		delete(files, name)
	}
	for name := range files {
		if r.graph.env.immutable(filepath.Dir(name)) {
			delete(files, name) // export data says which version it is
		}
	}
	return sortedKeys(files)
}

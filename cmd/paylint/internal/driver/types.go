package driver

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// world holds the types of all packages of a run.
//
// Reading export data adds objects to packages that are already there, while
// building SSA walks over all of them. So most is read before the first unit is
// analysed; what cannot be (it depends on a unit) is read under the write lock
// of objects, and units are checked and analysed under its read lock.
type world struct {
	objects sync.RWMutex
	fset    *token.FileSet
	// read returns a file's contents; source is what declarations are read
	// with.
	read, source func(string) ([]byte, error)

	// mu guards the maps. Taken after objects.
	mu sync.Mutex
	// shared are the packages as they are, by path; byID are variants and
	// everything whose loading has finished.
	shared map[string]*types.Package
	byID   map[string]*types.Package
	failed map[string]error
	// unitsBelow, when not nil, lists the units that a package depends on.
	unitsBelow func(*packages.Package) []*unit
	// onLoad, when not nil, is told of every package whose types were read.
	onLoad func(*packages.Package, *types.Package)
}

func newWorld(overlay map[string][]byte) *world {
	read := func(name string) ([]byte, error) {
		if src, ok := overlay[name]; ok {
			return src, nil
		}
		return os.ReadFile(name)
	}
	return &world{
		fset: token.NewFileSet(),
		read: read, source: read,
		shared: make(map[string]*types.Package),
		byID:   make(map[string]*types.Package),
		failed: make(map[string]error),
	}
}

// ready reports whether the types of packages are there.
func (w *world) ready(ps []*packages.Package) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, p := range ps {
		if p.PkgPath != "unsafe" && w.byID[p.ID] == nil && w.failed[p.ID] == nil {
			return false
		}
	}
	return true
}

// prepare reads the types of packages. A unit among them must be done.
func (w *world) prepare(ps []*packages.Package) {
	if w.ready(ps) {
		return
	}
	w.objects.Lock()
	defer w.objects.Unlock()
	for _, p := range ps {
		w.load(p)
	}
}

// load reads the types of one package; an error shows when they are used.
func (w *world) load(p *packages.Package) {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, _ = w.importFor(p)
}

// importFor reads the types of p, and of what they need, from export data or
// from the declarations in its source.
// The caller holds both locks.
func (w *world) importFor(p *packages.Package) (*types.Package, error) {
	if p.PkgPath == "unsafe" {
		return types.Unsafe, nil
	}
	if t := w.byID[p.ID]; t != nil {
		return t, nil
	}
	if err := w.failed[p.ID]; err != nil {
		return nil, err
	}
	w.failed[p.ID] = fmt.Errorf("import cycle through %s", p.PkgPath)
	t, err := w.importUncached(p)
	if err != nil {
		w.failed[p.ID] = err
		return nil, err
	}
	delete(w.failed, p.ID)
	w.byID[p.ID] = t
	if w.onLoad != nil {
		w.onLoad(p, t)
	}
	return t, nil
}

func (w *world) importUncached(p *packages.Package) (*types.Package, error) {
	if p.ExportFile == "" {
		return w.declare(p)
	}
	if p.ForTest == "" && w.unitsBelow != nil {
		// Its export data names packages by path: they must be those that were
		// checked from source.
		for _, u := range w.unitsBelow(p) {
			if _, err := w.importFor(u.Package); err != nil {
				return nil, err
			}
		}
	}
	view := w.shared
	if p.ForTest != "" {
		// A variant's export data names packages by path only; show it the
		// variants that it was compiled against.
		view = make(map[string]*types.Package)
		if err := w.addClosure(view, p, make(map[string]bool)); err != nil {
			return nil, err
		}
	}
	f, err := os.Open(p.ExportFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	//lint:ignore SA1019 go list -export still names archives
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("export data of %s: %v", p.PkgPath, err)
	}
	t, err := gcexportdata.Read(r, w.fset, view, p.PkgPath)
	if err != nil {
		return nil, fmt.Errorf("export data of %s: %v", p.PkgPath, err)
	}
	return t, nil
}

// addClosure adds all packages that p imports, directly or not, to view.
func (w *world) addClosure(view map[string]*types.Package, p *packages.Package, seen map[string]bool) error {
	for _, path := range sortedKeys(p.Imports) {
		imp := p.Imports[path]
		if seen[imp.ID] {
			continue
		}
		seen[imp.ID] = true
		t, err := w.importFor(imp)
		if err != nil {
			return err
		}
		view[imp.PkgPath] = t
		if err := w.addClosure(view, imp, seen); err != nil {
			return err
		}
	}
	return nil
}

// declare type-checks the declarations of a package that has no export data: of
// a unit that is not analysed itself, of one that a test recompiles, or because
// it could not be compiled here (no C compiler, for example).
func (w *world) declare(p *packages.Package) (*types.Package, error) {
	if len(p.CompiledGoFiles) == 0 {
		if len(p.Errors) > 0 {
			return nil, errors.New(oneLine(p.Errors[0].Msg))
		}
		return nil, fmt.Errorf("%s has no Go files", p.PkgPath)
	}
	for _, path := range sortedKeys(p.Imports) {
		// What is missing shows when it is used.
		_, _ = w.importFor(p.Imports[path])
	}
	files, _ := w.parse(p, w.source)
	conf := w.config(p, w.lookupLocked)
	conf.IgnoreFuncBodies, conf.FakeImportC = true, true
	conf.Error = func(error) {}
	t, _ := conf.Check(p.PkgPath, w.fset, files, nil)
	if t == nil {
		return nil, fmt.Errorf("cannot type-check %s", p.PkgPath)
	}
	if p.ForTest == "" {
		w.shared[p.PkgPath] = t
	}
	return t, nil
}

// add makes a checked unit importable.
func (w *world) add(u *unit, t *types.Package) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if t == nil {
		w.failed[u.ID] = fmt.Errorf("%s could not be loaded", u.PkgPath)
		return
	}
	w.byID[u.ID] = t
	if u.variant == plain {
		w.shared[u.PkgPath] = t
	}
}

// lookup returns types that are already there. The caller holds no lock of the
// maps.
func (w *world) lookup(p *packages.Package) (*types.Package, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.lookupLocked(p)
}

func (w *world) lookupLocked(p *packages.Package) (*types.Package, error) {
	if t := w.byID[p.ID]; t != nil {
		return t, nil
	}
	if err := w.failed[p.ID]; err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("package %q was not loaded", p.PkgPath)
}

func (w *world) config(p *packages.Package, lookup func(*packages.Package) (*types.Package, error)) *types.Config {
	conf := &types.Config{
		Importer: importerFunc(func(path string) (*types.Package, error) {
			if path == "unsafe" {
				return types.Unsafe, nil
			}
			imp := p.Imports[path]
			if imp == nil && path == "C" {
				return nil, errors.New("cgo did not work, go build says why")
			}
			if imp == nil {
				return nil, fmt.Errorf("package %q is not known", path)
			}
			return lookup(imp)
		}),
		Sizes: p.TypesSizes,
	}
	if m := p.Module; m != nil && m.GoVersion != "" {
		conf.GoVersion = "go" + m.GoVersion
	}
	return conf
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// parse reads a package's files; errors are of syntax or reading.
func (w *world) parse(p *packages.Package, read func(string) ([]byte, error)) ([]*ast.File, []error) {
	var files []*ast.File
	var errs []error
	for _, name := range p.CompiledGoFiles {
		src, err := read(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		f, err := parser.ParseFile(w.fset, name, src, parser.ParseComments|parser.SkipObjectResolution|parser.AllErrors)
		if err != nil {
			errs = append(errs, err)
		}
		if f != nil {
			files = append(files, f)
		}
	}
	return files, errs
}

// checked is a unit with types.
type checked struct {
	files []*ast.File
	pkg   *types.Package
	info  *types.Info
	errs  []error
}

// check parses and type-checks a unit. The caller holds the read lock.
func (w *world) check(u *unit, read func(string) ([]byte, error)) *checked {
	c := &checked{info: &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Instances:    make(map[*ast.Ident]types.Instance),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}}
	c.files, c.errs = w.parse(u.Package, read)
	conf := w.config(u.Package, w.lookup)
	conf.Error = func(err error) { c.errs = append(c.errs, err) }
	c.pkg, _ = conf.Check(u.PkgPath, w.fset, c.files, c.info)
	return c
}

// incomplete describes the errors of a unit in one line.
func (w *world) incomplete(u *unit, errs []error) Incomplete {
	inc := Incomplete{Package: u.PkgPath}
	for _, e := range u.Errors {
		if strings.Contains(e.Msg, "import cycle not allowed") {
			// The go command leaves out its imports, so that type errors mislead.
			inc.Error = oneLine(e.Msg)
			return inc
		}
	}
	n := 0
	for _, err := range errs {
		var list scanner.ErrorList
		var te types.Error
		switch {
		case errors.As(err, &list):
			n += len(list)
			if inc.Error == "" {
				inc.Error, inc.Pos = list[0].Msg, tokenPosition(list[0].Pos)
			}
		case errors.As(err, &te):
			n++
			if inc.Error == "" {
				inc.Error, inc.Pos = te.Msg, tokenPosition(te.Fset.Position(te.Pos))
			}
		default:
			n++
			if inc.Error == "" {
				inc.Error = err.Error()
			}
		}
	}
	inc.Error = oneLine(inc.Error)
	switch {
	case n == 2:
		inc.Error += " (and 1 more error)"
	case n > 2:
		inc.Error += fmt.Sprintf(" (and %d more errors)", n-1)
	}
	return inc
}

func tokenPosition(p token.Position) Position {
	return Position{File: p.Filename, Line: p.Line, Column: p.Column, Offset: -1}
}

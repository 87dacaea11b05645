package driver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// listMode asks for the import graph and files; parsing and type checking are
// the driver's own, so that it can drop what is done with. Nothing is compiled
// for it.
const listMode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps |
	packages.NeedModule | packages.NeedForTest | packages.NeedEmbedFiles

// externalMode is what another build system's driver for go/packages is asked
// for at once: it may know packages by other names than their paths.
const externalMode = listMode | packages.NeedCompiledGoFiles | packages.NeedExportFile

// variant says which build of a package a unit is.
type variant int

const (
	plain  variant = iota // the package as importers see it
	inTest                // the package together with its _test.go files
	xTest                 // the package p_test
)

// unit is a package that is loaded from source.
type unit struct {
	*packages.Package
	variant variant
	// named: its findings are reported. Others are analysed for their facts.
	named bool
	// deps are the units that must be analysed before: those that it imports,
	// directly or through packages that are not units.
	deps []*unit
	// waiting counts unfinished deps; users are the units that wait for this.
	waiting int
	users   []*unit

	// What is known once it has been analysed. pkg is nil when it could not be
	// loaded, or was not because its results are cached; bad names the package,
	// itself or one that it imports, that does not type-check.
	pkg   *types.Package
	facts *factStore
	bad   string
	// factsHash identifies the facts and typesHash the types, "" when that is
	// not known; hit is the cached entry.
	factsHash, typesHash string
	hit                  *entry
}

// graph is everything that was loaded.
type graph struct {
	units   []*unit // dependencies first
	byID    map[string]*unit
	all     []*packages.Package
	broken  []Incomplete
	modules []Module
	// below are the units at or below a package.
	below map[*packages.Package][]*unit
	// main is the main module, for packages named by their files.
	main *packages.Module
	// env is the go command's environment.
	env goEnv
	// external: packages were listed by another driver, export data included.
	external bool
}

// load lists packages and arranges those that must come from source.
func load(ctx context.Context, opts *Options) (*graph, error) {
	dir := opts.Dir
	if err := checkDir(dir); err != nil {
		return nil, err
	}
	patterns := opts.Patterns
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	env, err := readGoEnv(ctx, opts)
	if err != nil {
		return nil, err
	}
	g := &graph{byID: make(map[string]*unit), env: env, external: opts.externalDriver()}
	mode := listMode
	if g.external {
		mode = externalMode
	}
	roots, err := packages.Load(&packages.Config{
		Context:    ctx,
		Mode:       mode,
		Dir:        dir,
		Env:        opts.Env,
		BuildFlags: opts.BuildFlags,
		Overlay:    opts.Overlay,
		Tests:      opts.wantTests(patterns),
	}, patterns...)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, listError(err.Error(), dir)
	}
	if !g.external && env["CGO_ENABLED"] == "1" {
		if err := translateCgo(ctx, opts, patterns, roots); err != nil {
			return nil, err
		}
	}
	packages.Visit(roots, nil, func(p *packages.Package) {
		p.TypesSizes = env.sizes()
		if len(p.CompiledGoFiles) == 0 {
			p.CompiledGoFiles = p.GoFiles
		}
	})
	g.arrange(roots)
	if err := g.nothing(dir, patterns); err != nil {
		return nil, cmp.Or(whyNothing(ctx, opts, err, patterns), err)
	}
	for _, p := range g.all {
		if g.fromSource(p) {
			p.ExportFile = ""
		}
	}
	return g, nil
}

// whyNothing asks the go command why no package was found; go/packages does not
// say it when there is no build cache, for example. It returns nil when the go
// command has nothing to say.
func whyNothing(ctx context.Context, opts *Options, err error, patterns []string) error {
	if !errors.Is(err, ErrNoPackages) || slices.ContainsFunc(patterns, func(p string) bool { return strings.Contains(p, "=") }) {
		return nil
	}
	cmd := exec.CommandContext(ctx, "go", slices.Concat([]string{"list", "-export"}, opts.BuildFlags, []string{"--"}, patterns)...)
	cmd.Dir, cmd.Env = opts.Dir, opts.Env
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if cmd.Run() == nil || strings.TrimSpace(stderr.String()) == "" {
		return nil
	}
	return listError(stderr.String(), opts.Dir)
}

// externalDriver reports whether go/packages asks another program than the go
// command.
func (o *Options) externalDriver() bool {
	switch o.lookupEnv("GOPACKAGESDRIVER") {
	case "":
		_, err := exec.LookPath("gopackagesdriver")
		return err == nil
	case "off":
		return false
	}
	return true
}

// wantTests reports whether test files are loaded. Those of the standard
// library are many, and never looked at.
func (o *Options) wantTests(patterns []string) bool {
	return len(o.TestAnalyzers) > 0 && !slices.Equal(patterns, []string{"std"})
}

func checkDir(dir string) error {
	if dir == "" {
		return nil
	}
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		return fmt.Errorf("%s is not a directory", dir)
	}
	return err
}

// nothing returns an error when there is nothing to analyse, which says why.
func (g *graph) nothing(dir string, patterns []string) error {
	switch {
	case len(g.units) > 0:
		return nil
	case len(g.broken) == 0:
		return fmt.Errorf("%w: %s matched none", ErrNoPackages, strings.Join(patterns, " "))
	case outsideModule(g.broken[0].Error, dir):
		return errNoModule
	}
	return &LoadError{g.broken}
}

// LoadError says why none of the named packages could be loaded.
type LoadError struct{ Packages []Incomplete }

func (e *LoadError) Error() string {
	var lines []string
	for _, p := range e.Packages {
		line := p.Error
		if p.Pos.File != "" {
			line = fmt.Sprintf("%s:%d:%d: %s", p.Pos.File, p.Pos.Line, p.Pos.Column, line)
		}
		if p.Package != "" && !strings.Contains(line, p.Package) {
			line = p.Package + ": " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

var errNoModule = errors.New("not in a Go module: there is no go.mod in this directory or above it")

// outsideModule reports whether the go command's error means that dir belongs
// to no module; it says so in terms of patterns and prefixes.
func outsideModule(msg, dir string) bool {
	if !strings.Contains(msg, "go.mod file not found") && !strings.Contains(msg, "does not contain main module") {
		return false
	}
	dir, err := filepath.Abs(dir)
	for err == nil {
		for _, name := range []string{"go.mod", "go.work"} {
			if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
				return false
			}
		}
		if dir == filepath.Dir(dir) {
			return true
		}
		dir = filepath.Dir(dir)
	}
	return false
}

// listError makes one line of what the go command said.
func listError(text, dir string) error {
	if outsideModule(text, dir) {
		return errNoModule
	}
	text = strings.TrimPrefix(text, "err: ")
	if before, stderr, ok := strings.Cut(text, "stderr: "); ok {
		text = stderr
		if strings.TrimSpace(stderr) == "" {
			text = strings.TrimSuffix(strings.TrimSpace(before), ":")
		}
	}
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "go: downloading ") {
			lines = append(lines, strings.TrimPrefix(line, "go: "))
		}
	}
	return errors.New(strings.Join(lines, "; "))
}

// arrange finds the units and their order.
func (g *graph) arrange(roots []*packages.Package) {
	named := make(map[*packages.Package]bool)
	for _, p := range roots {
		if !isTestMain(p) && (p.ForTest == "" || ownTests(p)) {
			named[p] = true
		}
	}
	modules := make(map[string]Module)
	state := make(map[*packages.Package][]*unit)
	g.below = state
	var visit func(p *packages.Package) []*unit
	visit = func(p *packages.Package) []*unit {
		if below, ok := state[p]; ok {
			return below
		}
		state[p] = nil
		var below []*unit
		for _, path := range sortedKeys(p.Imports) {
			for _, u := range visit(p.Imports[path]) {
				if !slices.Contains(below, u) {
					below = append(below, u)
				}
			}
		}
		g.all = append(g.all, p)
		if m := p.Module; m != nil && m.Main {
			modules[m.Path] = Module{m.Path, m.Dir, m.GoVersion}
			if g.main == nil || m.Path < g.main.Path {
				g.main = m
			}
		}
		if !isUnit(p, named[p]) {
			// A recompiled copy that only tests import: its types come from
			// export data, its facts from the package as it is.
			if p.ForTest != "" {
				if u := g.byID[p.PkgPath]; u != nil && !slices.Contains(below, u) {
					below = append(below, u)
				}
			}
			state[p] = below
			return below
		}
		if len(p.CompiledGoFiles) == 0 {
			g.broken = append(g.broken, listErrors(p, named[p])...)
			state[p] = below
			return below
		}
		u := &unit{Package: p, named: named[p], deps: below}
		switch {
		case p.ForTest == "":
		case strings.HasSuffix(p.PkgPath, "_test") && p.PkgPath == p.ForTest+"_test":
			u.variant = xTest
		default:
			u.variant = inTest
		}
		g.units = append(g.units, u)
		g.byID[p.ID] = u
		state[p] = []*unit{u}
		return state[p]
	}
	// Packages as they are come first, so that variants find them.
	for _, p := range roots {
		if p.ForTest == "" && !isTestMain(p) {
			visit(p)
		}
	}
	for _, p := range roots {
		if named[p] {
			visit(p)
		}
	}
	for _, u := range g.units {
		u.waiting = len(u.deps)
		for _, d := range u.deps {
			d.users = append(d.users, u)
		}
	}
	for _, path := range sortedKeys(modules) {
		g.modules = append(g.modules, modules[path])
	}
}

// isUnit reports whether a package is loaded from source: packages of the main
// modules, and others that were named.
func isUnit(p *packages.Package, named bool) bool {
	if p.PkgPath == "unsafe" {
		return false
	}
	if named {
		return true
	}
	return p.Module != nil && p.Module.Main && p.ForTest == ""
}

// ownTests reports whether the tests of a named package are looked at: those
// of other modules may need packages that this one does not have.
func ownTests(p *packages.Package) bool {
	return p.Module != nil && p.Module.Main || strings.HasPrefix(p.PkgPath, "command-line-arguments")
}

// isTestMain reports whether p is the main package that the go command writes
// for a test.
func isTestMain(p *packages.Package) bool {
	return strings.HasSuffix(p.ID, ".test") && p.Name == "main" && p.Imports["testing/internal/testdeps"] != nil
}

// listErrors are what the go command says about a package itself. What is wrong
// with one that nobody named, its importers say.
func listErrors(p *packages.Package, named bool) []Incomplete {
	if !named {
		return nil
	}
	for _, e := range p.Errors {
		if e.Kind == packages.ListError || len(p.CompiledGoFiles) == 0 {
			return []Incomplete{{Package: p.PkgPath, Error: oneLine(e.Msg), Pos: parsePos(e.Pos)}}
		}
	}
	return nil
}

// parsePos reads the position of a [packages.Error].
func parsePos(s string) Position {
	if s == "" || s == "-" {
		return Position{}
	}
	pos := Position{File: s, Line: 1, Column: 1, Offset: -1}
	var n [2]int
	for i := range n {
		colon := strings.LastIndexByte(pos.File, ':')
		if colon < 0 {
			break
		}
		number, err := strconv.Atoi(pos.File[colon+1:])
		if err != nil || number < 1 {
			break
		}
		n[i] = number
		pos.File = pos.File[:colon]
	}
	switch {
	case n[1] > 0:
		pos.Line, pos.Column = n[1], n[0]
	case n[0] > 0:
		pos.Line = n[0]
	}
	return pos
}

// maxMessage is how much is shown of a message of the go command, in bytes: a
// compiler that ran out of memory prints pages.
const maxMessage = 600

// oneLine joins the lines of a message.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > maxMessage {
		s = strings.ToValidUTF8(s[:maxMessage], "") + "…"
	}
	return s
}

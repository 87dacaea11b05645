package driver

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// ErrForeign is why [Result.ReadFile] refuses a file. Positions follow //line
// directives, and those can name a device, a pipe, or a file with somebody's
// keys that must not turn up in a report.
var ErrForeign = errors.New("no regular file of the analysed packages")

// reader returns what [Result.ReadFile] does.
func (g *graph) reader(opts *Options, w *world) func(string) ([]byte, error) {
	foreign := g.foreign(opts)
	return func(name string) ([]byte, error) {
		if err := foreign(name); err != nil {
			return nil, err
		}
		return w.read(name)
	}
}

// foreign returns a function that says why a file that a position names is not
// read, nil when it may be.
func (g *graph) foreign(opts *Options) func(name string) error {
	var dirs []string
	add := func(dir string) {
		if real, err := filepath.EvalSymlinks(dir); err == nil && !slices.Contains(dirs, real) {
			dirs = append(dirs, real)
		}
	}
	for _, m := range g.modules {
		add(m.Dir)
	}
	sources := make(map[string]bool)
	for _, u := range g.units {
		for _, name := range u.GoFiles {
			sources[name] = true
		}
		if u.Module == nil || !u.Module.Main {
			add(u.Dir)
		}
	}
	return func(name string) error {
		if _, ok := opts.Overlay[name]; ok || sources[name] {
			return nil
		}
		real, err := filepath.EvalSymlinks(name)
		if err != nil {
			return err
		}
		info, err := os.Stat(real)
		if err != nil {
			return err
		}
		within := func(dir string) bool {
			rel, err := filepath.Rel(dir, real)
			return err == nil && filepath.IsLocal(rel)
		}
		if !info.Mode().IsRegular() || !slices.ContainsFunc(dirs, within) {
			return fmt.Errorf("%s: %w", name, ErrForeign)
		}
		return nil
	}
}

package driver

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Positions can name any file; only those of the analysed code are read.
func TestReadFile(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	put := func(name, text string) string {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	put(filepath.Join(dir, "go.mod"), "module example.com/m\n\ngo 1.26\n")
	link := func(to, name string) string {
		t.Helper()
		if err := os.Symlink(to, name); err != nil {
			t.Skip(err)
		}
		return name
	}
	good := []string{
		put(filepath.Join(dir, "p.go"), "package p\n"),
		put(filepath.Join(dir, "sub", "page.templ"), "text"),
		link(put(filepath.Join(outside, "linked.go"), "package p\n"), filepath.Join(dir, "linked.go")),
		link(filepath.Join(dir, "p.go"), filepath.Join(dir, "inside.txt")),
	}
	bad := []string{
		put(filepath.Join(outside, "key.pem"), "secret"),
		link(filepath.Join(outside, "key.pem"), filepath.Join(dir, "key.pem")),
		filepath.Join(dir, "..", filepath.Base(outside), "key.pem"),
		filepath.Join(dir, "sub"), os.DevNull, "/dev/zero",
	}
	unsaved := filepath.Join(dir, "new.go")
	for name, run := range map[string]func() (*Result, error){
		"Run": func() (*Result, error) {
			return Run(t.Context(), Options{Dir: dir, Analyzers: []*analysis.Analyzer{}, Overlay: map[string][]byte{unsaved: []byte("package p\n")}})
		},
		"Standalone": func() (*Result, error) {
			return Standalone(t.Context(), Options{Dir: dir, Analyzers: []*analysis.Analyzer{}, Overlay: map[string][]byte{unsaved: []byte("package p\n")}})
		},
	} {
		res, err := run()
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range append(good, unsaved) {
			if _, err := res.ReadFile(file); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, file := range bad {
			if data, err := res.ReadFile(file); err == nil {
				t.Errorf("%s: read %d bytes of %s", name, len(data), file)
			} else if !errors.Is(err, ErrForeign) && !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

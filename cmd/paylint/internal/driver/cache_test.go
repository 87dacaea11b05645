package driver

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"
)

// cachedRun runs the fake check over ./... with a cache.
func cachedRun(t testing.TB, dir, cacheDir string, opts Options) (*Result, []string) {
	t.Helper()
	c, err := OpenCache(cacheDir)
	if err != nil {
		t.Fatal(err)
	}
	opts.Cache, opts.Salt, opts.Dir = c, opts.Salt+"test", dir
	opts.Patterns = []string{"./..."}
	opts.Analyzers = []*analysis.Analyzer{newFake()}
	res, err := Run(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	return res, lines(dir, res)
}

func overwrite(t testing.TB, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

const chain = `
-- go.mod --
module example.com/m

go 1.26
-- a/a.go --
package a

import "example.com/m/b"

func A() { b.B() }
-- b/b.go --
package b

import "example.com/m/c"

func B() { c.C() }
-- c/c.go --
package c

func Sink() {}

func C() { Sink() }
-- d/d.go --
package d

var bad int
`

func TestCache(t *testing.T) {
	dir, cacheDir := write(t, chain), t.TempDir()
	step := func(what string, loaded int, want ...string) {
		t.Helper()
		res, got := cachedRun(t, dir, cacheDir, Options{})
		if res.Stats.Loaded != loaded || res.Stats.Loaded+res.Stats.Cached != 4 {
			t.Errorf("%s: %+v, want %d loaded", what, res.Stats, loaded)
		}
		compare(t, got, want...)
	}
	all := []string{"a/a.go:5:14 B reaches Sink [COM-1]", "b/b.go:5:14 C reaches Sink [COM-1]", "d/d.go:3:5 bad is bad [COM-1]"}
	step("first run", 4, all...)
	step("unchanged", 0, all...)

	overwrite(t, dir, "d/d.go", "package d\n\nvar good int\n")
	step("an edit that nobody imports", 1, all[:2]...)
	overwrite(t, dir, "d/d.go", "package d\n\nvar bad int\n")
	step("an edit undone", 0, all...)

	// The same facts and types come out: importers are left alone.
	overwrite(t, dir, "c/c.go", "package c\n\nfunc Sink() {}\n\nfunc C() { Sink() }\n\n// More to come.\n")
	step("an edit that importers cannot see", 1, all...)

	// Other facts come out: the importers' results change, all the way up.
	overwrite(t, dir, "c/c.go", "package c\n\nfunc Sink() {}\n\nfunc C() { _ = \"Sink\" }\n")
	step("an edit that changes facts", 3, all[2])

	// A package that does not type-check is not kept, nor are its importers.
	overwrite(t, dir, "c/c.go", "package c\n\nfunc Sink() {}\n\nfunc C() { Sink(); var _ int = \"\" }\n")
	step("broken", 3, all[2], "incomplete example.com/m/c: c/c.go:5:32: cannot use \"\" (untyped string constant) as int value in variable declaration")
	overwrite(t, dir, "c/c.go", "package c\n\nfunc Sink() {}\n\nfunc C() { Sink() }\n")
	step("mended", 0, all...)
}

// A file to be embedded that is made by another build is no reason to analyse
// everything again: the code is complete without it.
func TestCacheWithoutEmbeddedFile(t *testing.T) {
	dir, cacheDir := write(t, chain), t.TempDir()
	overwrite(t, dir, "c/c.go", "package c\n\nimport _ \"embed\"\n\n//go:embed assets.zip\nvar Assets []byte\n\nfunc Sink() {}\n\nfunc C() { Sink() }\n")
	all := []string{"a/a.go:5:14 B reaches Sink [COM-1]", "b/b.go:5:14 C reaches Sink [COM-1]", "d/d.go:3:5 bad is bad [COM-1]"}
	missing := "incomplete example.com/m/c: c/c.go:5:12: pattern assets.zip: no matching files found"
	for _, loaded := range []int{4, 0} {
		res, got := cachedRun(t, dir, cacheDir, Options{})
		if res.Stats.Loaded != loaded {
			t.Errorf("%+v, want %d loaded", res.Stats, loaded)
		}
		compare(t, got, append(slices.Clone(all), missing)...)
	}
	overwrite(t, dir, "c/assets.zip", "PK")
	res, got := cachedRun(t, dir, cacheDir, Options{})
	if res.Stats.Loaded == 0 {
		t.Error("the package is not analysed again when the file is there")
	}
	compare(t, got, all...)
}

func TestCacheKeys(t *testing.T) {
	dir, cacheDir := write(t, chain), t.TempDir()
	loaded := func(dir string, opts Options) int {
		t.Helper()
		res, _ := cachedRun(t, dir, cacheDir, opts)
		return res.Stats.Loaded
	}
	loaded(dir, Options{})
	if n := loaded(dir, Options{Salt: "other configuration"}); n != 4 {
		t.Errorf("another configuration replays %d of 4 results", 4-n)
	}
	if n := loaded(dir, Options{Env: append(os.Environ(), "GOARCH=386")}); n != 4 {
		t.Errorf("another architecture replays %d of 4 results", 4-n)
	}
	overlay := map[string][]byte{filepath.Join(dir, "d", "d.go"): []byte("package d\n")}
	if n := loaded(dir, Options{Overlay: overlay}); n != 1 {
		t.Errorf("an overlay loads %d packages, want 1", n)
	}
	if n := loaded(dir, Options{}); n != 0 {
		t.Errorf("without the overlay %d packages are loaded again", n)
	}
	overwrite(t, dir, "go.mod", "module example.com/m\n\ngo 1.25\n")
	if n := loaded(dir, Options{}); n != 4 {
		t.Errorf("another language version replays %d of 4 results", 4-n)
	}
}

// Another checkout of the same sources has files elsewhere; with -trimpath
// even its export data is the same.
func TestCacheAndCheckouts(t *testing.T) {
	one, two, cacheDir := write(t, chain), write(t, chain), t.TempDir()
	opts := Options{Env: append(os.Environ(), "GOFLAGS=-trimpath")}
	_, want := cachedRun(t, one, cacheDir, opts)
	res, got := cachedRun(t, two, cacheDir, opts)
	compare(t, got, want...)
	for _, f := range res.Findings {
		if !strings.HasPrefix(f.Start.File, two) {
			t.Errorf("a finding of another checkout: %s", f.Start.File)
		}
	}
}

func TestCacheEmbeddedFiles(t *testing.T) {
	dir := write(t, "-- go.mod --\nmodule example.com/m\n\ngo 1.26\n-- a.go --\npackage m\n\nimport _ \"embed\"\n\n//go:embed key.txt\nvar bad string\n-- key.txt --\none\n")
	cacheDir := t.TempDir()
	cachedRun(t, dir, cacheDir, Options{})
	if res, _ := cachedRun(t, dir, cacheDir, Options{}); res.Stats.Loaded != 0 {
		t.Errorf("unchanged: %+v", res.Stats)
	}
	overwrite(t, dir, "key.txt", "two\n")
	if res, _ := cachedRun(t, dir, cacheDir, Options{}); res.Stats.Loaded != 1 {
		t.Errorf("embedded file changed: %+v", res.Stats)
	}
}

func TestDamagedCache(t *testing.T) {
	dir, cacheDir := write(t, chain), t.TempDir()
	_, want := cachedRun(t, dir, cacheDir, Options{})
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range 8 {
		files, err := cacheFiles(cacheDir)
		if err != nil || len(files) == 0 {
			t.Fatalf("%d files, %v", len(files), err)
		}
		name := files[rnd.IntN(len(files))].name
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case i%3 == 0:
			err = os.Remove(name)
		case i%3 == 1 && len(data) > 0:
			data[rnd.IntN(len(data))] ^= 1
			err = os.WriteFile(name, data, 0o666)
		default:
			err = os.Truncate(name, int64(len(data)/2))
		}
		if err != nil {
			t.Fatal(err)
		}
		_, got := cachedRun(t, dir, cacheDir, Options{})
		compare(t, got, want...)
	}
}

func TestConcurrentRunsShareACache(t *testing.T) {
	dir, cacheDir := write(t, chain), t.TempDir()
	want := runFake(t, dir, Options{Patterns: []string{"./..."}})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			_, got := cachedRun(t, dir, cacheDir, Options{})
			compare(t, got, want...)
		})
	}
	wg.Wait()
}

func TestTrimStatClean(t *testing.T) {
	dir, cacheDir := write(t, chain), t.TempDir()
	cachedRun(t, dir, cacheDir, Options{})
	overwrite(t, cacheDir, "README", "not the cache's")
	s, err := StatCache(cacheDir)
	if err != nil || s.Results != 4 || s.Bytes == 0 {
		t.Fatalf("stat: %+v, %v", s, err)
	}
	files, err := cacheFiles(cacheDir)
	if err != nil {
		t.Fatal(err)
	}
	old := files[0]
	if err := os.Chtimes(old.name, time.Now(), time.Now().Add(-48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := trimToSize(cacheDir, s.Bytes-1); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old.name); !os.IsNotExist(err) {
		t.Errorf("the oldest file is still there: %v", err)
	}
	if left, _ := cacheFiles(cacheDir); len(left) != len(files)-1 {
		t.Errorf("%d of %d files left", len(left), len(files))
	}
	if err := CleanCache(cacheDir); err != nil {
		t.Fatal(err)
	}
	if s, err := StatCache(cacheDir); err != nil || s != (CacheStat{}) {
		t.Errorf("after clean: %+v, %v", s, err)
	}
	if _, err := os.Stat(filepath.Join(cacheDir, "README")); err != nil {
		t.Error("clean removed somebody else's file")
	}
	none := filepath.Join(cacheDir, "none")
	if s, err := StatCache(none); err != nil || s != (CacheStat{}) {
		t.Errorf("no cache: %+v, %v", s, err)
	}
	if err := CleanCache(none); err != nil {
		t.Error(err)
	}
}

// Facts hold constants of the sources, which may be secrets.
func TestCacheIsPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "cache")
	if _, err := OpenCache(dir); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode&0o077 != 0 {
		t.Errorf("the cache's directory has mode %o", mode)
	}
}

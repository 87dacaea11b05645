package main

import (
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
	"github.com/paylint/paylint/cmd/paylint/internal/settings"
)

// useCache opens the cache and says in the salt which program with which
// settings its results are of. Where there is no place for a cache, the run
// does without.
func (o *options) useCache(opts *driver.Options) error {
	dir, err := driver.DefaultCacheDir()
	if err != nil {
		return nil //nolint:nilerr // only the cache is missing
	}
	if opts.Cache, err = driver.OpenCache(dir); err != nil {
		opts.Cache = nil
		return nil //nolint:nilerr // a read-only home, for example
	}
	build, err := buildID()
	if err != nil {
		opts.Cache = nil
		return nil //nolint:nilerr // the program cannot read itself
	}
	digest, err := settings.Digest(o.suite)
	if err != nil {
		return err
	}
	opts.Salt = build + " " + digest
	return nil
}

// buildID identifies the running program.
func buildID() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	if id := elfBuildID(name); id != "" {
		return id, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// elfBuildID reads the id that the linker writes, which contains the hash of
// everything that was linked; "" when there is none.
func elfBuildID(name string) string {
	f, err := elf.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	s := f.Section(".note.go.buildid")
	if s == nil {
		return ""
	}
	data, err := s.Data()
	// Name size, description size, type, "Go\0\0", description.
	if err != nil || len(data) < 32 || !bytes.Equal(data[12:16], []byte("Go\x00\x00")) {
		return ""
	}
	return string(bytes.TrimRight(data[16:], "\x00"))
}

// cache is `paylint cache clean|stat`.
func (c *command) cache(args []string) error {
	dir, err := driver.DefaultCacheDir()
	if err != nil {
		return err
	}
	switch {
	case len(args) == 1 && args[0] == "clean":
		return driver.CleanCache(dir)
	case len(args) == 1 && args[0] == "stat":
		s, err := driver.StatCache(dir)
		if err == nil {
			fmt.Fprintf(c.stdout, "%s: results of %d packages, %.1f MB\n", dir, s.Results, float64(s.Bytes)/1e6)
		}
		return err
	}
	return errors.New("usage: paylint cache clean|stat")
}

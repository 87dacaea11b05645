package driver

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/cache"
)

// Cache keeps results of packages on disk, by the content of everything that
// they depend on. It is the Go build cache's own code: several processes may
// use one directory at once, one that is killed leaves nothing half-written
// behind, and what is damaged reads as absent.
type Cache struct {
	dir   string
	store *cache.Cache

	mu      sync.Mutex
	written bool
}

// maxCacheSize is what Close trims the cache to, in bytes.
const maxCacheSize = 512 << 20

// OpenCache opens the cache in a directory, which is made if it is not there,
// for nobody else: facts hold constants of the sources.
func OpenCache(dir string) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	c, err := cache.Open(dir)
	if err != nil {
		return nil, err
	}
	return &Cache{dir: dir, store: c}, nil
}

// entry is what is kept of a unit.
type entry struct {
	Findings []Finding
	Evidence []Evidence
	Raised   []Raised
	// FactsHash identifies the facts, TypesHash the types; importers' keys
	// contain them.
	FactsHash, TypesHash string
	// Elsewhere are the files of other packages that the results name positions
	// in. The results are then under a key that contains these files' contents.
	Elsewhere []string
	facts     []byte
}

// get returns the entry for a key, nil when there is none.
func (c *Cache) get(key cache.ActionID) *entry {
	data, _, err := c.store.GetBytes(key)
	if err != nil || len(data) < 4 {
		return nil
	}
	n := int(binary.BigEndian.Uint32(data))
	if n > len(data)-4 {
		return nil
	}
	e := new(entry)
	if json.Unmarshal(data[4:4+n], e) != nil {
		return nil
	}
	e.facts = data[4+n:]
	return e
}

// put keeps an entry. It is no error when that fails: the next run works
// without.
func (c *Cache) put(key cache.ActionID, e *entry) {
	head, err := json.Marshal(e)
	if err != nil {
		return
	}
	// Text that JSON cannot carry must not come back changed.
	var back entry
	if json.Unmarshal(head, &back) != nil || !reflect.DeepEqual(back.Findings, e.Findings) || !reflect.DeepEqual(back.Evidence, e.Evidence) {
		return
	}
	data := binary.BigEndian.AppendUint32(nil, uint32(len(head)))
	c.write(key, append(append(data, head...), e.facts...))
}

func (c *Cache) write(key cache.ActionID, data []byte) {
	_, _, err := c.store.PutNoVerify(key, bytes.NewReader(data))
	if err == nil {
		c.mu.Lock()
		c.written = true
		c.mu.Unlock()
	}
}

// Close trims the cache, by age once a day and by size once an hour, when this
// process has written to it.
func (c *Cache) Close() error {
	c.mu.Lock()
	written := c.written
	c.mu.Unlock()
	if !written {
		return nil
	}
	err := c.store.Trim()
	stamp := filepath.Join(c.dir, "size.txt")
	if info, serr := os.Stat(stamp); serr == nil && time.Since(info.ModTime()).Abs() < time.Hour {
		return err
	}
	return errors.Join(err, trimToSize(c.dir, maxCacheSize), os.WriteFile(stamp, nil, 0o666))
}

// cacheFile is one file of a cache.
type cacheFile struct {
	name string
	info fs.FileInfo
}

// cacheFiles lists what the cache holds.
func cacheFiles(dir string) ([]cacheFile, error) {
	var files []cacheFile
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isCacheFile(d.Name()) {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		if info, err := d.Info(); err == nil { // it may be gone by now
			files = append(files, cacheFile{name, info})
		}
		return nil
	})
	return files, err
}

// isCacheFile reports whether a name is one that the cache gives.
func isCacheFile(name string) bool {
	return len(name) == 2*cache.HashSize+2 && (strings.HasSuffix(name, "-a") || strings.HasSuffix(name, "-d"))
}

// trimToSize removes the files that were not used for longest.
func trimToSize(dir string, limit int64) error {
	files, err := cacheFiles(dir)
	if err != nil {
		return err
	}
	var total int64
	for _, f := range files {
		total += f.info.Size()
	}
	slices.SortFunc(files, func(a, b cacheFile) int { return a.info.ModTime().Compare(b.info.ModTime()) })
	for _, f := range files {
		if total <= limit {
			break
		}
		if err := os.Remove(f.name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		total -= f.info.Size()
	}
	return nil
}

// CacheStat is what a cache holds.
type CacheStat struct {
	Results int
	Bytes   int64
}

// StatCache looks at the cache in a directory; one that is not there is empty.
func StatCache(dir string) (CacheStat, error) {
	var s CacheStat
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	files, err := cacheFiles(dir)
	for _, f := range files {
		if strings.HasSuffix(f.name, "-a") {
			s.Results++
		}
		s.Bytes += f.info.Size()
	}
	return s, err
}

// CleanCache removes what the cache in a directory holds, and nothing else
// that may be in that directory.
func CleanCache(dir string) error {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	files, err := cacheFiles(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := os.Remove(f.name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// DefaultCacheDir is $PAYLINT_CACHE, or a folder in the user's cache directory.
func DefaultCacheDir() (string, error) {
	if dir := os.Getenv("PAYLINT_CACHE"); dir != "" {
		return filepath.Abs(dir)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no place for the cache: %w; set PAYLINT_CACHE or use -no-cache", err)
	}
	return filepath.Join(dir, "paylint"), nil
}

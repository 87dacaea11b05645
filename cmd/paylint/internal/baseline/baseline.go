// Package baseline lets an old code base adopt paylint: findings that were
// known when the baseline was written are still listed, but do not fail a run.
//
// A finding is recognised by its rule, its file and the text of its line, not
// by the line's number, so it stays known when code above it changes. Equal
// lines of one file are told apart by their order: one more of them is new.
package baseline

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

// version is the version of the file format.
const version = 1

// Entry is a known finding.
type Entry struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	// File is relative to the baseline file's directory, with slashes.
	File string `json:"file"`
	// Line is where the entry stands in the baseline file.
	Line int `json:"-"`
}

// Baseline is what a baseline file holds.
type Baseline struct {
	Name    string
	Entries []Entry
}

// Source returns a file's contents.
type Source func(name string) ([]byte, error)

// prints makes the fingerprints of findings, in their order. Suppressed
// findings have none: they do not fail a run anyway.
func prints(root string, findings []driver.Finding, read Source) []Entry {
	lines := make(map[string][]string)
	seen := make(map[string]int)
	out := make([]Entry, len(findings))
	for i, f := range findings {
		if f.Suppressed != nil {
			continue
		}
		text, ok := lines[f.Start.File]
		if !ok {
			if src, err := read(f.Start.File); err == nil {
				text = strings.Split(string(src), "\n")
			}
			lines[f.Start.File] = text
		}
		line := ""
		if 1 <= f.Start.Line && f.Start.Line <= len(text) {
			line = strings.Join(strings.Fields(text[f.Start.Line-1]), " ")
		}
		e := Entry{Rule: f.Check + "/" + f.Category, File: relative(root, f.Start.File)}
		sum := sha256.Sum256([]byte(e.Rule + "\x00" + e.File + "\x00" + line))
		key := hex.EncodeToString(sum[:10])
		seen[key]++
		e.Fingerprint = fmt.Sprintf("%s:%d", key, seen[key])
		out[i] = e
	}
	return out
}

func relative(root, name string) string {
	if rel, err := filepath.Rel(root, name); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}

// Write writes a baseline of findings to a file, sorted, one entry a line, so
// that changes of it can be reviewed.
func Write(name string, findings []driver.Finding, read Source) error {
	root, err := rootOf(name)
	if err != nil {
		return err
	}
	entries := slices.DeleteFunc(prints(root, findings, read), func(e Entry) bool { return e.Fingerprint == "" })
	slices.SortFunc(entries, func(a, b Entry) int {
		return strings.Compare(a.File+"\x00"+a.Rule+"\x00"+a.Fingerprint, b.File+"\x00"+b.Rule+"\x00"+b.Fingerprint)
	})
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "{\n\"version\": %d,\n\"findings\": [", version)
	for i, e := range entries {
		if i > 0 {
			buf.WriteByte(',')
		}
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		fmt.Fprintf(&buf, "\n%s", line)
	}
	buf.WriteString("\n]\n}\n")
	return os.WriteFile(name, buf.Bytes(), 0o644)
}

// Load reads a baseline file. Unknown keys, another version and entries that
// are no entries are errors.
func Load(name string) (*Baseline, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var file struct {
		Version  int     `json:"version"`
		Findings []Entry `json:"findings"`
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: something stands behind the baseline", name)
	}
	if file.Version != version {
		return nil, fmt.Errorf("%s: version %d; this paylint reads %d", name, file.Version, version)
	}
	b := &Baseline{Name: name, Entries: file.Findings}
	for i := range b.Entries {
		e := &b.Entries[i]
		if e.Fingerprint == "" || e.Rule == "" || e.File == "" {
			return nil, fmt.Errorf("%s: entry %d lacks a fingerprint, rule or file", name, i+1)
		}
		at := bytes.Index(data, []byte(`"`+e.Fingerprint+`"`))
		e.Line = 1 + bytes.Count(data[:max(at, 0)], []byte("\n"))
	}
	return b, nil
}

// Match returns, for each finding, whether it is known, and the entries that
// no finding matches any more.
func (b *Baseline) Match(findings []driver.Finding, read Source) (known []bool, stale []Entry, err error) {
	root, err := rootOf(b.Name)
	if err != nil {
		return nil, nil, err
	}
	listed := make(map[string]bool, len(b.Entries))
	for _, e := range b.Entries {
		listed[e.Fingerprint] = true
	}
	known = make([]bool, len(findings))
	found := make(map[string]bool)
	for i, e := range prints(root, findings, read) {
		known[i] = e.Fingerprint != "" && listed[e.Fingerprint]
		found[e.Fingerprint] = true
	}
	for _, e := range b.Entries {
		if !found[e.Fingerprint] {
			stale = append(stale, e)
		}
	}
	return known, stale, nil
}

// rootOf is what an entry's file is relative to.
func rootOf(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	dir := filepath.Dir(abs)
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return dir, nil
}

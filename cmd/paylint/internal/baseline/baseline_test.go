package baseline

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

// tree is a directory with one source file and its findings.
type tree struct {
	dir, text string
}

func (tr *tree) read(name string) ([]byte, error) {
	if name != filepath.Join(tr.dir, "pay", "a.go") {
		return nil, errors.New("no such file")
	}
	return []byte(tr.text), nil
}

// findings has one finding for each line that contains "bad".
func (tr *tree) findings() []driver.Finding {
	var out []driver.Finding
	for i, l := range strings.Split(tr.text, "\n") {
		if strings.Contains(l, "bad") {
			out = append(out, driver.Finding{Check: "c", Category: "k", Start: driver.Position{File: filepath.Join(tr.dir, "pay", "a.go"), Line: i + 1, Column: 1}})
		}
	}
	return out
}

func TestKnownFindingsSurviveMovedLines(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	tr := &tree{dir: dir, text: "package pay\n\tbad(1)\nbad(2)\nbad(2)\n"}
	name := filepath.Join(dir, "baseline.json")
	if err := Write(name, tr.findings(), tr.read); err != nil {
		t.Fatal(err)
	}
	b, err := Load(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Entries) != 3 || b.Entries[0].File != "pay/a.go" || b.Entries[0].Rule != "c/k" || b.Entries[0].Line != 4 {
		t.Fatalf("%+v", b.Entries)
	}
	tests := map[string]struct {
		text  string
		known []bool
		stale int
	}{
		"unchanged":      {tr.text, []bool{true, true, true}, 0},
		"moved":          {"package pay\n\n\n// comment\nbad(2)\nbad(2)\n    bad(1)\n", []bool{true, true, true}, 0},
		"one more equal": {"bad(1)\nbad(2)\nbad(2)\nbad(2)\n", []bool{true, true, true, false}, 0},
		"changed":        {"bad(9)\nbad(2)\nbad(2)\n", []bool{false, true, true}, 1},
		"fixed":          {"good\n", []bool{}, 3},
	}
	for what, tt := range tests {
		now := &tree{dir: dir, text: tt.text}
		known, stale, err := b.Match(now.findings(), now.read)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(known, tt.known) || len(stale) != tt.stale {
			t.Errorf("%s: known %v, want %v; stale %v", what, known, tt.known, stale)
		}
	}
}

func TestSuppressedFindingsAreNotListed(t *testing.T) {
	dir := t.TempDir()
	tr := &tree{dir: dir, text: "bad(1)\n"}
	fs := tr.findings()
	fs[0].Suppressed = &driver.Suppression{Reason: "r"}
	name := filepath.Join(dir, "b.json")
	if err := Write(name, fs, tr.read); err != nil {
		t.Fatal(err)
	}
	b, err := Load(name)
	if err != nil || len(b.Entries) != 0 {
		t.Fatalf("%+v %v", b, err)
	}
	if known, _, _ := b.Match(fs, tr.read); known[0] {
		t.Error("a suppressed finding is known")
	}
}

func TestLoadIsStrict(t *testing.T) {
	for text, want := range map[string]string{
		`{`:                                "unexpected EOF",
		`{"version": 2, "findings": []}`:   "version 2",
		`{"version": 1, "extra": 1}`:       `unknown field "extra"`,
		`{"version": 1, "findings": []} x`: "behind the baseline",
		`{"version": 1, "findings": [{"rule":"r"}]}`: "entry 1 lacks",
	} {
		name := filepath.Join(t.TempDir(), "b.json")
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(name); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "missing")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(`{"version": 1, "findings": [{"fingerprint": "a:1", "rule": "c/k", "file": "a.go"}]}`))
	f.Add([]byte(`{"version": 1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "b.json")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		b, err := Load(name)
		if err != nil {
			return
		}
		if _, stale, err := b.Match(nil, nil); err != nil || len(stale) != len(b.Entries) {
			t.Errorf("%d of %d entries are stale without findings (%v)", len(stale), len(b.Entries), err)
		}
	})
}

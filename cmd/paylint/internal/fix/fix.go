// Package fix applies suggested fixes to files.
package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"path/filepath"
	"slices"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
	"github.com/rogpeppe/go-internal/diff"
)

// Change is a file before and after.
type Change struct {
	File     string // absolute
	Old, New []byte
}

// Plan is what a set of fixes does.
type Plan struct {
	// Changes are sorted by file.
	Changes []Change
	// Applied and Conflicts count findings: those whose fix is in Changes, and
	// those whose fix overlaps another one and has to wait for the next run.
	Applied, Conflicts int
}

// Make plans the first fix of every finding. A fix is applied whole or not at
// all; of two that overlap the first in the order of findings wins, and equal
// edits count once. Files that were formatted stay formatted.
func Make(findings []driver.Finding, read func(string) ([]byte, error)) (*Plan, error) {
	plan := new(Plan)
	accepted := make(map[string][]driver.Edit)
	for _, f := range findings {
		if f.Suppressed != nil || len(f.Fixes) == 0 {
			continue
		}
		if fits(accepted, f.Fixes[0].Edits) {
			for _, e := range f.Fixes[0].Edits {
				if !slices.ContainsFunc(accepted[e.Start.File], func(o driver.Edit) bool { return same(o, e) }) {
					accepted[e.Start.File] = append(accepted[e.Start.File], e)
				}
			}
			plan.Applied++
		} else {
			plan.Conflicts++
		}
	}
	for file, edits := range accepted {
		old, err := read(file)
		if err != nil {
			return nil, err
		}
		text, err := apply(old, edits)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if formatted, err := format.Source(old); err == nil && bytes.Equal(formatted, old) {
			if text, err = format.Source(text); err != nil {
				return nil, fmt.Errorf("%s: a fix does not leave Go code: %w", file, err)
			}
		}
		if !bytes.Equal(old, text) {
			plan.Changes = append(plan.Changes, Change{file, old, text})
		}
	}
	slices.SortFunc(plan.Changes, func(a, b Change) int { return cmp.Compare(a.File, b.File) })
	return plan, nil
}

// fits reports whether edits overlap neither each other nor accepted ones.
func fits(accepted map[string][]driver.Edit, edits []driver.Edit) bool {
	for i, e := range edits {
		for _, o := range slices.Concat(accepted[e.Start.File], edits[:i]) {
			if o.Start.File == e.Start.File && overlap(o, e) && !same(o, e) {
				return false
			}
		}
	}
	return true
}

func same(a, b driver.Edit) bool {
	return a.Start.File == b.Start.File && a.Start.Offset == b.Start.Offset && a.End.Offset == b.End.Offset && a.New == b.New
}

// overlap reports whether two edits cannot both be made. Insertions at one
// place have no order, and so overlap too.
func overlap(a, b driver.Edit) bool {
	if a.Start.Offset == b.Start.Offset {
		return true
	}
	return a.Start.Offset < b.End.Offset && b.Start.Offset < a.End.Offset
}

func apply(old []byte, edits []driver.Edit) ([]byte, error) {
	slices.SortFunc(edits, func(a, b driver.Edit) int { return cmp.Compare(a.Start.Offset, b.Start.Offset) })
	var out []byte
	at := 0
	for _, e := range edits {
		if e.Start.Offset < at || e.End.Offset < e.Start.Offset || e.End.Offset > len(old) {
			return nil, fmt.Errorf("the file changed while it was analysed")
		}
		out = append(out, old[at:e.Start.Offset]...)
		out = append(out, e.New...)
		at = e.End.Offset
	}
	return append(out, old[at:]...), nil
}

// Diff is the plan as one unified diff, file names relative to dir.
func (p *Plan) Diff(dir string) []byte {
	var out []byte
	for _, c := range p.Changes {
		name := c.File
		if rel, err := filepath.Rel(dir, c.File); err == nil {
			name = filepath.ToSlash(rel)
		}
		text := diff.Diff("a/"+name, c.Old, "b/"+name, c.New)
		// The package's first line, "diff a b", is no part of the format that
		// patch and git apply read.
		if _, rest, ok := bytes.Cut(text, []byte("\n")); ok {
			text = rest
		}
		out = append(out, text...)
	}
	return out
}

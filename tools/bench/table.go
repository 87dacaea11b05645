package main

import (
	"fmt"
	"io"
	"path/filepath"
)

// print writes the measurements, and beside what must hold what was measured.
func (b *bench) print(w io.Writer, tools []tool) {
	fmt.Fprintln(w, "| | first run, CPU s | unchanged rerun | one edited body | peak MB |")
	fmt.Fprintln(w, "|---|--:|--:|--:|--:|")
	for _, t := range tools {
		var peak int64
		cells := ""
		for _, name := range []string{first, rerun, edit} {
			m, ok := b.median(t.name, name)
			if !ok {
				cells += " |"
				continue
			}
			cells += fmt.Sprintf(" %.2f |", m.cpu.Seconds())
			peak = max(peak, m.peak)
		}
		fmt.Fprintf(w, "| %s |%s %d |\n", t.title, cells, peak>>20)
	}
	if lines := b.limits(); len(lines) > 0 {
		fmt.Fprintln(w, "\n| limit | measured |")
		fmt.Fprintln(w, "|---|--:|")
		for _, line := range lines {
			fmt.Fprintln(w, line)
		}
	}
	if rel, err := filepath.Rel(b.dir, b.editFile); err == nil && b.edits > 0 {
		fmt.Fprintf(w, "\nEdited: %s.\n", filepath.ToSlash(rel))
	}
	for _, note := range b.notes {
		fmt.Fprintf(w, "\n%s\n", note)
	}
}

// median is the median of a cell, if it was measured.
func (b *bench) median(tool, name string) (sample, bool) {
	samples := b.results[key{tool, name}]
	if len(samples) == 0 {
		return sample{}, false
	}
	return median(samples), true
}

// limits compares paylint's medians with what they must not exceed.
func (b *bench) limits() []string {
	var lines []string
	for _, l := range []struct {
		name, tool string
		factor     float64
		text       string
	}{
		{first, "gosec", 0.3, "first run: 0.3 × gosec"},
		{first, "floor", 1.5, "first run: 1.5 × bare load + SSA"},
		{rerun, "vet", 1.2, "unchanged rerun: 1.2 × go vet's"},
		{edit, "vet", 1.5, "one edited body: 1.5 × go vet's"},
	} {
		ours, ok := b.median("paylint", l.name)
		theirs, also := b.median(l.tool, l.name)
		if !ok || !also || theirs.cpu == 0 {
			continue
		}
		ratio := ours.cpu.Seconds() / theirs.cpu.Seconds()
		lines = append(lines, fmt.Sprintf("| %s | %.2f ×%s |", l.text, ratio, over(ratio > l.factor)))
	}
	if m, ok := b.median("paylint", first); ok {
		lines = append(lines, fmt.Sprintf("| peak memory: 300 MB (module of 130,000 lines) | %d MB%s |", m.peak>>20, over(m.peak>>20 > 300)))
	}
	return lines
}

func over(is bool) string {
	if is {
		return ", **over**"
	}
	return ""
}

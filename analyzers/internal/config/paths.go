package config

import (
	"path"
	"path/filepath"
	"strings"
)

// Paths selects files by patterns with slashes, relative to a directory:
// "internal/legacy" is everything below it, "**/*.pb.go" is a name in any
// directory, "cmd/*/gen.go" has one free element.
type Paths struct {
	// Root is the absolute directory that patterns are relative to. When it is
	// empty, a pattern may begin at any element of a file's path.
	Root     string
	Patterns []string
}

// Match reports whether a file is selected.
func (p *Paths) Match(filename string) bool {
	if len(p.Patterns) == 0 {
		return false
	}
	name := filepath.ToSlash(filename)
	if p.Root != "" {
		rel, err := filepath.Rel(p.Root, filename)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return false
		}
		name = filepath.ToSlash(rel)
	}
	elems := strings.Split(strings.TrimPrefix(name, "/"), "/")
	for _, pattern := range p.Patterns {
		pattern = strings.Trim(strings.TrimPrefix(pattern, "./"), "/")
		if p.Root == "" {
			pattern = "**/" + pattern
		}
		if matchElems(strings.Split(pattern, "/"), elems) {
			return true
		}
	}
	return false
}

// Valid reports the error in a pattern, if any.
func (p *Paths) Valid() error {
	for _, pattern := range p.Patterns {
		if _, err := path.Match(pattern, "x"); err != nil {
			return &PatternError{pattern}
		}
	}
	return nil
}

// PatternError is a malformed pattern.
type PatternError struct{ Pattern string }

func (e *PatternError) Error() string { return "malformed path pattern " + e.Pattern }

// matchElems matches a whole pattern against a path or one of its parents. The
// work is bounded by the product of their lengths, however many "**" there are.
func matchElems(pattern, elems []string) bool {
	type state struct{ pattern, elem int }
	failed := make(map[state]bool)
	var match func(i, j int) bool
	match = func(i, j int) bool {
		if i == len(pattern) {
			return true // what is left of the path lies below the pattern
		}
		if failed[state{i, j}] {
			return false
		}
		ok := false
		switch {
		case pattern[i] == "**" && i == len(pattern)-1:
			ok = j < len(elems)
		case pattern[i] == "**":
			ok = match(i+1, j) || j < len(elems) && match(i, j+1)
		case j < len(elems):
			same, err := path.Match(pattern[i], elems[j])
			ok = err == nil && same && match(i+1, j+1)
		}
		failed[state{i, j}] = !ok
		return ok
	}
	return match(0, 0)
}

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

// matchElems matches a whole pattern against a path or one of its parents.
func matchElems(pattern, elems []string) bool {
	if len(pattern) == 0 {
		return true // what is left of the path lies below the pattern
	}
	if pattern[0] == "**" {
		for i := range len(elems) + 1 {
			if matchElems(pattern[1:], elems[i:]) {
				return len(pattern) > 1 || len(elems) > 0
			}
		}
		return false
	}
	if len(elems) == 0 {
		return false
	}
	ok, err := path.Match(pattern[0], elems[0])
	return err == nil && ok && matchElems(pattern[1:], elems[1:])
}

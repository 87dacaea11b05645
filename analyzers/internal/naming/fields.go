package naming

import (
	"go/types"
	"strings"
)

// FieldMatch is a sensitive field somewhere inside a type.
type FieldMatch struct {
	Class Class
	// Path leads to it through nested structs; containers on the way are not
	// named.
	Path []*types.Var
	// Tags are the tags of the fields of Path.
	Tags []string
	// ViaPointer says that a pointer lies on the way: fmt prints nested pointers
	// as addresses.
	ViaPointer bool
}

// Name is the path as it is written: Card.Number.
func (f FieldMatch) Name() string {
	parts := make([]string, len(f.Path))
	for i, v := range f.Path {
		parts[i] = v.Name()
	}
	return strings.Join(parts, ".")
}

const (
	maxFieldDepth = 4   // nested structs
	maxFieldVisit = 400 // fields of one type, all levels
)

// SensitiveFields lists the sensitive fields of t, a struct or something that
// contains structs. Card details (expiry, holder) are listed only when a PAN is
// there too. The order is that of the declaration.
func (n *Names) SensitiveFields(t types.Type) []FieldMatch {
	if t == nil {
		return nil
	}
	if v, ok := n.structs.Load(t); ok {
		return v.([]FieldMatch)
	}
	w := fieldWalk{names: n, left: maxFieldVisit}
	w.walk(t, "", nil, nil, false)
	pan := false
	for _, f := range w.found {
		pan = pan || f.Class == PAN
	}
	found := w.found[:0:0]
	for _, f := range w.found {
		if f.Class != CardDetail || pan {
			found = append(found, f)
		}
	}
	n.structs.Store(t, found)
	return found
}

type fieldWalk struct {
	names *Names
	left  int
	seen  []types.Type // structs on the path, against cycles
	found []FieldMatch
}

func (w *fieldWalk) walk(t types.Type, owner string, path []*types.Var, tags []string, ptr bool) {
	t = types.Unalias(t)
	if named, ok := t.(*types.Named); ok {
		if neverHolds(named) || isStd(named) {
			return
		}
		owner = named.Obj().Name()
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		w.walk(u.Elem(), owner, path, tags, ptr || len(path) > 0)
	case *types.Slice:
		w.walk(u.Elem(), owner, path, tags, ptr)
	case *types.Array:
		w.walk(u.Elem(), owner, path, tags, ptr)
	case *types.Map:
		w.walk(u.Elem(), owner, path, tags, ptr)
	case *types.Struct:
		w.fields(t, u, owner, path, tags, ptr)
	}
}

func (w *fieldWalk) fields(t types.Type, s *types.Struct, owner string, path []*types.Var, tags []string, ptr bool) {
	if len(path) >= maxFieldDepth {
		return
	}
	for _, p := range w.seen {
		if types.Identical(p, t) {
			return
		}
	}
	w.seen = append(w.seen, t)
	defer func() { w.seen = w.seen[:len(w.seen)-1] }()
	for i := range s.NumFields() {
		if w.left--; w.left < 0 {
			return
		}
		f, tag := s.Field(i), s.Tag(i)
		p := append(path[:len(path):len(path)], f)
		tg := append(tags[:len(tags):len(tags)], tag)
		verdict := TagVerdict(tag)
		if verdict == Safe {
			continue
		}
		if plain(f.Type()) || verdict == Sensitive {
			if c := w.names.FieldOf(s, owner, f, tag); c != None {
				_, isPtr := f.Type().Underlying().(*types.Pointer)
				w.found = append(w.found, FieldMatch{Class: c, Path: p, Tags: tg, ViaPointer: ptr || isPtr})
			}
			continue
		}
		w.walk(f.Type(), f.Name(), p, tg, ptr)
	}
}

// plain reports whether a field's own name decides, because there is no struct
// inside whose fields would.
func plain(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return plain(u.Elem())
	case *types.Slice:
		return plain(u.Elem())
	case *types.Array:
		return plain(u.Elem())
	case *types.Map:
		return plain(u.Elem())
	case *types.Struct:
		named, ok := types.Unalias(t).(*types.Named)
		return ok && isStd(named) // sql.NullString, big.Int
	}
	return true
}

// isStd reports whether a type comes from the standard library: its import path
// has no dot in the first element.
func isStd(named *types.Named) bool {
	pkg := named.Obj().Pkg()
	if pkg == nil {
		return true
	}
	switch first, _, _ := strings.Cut(pkg.Path(), "/"); first {
	case "archive", "bufio", "bytes", "compress", "container", "context", "crypto", "database", "debug", "embed", "encoding",
		"errors", "expvar", "flag", "fmt", "go", "hash", "html", "image", "index", "io", "iter", "log", "maps", "math", "mime",
		"net", "os", "path", "plugin", "reflect", "regexp", "runtime", "slices", "sort", "strconv", "strings", "sync",
		"syscall", "text", "time", "unicode", "unique", "unsafe", "weak":
		return true
	}
	return false
}

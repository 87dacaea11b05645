package sensitivelog

import (
	"go/ast"
	"go/types"
	"reflect"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
)

// exposure is a sensitive field that a rendering of a type shows.
type exposure struct {
	class naming.Class
	name  string       // Card.Number
	path  ssaflow.Path // .Card.Number
}

type exposeKey struct {
	t     types.Type
	r     render
	depth int
}

const (
	maxExposeDepth = 5
	maxExposeVisit = 500
)

// exposures lists the sensitive fields of t that a rendering shows, in order of
// declaration. A depth of -1 ignores the rendering methods of t itself.
func (c *checker) exposures(t types.Type, r render, depth int) []exposure {
	key := exposeKey{t, r, depth}
	if e, ok := c.exposed[key]; ok {
		return e
	}
	c.exposed[key] = nil
	w := exposeWalk{c: c, r: r, left: maxExposeVisit}
	w.walk(t, "", "", "", depth, true)
	pan := false
	for _, e := range w.found {
		pan = pan || e.class == naming.PAN
	}
	out := w.found[:0:0]
	for _, e := range w.found {
		if e.class != naming.CardDetail || pan {
			out = append(out, e)
		}
	}
	c.exposed[key] = out
	return out
}

type exposeWalk struct {
	c     *checker
	r     render
	left  int
	seen  []types.Type
	found []exposure
}

// walk looks into a value of type t at a nesting depth; exported says that
// methods may run on it.
func (w *exposeWalk) walk(t types.Type, owner, name string, path ssaflow.Path, depth int, exported bool) {
	t = types.Unalias(t)
	if w.left--; w.left < 0 || depth > maxExposeDepth || foreign(t) {
		return
	}
	if depth > 0 && exported {
		if m := methodOf(t, w.r.methodNames(true), w.c.pass.Pkg); m != nil && w.c.methodRedacts(m).safe {
			return
		}
	}
	if named, ok := t.(*types.Named); ok {
		owner = named.Obj().Name()
	}
	next := max(depth, 0) + 1
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		if depth > 0 && w.r.formats() && !w.r.all {
			return // printed as an address
		}
		w.walk(u.Elem(), owner, name, path, depth, exported)
	case *types.Slice:
		w.walk(u.Elem(), owner, name, path+"[]", next, exported)
	case *types.Array:
		w.walk(u.Elem(), owner, name, path+"[]", next, exported)
	case *types.Map:
		w.walk(u.Elem(), owner, name, path+"[]", next, exported)
	case *types.Struct:
		w.fields(t, u, owner, name, path, next, exported)
	}
}

// foreign are types of the standard library, which hold no secrets by name.
func foreign(t types.Type) bool {
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, ok := t.(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	first, _, _ := strings.Cut(n.Obj().Pkg().Path(), "/")
	return stdRoots[first]
}

// stdRoots are the first path elements of the standard library.
var stdRoots = func() map[string]bool {
	m := make(map[string]bool)
	for _, s := range strings.Fields(`archive bufio bytes cmp compress container context crypto database embed encoding
		errors expvar flag fmt go hash html image index io iter log maps math mime net os path plugin reflect regexp runtime
		slices sort strconv strings sync syscall testing text time unicode unique`) {
		m[s] = true
	}
	return m
}()

func (w *exposeWalk) fields(t types.Type, s *types.Struct, owner, name string, path ssaflow.Path, depth int, exported bool) {
	for _, p := range w.seen {
		if types.Identical(p, t) {
			return
		}
	}
	w.seen = append(w.seen, t)
	defer func() { w.seen = w.seen[:len(w.seen)-1] }()
	for i := range s.NumFields() {
		f, tag := s.Field(i), s.Tag(i)
		if hidden(f, tag, w.r) || naming.TagVerdict(tag) == naming.Safe {
			continue
		}
		fname := f.Name()
		if name != "" {
			fname = name + "." + fname
		}
		fpath := path + ssaflow.Path("."+f.Name())
		exp := exported && f.Exported()
		if _, nested := structUnder(f.Type()); nested && naming.TagVerdict(tag) != naming.Sensitive && !foreign(elemNamed(f.Type())) {
			own := f.Name()
			w.walk(f.Type(), own, fname, fpath, depth, exp)
			continue
		}
		class := w.c.names.FieldOf(s, owner, f, tag)
		if class == naming.None {
			if n := typeName(f.Type()); n != "" {
				if m := w.c.names.Match(n); w.c.names.Holds(m, f.Type()) && !w.c.names.FieldIn(s, owner, f.Name(), tag).Cancelled {
					class = m.Class
				}
			}
		}
		if class == naming.None {
			continue
		}
		if exp {
			if m := methodOf(f.Type(), w.r.methodNames(true), w.c.pass.Pkg); m != nil && w.c.methodRedacts(m).safe && !isStdType(f.Type()) {
				continue
			}
		}
		if _, ptr := f.Type().Underlying().(*types.Pointer); ptr && w.r.formats() && !w.r.all {
			continue // printed as an address
		}
		w.found = append(w.found, exposure{class: class, name: fname, path: fpath})
	}
}

// isStdType reports types such as json.RawMessage, whose methods show the value.
func isStdType(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && foreign(t)
}

// elemNamed is the type under pointers and containers.
func elemNamed(t types.Type) types.Type {
	for range 6 {
		switch u := types.Unalias(t).(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Array:
			t = u.Elem()
		case *types.Map:
			t = u.Elem()
		default:
			return t
		}
	}
	return t
}

// hidden reports whether a rendering leaves a field out.
func hidden(f *types.Var, tag string, r render) bool {
	switch r.kind {
	case renderFmt, renderSlogText:
		return false
	case renderKV, renderJSON, renderSlog, renderZap, renderZerolog, renderLenient, renderResponse, renderError:
		if !f.Exported() && !f.Embedded() {
			return true
		}
		v, ok := reflect.StructTag(tag).Lookup("json")
		return ok && v == "-"
	}
	return false
}

// shown reports whether a rendering of root shows the part out of it.
func shown(root types.Type, out ssaflow.Path, r render) bool {
	t := root
	for _, e := range out.Elems() {
		name := e.Field()
		if name == "" {
			t = elemOfType(t)
			if t == nil {
				return true
			}
			continue
		}
		s, ok := structUnder(t)
		if !ok {
			return r.formats() || ast.IsExported(name)
		}
		found := false
		for i := range s.NumFields() {
			f := s.Field(i)
			if f.Name() != name {
				continue
			}
			if hidden(f, s.Tag(i), r) {
				return false
			}
			t, found = f.Type(), true
		}
		if !found {
			return true
		}
	}
	return true
}

func elemOfType(t types.Type) types.Type {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Map:
		return u.Elem()
	case *types.Pointer:
		return elemOfType(u.Elem())
	}
	return nil
}

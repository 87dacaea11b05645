package driver

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"go/types"
	"maps"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// typeName tells fact types apart, also those with the same base name.
func typeName(t reflect.Type) string {
	e := t.Elem()
	return e.PkgPath() + "." + e.Name()
}

// storedFact is a fact with where it belongs. path is "" for a package's.
type storedFact struct {
	name string
	path objectpath.Path
	fact analysis.Fact
}

// encodedFacts are the facts of a unit as they are kept: equal facts are equal
// bytes in every run, which gob does not promise. Where something lies in a
// file is apart from everything else, because it changes with every line that
// is added above it.
type encodedFacts struct {
	values, texts []byte
	places        []place
	// opaque says that a fact's content is not understood and positions may be
	// anywhere in it.
	opaque bool
}

// encodeFacts encodes the facts of a unit. Those of objects that no importer
// can name are left out.
func encodeFacts(s *factStore) (*encodedFacts, error) {
	var stored []storedFact
	for t, fact := range s.packages {
		stored = append(stored, storedFact{typeName(t), "", fact})
	}
	var enc objectpath.Encoder
	for k, fact := range s.objects {
		if path, err := enc.For(k.obj); err == nil {
			stored = append(stored, storedFact{typeName(k.typ), path, fact})
		}
	}
	slices.SortFunc(stored, func(a, b storedFact) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.path, b.path))
	})
	e := new(encodedFacts)
	if len(stored) == 0 {
		return e, nil
	}
	w := newFactWriter()
	for _, f := range stored {
		w.string(f.name)
		w.string(string(f.path))
		v := reflect.ValueOf(f.fact).Elem()
		if c := coderOf(v.Type()); c != nil {
			w.out = append(w.out, factByCoder)
			w.sized(c, v)
			if w.tooDeep {
				return nil, fmt.Errorf("fact %T holds itself", f.fact)
			}
			continue
		}
		var buf bytes.Buffer
		if err := gob.NewEncoder(&buf).Encode(f.fact); err != nil {
			return nil, fmt.Errorf("fact %T: %w", f.fact, err)
		}
		w.out = append(w.out, factByGob)
		w.out = appendText(w.out, buf.Bytes())
		e.opaque = true
	}
	e.values, e.texts, e.places = w.values(), w.texts, w.placeList
	return e, nil
}

// How a fact is encoded.
const (
	factByCoder = iota
	factByGob
)

// bytes is what [decodeFacts] reads.
func (e *encodedFacts) bytes() []byte {
	if len(e.values) == 0 {
		return nil
	}
	return appendPlaces(appendText(appendText(nil, e.values), pack(e.texts)), e.places)
}

// hash identifies facts. Positions count by their order: a position is its
// file, its column and the rank of its line among all lines of that file that
// occur, so that a line more above all of them changes nothing.
func (e *encodedFacts) hash() string {
	lines := make(map[string]map[int]int)
	for _, p := range e.places {
		if lines[p.file] == nil {
			lines[p.file] = make(map[int]int)
		}
		lines[p.file][p.line] = 0
	}
	for _, of := range lines {
		for i, line := range slices.Sorted(maps.Keys(of)) {
			of[line] = i
		}
	}
	ranked := make([]place, len(e.places))
	for i, p := range e.places {
		ranked[i] = place{file: p.file, line: lines[p.file][p.line], column: p.column}
	}
	return e.sum(appendPlaces(nil, ranked))
}

// shapeOf identifies facts without the positions in them: a comment more in one
// package is no reason to analyse all that import it. It is "" for what cannot
// be encoded.
func shapeOf(s *factStore) string {
	e, err := encodeFacts(s)
	if err != nil {
		return ""
	}
	return e.sum(nil)
}

func (e *encodedFacts) sum(places []byte) string {
	h := sha256.New()
	for _, part := range [...][]byte{e.values, e.texts, places} {
		fmt.Fprintf(h, "%d ", len(part))
		h.Write(part)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// files are those that facts have positions in.
func (e *encodedFacts) files() map[string]bool {
	files := make(map[string]bool)
	for _, p := range e.places {
		files[p.file] = true
	}
	return files
}

// decodeFacts reads what [encodedFacts.bytes] wrote. Objects are looked up in
// pkg.
func decodeFacts(data []byte, pkg *types.Package, byName map[string]reflect.Type) (s *factStore, err error) {
	s = newFactStore()
	if len(data) == 0 {
		return s, nil
	}
	defer func() {
		if e := recover(); e != nil {
			broken, ok := e.(brokenFacts)
			if !ok {
				panic(e)
			}
			s, err = nil, broken
		}
	}()
	r := newFactReader(data)
	for len(r.in) > 0 {
		name, path := r.string(), objectpath.Path(r.string())
		how, text := r.uint(), r.text()
		t := byName[name]
		if t == nil {
			continue // of a check that does not run
		}
		v := reflect.New(t.Elem())
		fact := v.Interface().(analysis.Fact)
		if c := coderOf(t.Elem()); how == factByCoder && c != nil {
			r.inside(text, func() { c.read(r, v.Elem()) })
		} else if err := gob.NewDecoder(bytes.NewReader(text)).Decode(fact); err != nil {
			return nil, err
		}
		if path == "" {
			s.packages[t] = fact
			continue
		}
		if obj, err := objectpath.Object(pkg, path); err == nil {
			s.objects[objectKey{obj, t}] = fact
		}
	}
	return s, nil
}

// factTypes are the types of facts of analyzers, by name.
func factTypes(analyzers []*analysis.Analyzer) map[string]reflect.Type {
	byName := make(map[string]reflect.Type)
	for _, a := range closure(analyzers) {
		for _, f := range a.FactTypes {
			byName[typeName(factType(f))] = factType(f)
		}
	}
	return byName
}

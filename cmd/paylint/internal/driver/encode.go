package driver

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"fmt"
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// storedFact is a fact on disk. Object is "" for a package's.
type storedFact struct {
	Type   string
	Object objectpath.Path
	Data   []byte
}

// typeName tells fact types apart, also those with the same base name.
func typeName(t reflect.Type) string {
	e := t.Elem()
	return e.PkgPath() + "." + e.Name()
}

// encodeFacts returns the facts of a unit in a fixed order. Facts of objects
// that no importer can name are left out.
func encodeFacts(s *factStore) ([]byte, error) {
	var stored []storedFact
	add := func(t reflect.Type, path objectpath.Path, fact analysis.Fact) error {
		var buf bytes.Buffer
		if err := gob.NewEncoder(&buf).Encode(fact); err != nil {
			return fmt.Errorf("fact %T: %w", fact, err)
		}
		stored = append(stored, storedFact{typeName(t), path, buf.Bytes()})
		return nil
	}
	for t, fact := range s.packages {
		if err := add(t, "", fact); err != nil {
			return nil, err
		}
	}
	var enc objectpath.Encoder
	for k, fact := range s.objects {
		path, err := enc.For(k.obj)
		if err != nil {
			continue
		}
		if err := add(k.typ, path, fact); err != nil {
			return nil, err
		}
	}
	if len(stored) == 0 {
		return nil, nil
	}
	slices.SortFunc(stored, func(a, b storedFact) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Object, b.Object))
	})
	var buf bytes.Buffer
	err := gob.NewEncoder(&buf).Encode(stored)
	return buf.Bytes(), err
}

// decodeFacts reads what encodeFacts wrote. Objects are looked up in pkg.
func decodeFacts(data []byte, pkg *types.Package, byName map[string]reflect.Type) (*factStore, error) {
	s := newFactStore()
	if len(data) == 0 {
		return s, nil
	}
	var stored []storedFact
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&stored); err != nil {
		return nil, err
	}
	for _, f := range stored {
		t := byName[f.Type]
		if t == nil {
			continue // of a check that does not run
		}
		fact := reflect.New(t.Elem()).Interface().(analysis.Fact)
		if err := gob.NewDecoder(bytes.NewReader(f.Data)).Decode(fact); err != nil {
			return nil, err
		}
		if f.Object == "" {
			s.packages[t] = fact
			continue
		}
		if obj, err := objectpath.Object(pkg, f.Object); err == nil {
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

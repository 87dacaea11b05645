package driver

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"go/token"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/types/objectpath"
)

// factsHash identifies the facts of a unit by their content. The encoded form
// does not serve: gob numbers types in the order in which a process meets them,
// and a position changes with every line that is added above it. Positions
// count by their order (see [canonical.position]); places says which files they
// are in. Where the content cannot be told, data does, exact is true, and
// importers are analysed once more than they need to be.
func factsHash(s *factStore, data []byte) (id string, places map[string]bool, exact bool) {
	where := make(factPlaces)
	collect := &canonical{positions: collectPositions, where: where}
	if _, ok := collect.facts(s); !ok {
		return fmt.Sprintf("%x", sha256.Sum256(data)), nil, true
	}
	where.rank()
	buf := buffers.Get().(*[]byte)
	ranked := &canonical{positions: rankPositions, where: where, out: *buf}
	parts, _ := ranked.facts(s)
	*buf = ranked.out
	buffers.Put(buf)
	places = make(map[string]bool)
	for name := range where {
		places[name] = true
	}
	return fmt.Sprintf("%x", sha256.Sum256(slices.Concat(parts...))), places, false
}

// shapeHash identifies facts without the positions in them: a comment more in
// one package is no reason to analyse all that import it.
func shapeHash(s *factStore) string {
	c := &canonical{positions: noPositions}
	parts, ok := c.facts(s)
	if !ok {
		data, err := encodeFacts(s)
		return fmt.Sprintf("%x %v", sha256.Sum256(data), err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(slices.Concat(parts...)))
}

// buffers are what facts are written to: they are large, and many.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// factPlaces are the lines of files at which facts are, with the ranks that
// they have once all lines are known.
type factPlaces map[string]map[int]int

func (p factPlaces) rank() {
	for _, lines := range p {
		for i, line := range slices.Sorted(maps.Keys(lines)) {
			lines[line] = i
		}
	}
}

// positions is what becomes of the positions in a value.
type positions int

const (
	noPositions      positions = iota // they are left out
	collectPositions                  // they are noted, and nothing is written
	rankPositions                     // their lines are replaced by ranks
)

// canonical writes values so that two have the same text exactly when gob
// transmits the same for them: maps without order, pointers by what they point
// to.
type canonical struct {
	out       []byte
	positions positions
	where     factPlaces
}

// facts returns a hash of every fact of a unit, in an order of their own; those
// of objects that no importer can name are left out. It is false when there is
// something that is not understood.
func (c *canonical) facts(s *factStore) (parts [][]byte, ok bool) {
	add := func(t reflect.Type, of objectpath.Path, fact any) bool {
		c.out = append(append(c.out[:0], typeName(t)...), 0)
		c.out = append(append(c.out, of...), 0)
		ok := c.value(reflect.ValueOf(fact), 0)
		sum := sha256.Sum256(c.out)
		parts = append(parts, sum[:])
		return ok
	}
	for t, fact := range s.packages {
		if !add(t, "", fact) {
			return nil, false
		}
	}
	var enc objectpath.Encoder
	for k, fact := range s.objects {
		if path, err := enc.For(k.obj); err == nil && !add(k.typ, path, fact) {
			return nil, false
		}
	}
	slices.SortFunc(parts, bytes.Compare)
	return parts, true
}

func (c *canonical) number(kind reflect.Kind, n uint64) {
	if c.positions != collectPositions {
		c.out = binary.BigEndian.AppendUint64(append(c.out, byte(kind)), n)
	}
}

// value writes a value. It returns false for what it does not understand.
func (c *canonical) value(v reflect.Value, depth int) bool {
	const tooDeep = 100 // or a cycle
	if depth > tooDeep {
		return false
	}
	switch kind := v.Kind(); kind {
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		c.number(kind, n)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		c.number(kind, uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		c.number(kind, v.Uint())
	case reflect.Float32, reflect.Float64:
		c.number(kind, math.Float64bits(v.Float()))
	case reflect.String:
		if c.positions != collectPositions {
			c.number(kind, uint64(v.Len()))
			c.out = append(c.out, v.String()...)
		}
	case reflect.Slice, reflect.Array:
		c.number(kind, uint64(v.Len()))
		for i := range v.Len() {
			if !c.value(v.Index(i), depth+1) {
				return false
			}
		}
	case reflect.Map:
		return c.entries(v, depth)
	case reflect.Pointer:
		if v.IsNil() {
			c.number(kind, 0)
			return true
		}
		c.number(kind, 1)
		return c.value(v.Elem(), depth+1)
	case reflect.Struct:
		return c.fields(v, depth)
	default:
		return false
	}
	return true
}

// entries writes a map's entries, sorted by key or, when keys are no texts, by
// what is written of them.
func (c *canonical) entries(v reflect.Value, depth int) bool {
	c.number(reflect.Map, uint64(v.Len()))
	if v.Type().Key().Kind() == reflect.String {
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, key := range keys {
			if !c.value(key, depth+1) || !c.value(v.MapIndex(key), depth+1) {
				return false
			}
		}
		return true
	}
	start := len(c.out)
	var entries [][]byte
	for it := v.MapRange(); it.Next(); {
		if !c.value(it.Key(), depth+1) || !c.value(it.Value(), depth+1) {
			return false
		}
		if c.positions != collectPositions {
			entries = append(entries, bytes.Clone(c.out[start:]))
			c.out = c.out[:start]
		}
	}
	slices.SortFunc(entries, bytes.Compare)
	for _, e := range entries {
		c.out = append(c.out, e...)
	}
	return true
}

func (c *canonical) fields(v reflect.Value, depth int) bool {
	if v.Type() == positionType {
		c.position(v.FieldByIndex(filenameOf).String(), int(v.FieldByIndex(lineOf).Int()), int(v.FieldByIndex(columnOf).Int()))
		return true
	}
	s := structOf(v.Type())
	for _, f := range s.fields {
		if c.positions != collectPositions {
			c.out = append(append(c.out, f.name...), 0)
		}
		if !c.value(v.Field(f.index), depth+1) {
			return false
		}
	}
	return s.known
}

// position writes a position as its file, its column and the rank of its line
// among all lines of that file that occur: a line more above all of them
// changes nothing.
func (c *canonical) position(filename string, line, column int) {
	switch c.positions {
	case collectPositions:
		if c.where[filename] == nil {
			c.where[filename] = make(map[int]int)
		}
		c.where[filename][line] = 0
	case rankPositions:
		c.number(reflect.String, uint64(len(filename)))
		c.out = append(c.out, filename...)
		c.number(reflect.Int, uint64(c.where[filename][line]))
		c.number(reflect.Int, uint64(column))
	}
}

var (
	positionType = reflect.TypeFor[token.Position]()
	filenameOf   = fieldOf(positionType, "Filename")
	lineOf       = fieldOf(positionType, "Line")
	columnOf     = fieldOf(positionType, "Column")
	gobEncoder   = reflect.TypeFor[gob.GobEncoder]()
)

func fieldOf(t reflect.Type, name string) []int {
	f, ok := t.FieldByName(name)
	if !ok {
		panic(t.String() + " has no field " + name)
	}
	return f.Index
}

// structType is what gob transmits of a struct.
type structType struct {
	fields []structField
	// known is false when gob does not transmit a field, but an encoder of the
	// type's own may.
	known bool
}

type structField struct {
	index int
	name  string
}

var structTypes sync.Map // of reflect.Type to *structType

func structOf(t reflect.Type) *structType {
	if s, ok := structTypes.Load(t); ok {
		return s.(*structType)
	}
	s := &structType{known: true}
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			s.fields = append(s.fields, structField{i, f.Name})
		} else if t.Implements(gobEncoder) || reflect.PointerTo(t).Implements(gobEncoder) {
			s.known = false
		}
	}
	structTypes.Store(t, s)
	return s
}

package driver

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"go/token"
	"hash"
	"io"
	"maps"
	"math"
	"reflect"
	"slices"

	"golang.org/x/tools/go/types/objectpath"
)

// factsHash identifies the facts of a unit by their content. The encoded form
// does not serve: gob numbers types in the order in which a process meets them,
// and a position changes with every line that is added above it. Positions
// count by their order (see [ranked]); places says which files they are in.
// Where the content cannot be told, data does, exact is true, and importers are
// analysed once more than they need to be.
func factsHash(s *factStore, data []byte) (id string, places map[string]bool, exact bool) {
	where := &factPlaces{lines: make(map[string]map[int]int)}
	hash := func(h hash.Hash) ([][]byte, bool) {
		var parts [][]byte
		add := func(t reflect.Type, of string, fact any) bool {
			part := nested(h)
			io.WriteString(part, typeName(t)+"\x00"+of+"\x00")
			ok := canonical(part, reflect.ValueOf(fact), 0)
			parts = append(parts, part.Sum(nil))
			return ok
		}
		for t, fact := range s.packages {
			if !add(t, "", fact) {
				return nil, false
			}
		}
		var enc objectpath.Encoder
		for k, fact := range s.objects {
			if path, err := enc.For(k.obj); err == nil && !add(k.typ, string(path), fact) {
				return nil, false
			}
		}
		return parts, true
	}
	if _, ok := hash(ranked{sha256.New(), where}); !ok {
		return fmt.Sprintf("%x", sha256.Sum256(data)), nil, true
	}
	where.rank()
	h := ranked{sha256.New(), where}
	parts, _ := hash(h)
	slices.SortFunc(parts, bytes.Compare)
	for _, p := range parts {
		h.Write(p)
	}
	places = make(map[string]bool)
	for name := range where.lines {
		places[name] = true
	}
	return fmt.Sprintf("%x", h.Sum(nil)), places, false
}

// ranked is a hash to which a position is its file, its column and the rank of
// its line among all lines of that file that occur: adding a line above all of
// them changes nothing.
type ranked struct {
	hash.Hash
	where *factPlaces
}

// factPlaces are the lines of files at which facts are.
type factPlaces struct {
	// lines has a line's rank, once all lines are known.
	lines map[string]map[int]int
	known bool
}

func (p *factPlaces) rank() {
	for _, lines := range p.lines {
		for i, line := range sortedInts(lines) {
			lines[line] = i
		}
	}
	p.known = true
}

func sortedInts(m map[int]int) []int { return slices.Sorted(maps.Keys(m)) }

func (r ranked) position(pos token.Position) {
	if !r.where.known {
		if r.where.lines[pos.Filename] == nil {
			r.where.lines[pos.Filename] = make(map[int]int)
		}
		r.where.lines[pos.Filename][pos.Line] = 0
		return
	}
	fmt.Fprintf(r, "%q %d %d", pos.Filename, r.where.lines[pos.Filename][pos.Line], pos.Column)
}

var gobEncoder = reflect.TypeFor[gob.GobEncoder]()

// shape is a hash that positions are left out of.
type shape struct{ hash.Hash }

var positionType = reflect.TypeFor[token.Position]()

// nested returns a new hash of the same kind.
func nested(h hash.Hash) hash.Hash {
	switch h := h.(type) {
	case shape:
		return shape{sha256.New()}
	case ranked:
		return ranked{sha256.New(), h.where}
	}
	return sha256.New()
}

// canonical writes a value so that two values have the same text exactly when
// gob transmits the same for them: maps without order, pointers by what they
// point to. It returns false for what it does not understand.
func canonical(h hash.Hash, v reflect.Value, depth int) bool {
	const tooDeep = 100 // or a cycle
	if depth > tooDeep {
		return false
	}
	number := func(n uint64) { h.Write(binary.BigEndian.AppendUint64([]byte{byte(v.Kind())}, n)) }
	switch v.Kind() {
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		number(n)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		number(v.Uint())
	case reflect.Float32, reflect.Float64:
		number(math.Float64bits(v.Float()))
	case reflect.String:
		number(uint64(v.Len()))
		io.WriteString(h, v.String())
	case reflect.Slice, reflect.Array:
		number(uint64(v.Len()))
		for i := range v.Len() {
			if !canonical(h, v.Index(i), depth+1) {
				return false
			}
		}
	case reflect.Map:
		number(uint64(v.Len()))
		var entries [][]byte
		for it := v.MapRange(); it.Next(); {
			entry := nested(h)
			if !canonical(entry, it.Key(), depth+1) || !canonical(entry, it.Value(), depth+1) {
				return false
			}
			entries = append(entries, entry.Sum(nil))
		}
		slices.SortFunc(entries, bytes.Compare)
		for _, e := range entries {
			h.Write(e)
		}
	case reflect.Pointer:
		if v.IsNil() {
			number(0)
			return true
		}
		number(1)
		return canonical(h, v.Elem(), depth+1)
	case reflect.Struct:
		return canonicalStruct(h, v, depth)
	default:
		return false
	}
	return true
}

func canonicalStruct(h hash.Hash, v reflect.Value, depth int) bool {
	t := v.Type()
	if t == positionType {
		switch h := h.(type) {
		case shape:
			return true
		case ranked:
			h.position(v.Interface().(token.Position))
			return true
		}
	}
	custom := t.Implements(gobEncoder) || reflect.PointerTo(t).Implements(gobEncoder)
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			// gob does not transmit it, but an encoder of the type's own may.
			if custom {
				return false
			}
			continue
		}
		io.WriteString(h, f.Name+"\x00")
		if !canonical(h, v.Field(i), depth+1) {
			return false
		}
	}
	return true
}

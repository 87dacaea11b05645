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
	"math"
	"reflect"
	"slices"
)

// factsHash identifies the facts of a unit by their content. The encoded form
// does not serve: gob numbers types in the order in which a process meets them.
// Where the content cannot be told, data does, and importers are analysed once
// more than they need to be.
func factsHash(s *factStore, data []byte) string {
	h := sha256.New()
	var parts [][]byte
	for t, fact := range s.packages {
		part := sha256.New()
		io.WriteString(part, typeName(t))
		if !canonical(part, reflect.ValueOf(fact), 0) {
			return fmt.Sprintf("%x", sha256.Sum256(data))
		}
		parts = append(parts, part.Sum(nil))
	}
	if len(s.objects) > 0 {
		h.Write(data)
	}
	slices.SortFunc(parts, bytes.Compare)
	for _, p := range parts {
		h.Write(p)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

var gobEncoder = reflect.TypeFor[gob.GobEncoder]()

// shape is a hash that positions are left out of.
type shape struct{ hash.Hash }

var positionType = reflect.TypeFor[token.Position]()

// nested returns a new hash of the same kind.
func nested(h hash.Hash) hash.Hash {
	if _, ok := h.(shape); ok {
		return shape{sha256.New()}
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
	if _, ok := h.(shape); ok && t == positionType {
		return true
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

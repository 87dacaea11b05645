package driver

import (
	"cmp"
	"encoding/gob"
	"go/token"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// coder writes and reads the values of one type: what gob would transmit of
// them, in one order, empty slices and maps as nil.
type coder struct {
	zero  func(v reflect.Value) bool
	write func(w *factWriter, v reflect.Value)
	read  func(r *factReader, v reflect.Value)
}

var (
	coders  sync.Map // of reflect.Type to *coder, nil for types without
	coderMu sync.Mutex
)

// coderOf returns the coder of a type, nil when the type holds something that
// is not understood: interfaces, functions, or an encoder of its own over
// fields that only it sees.
func coderOf(t reflect.Type) *coder {
	if c, ok := coders.Load(t); ok {
		return c.(*coder)
	}
	coderMu.Lock()
	defer coderMu.Unlock()
	made := make(map[reflect.Type]*coder)
	c := makeCoder(t, made)
	if c == nil {
		coders.Store(t, c)
		return nil
	}
	for t, c := range made {
		coders.Store(t, c)
	}
	return c
}

// makeCoder makes the coder of a type, and in made those of the types in it; a
// type that is still being made is there already.
func makeCoder(t reflect.Type, made map[reflect.Type]*coder) *coder {
	if c := made[t]; c != nil {
		return c
	}
	c := new(coder)
	made[t] = c
	ok := true
	switch kind := t.Kind(); kind {
	case reflect.Bool:
		c.zero = func(v reflect.Value) bool { return !v.Bool() }
		c.write = func(w *factWriter, v reflect.Value) { w.bool(v.Bool()) }
		c.read = func(r *factReader, v reflect.Value) { v.SetBool(r.uint() == 1) }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		c.zero = func(v reflect.Value) bool { return v.Int() == 0 }
		c.write = func(w *factWriter, v reflect.Value) { w.int(v.Int()) }
		c.read = func(r *factReader, v reflect.Value) { v.SetInt(r.int()) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		c.zero = func(v reflect.Value) bool { return v.Uint() == 0 }
		c.write = func(w *factWriter, v reflect.Value) { w.uint(v.Uint()) }
		c.read = func(r *factReader, v reflect.Value) { v.SetUint(r.uint()) }
	case reflect.Float32, reflect.Float64:
		c.zero = func(v reflect.Value) bool { return v.Float() == 0 && !math.Signbit(v.Float()) }
		c.write = func(w *factWriter, v reflect.Value) { w.uint(math.Float64bits(v.Float())) }
		c.read = func(r *factReader, v reflect.Value) { v.SetFloat(math.Float64frombits(r.uint())) }
	case reflect.String:
		c.zero = func(v reflect.Value) bool { return v.Len() == 0 }
		c.write = func(w *factWriter, v reflect.Value) { w.string(v.String()) }
		c.read = func(r *factReader, v reflect.Value) { v.SetString(r.string()) }
	case reflect.Slice, reflect.Array:
		ok = listCoder(c, t, made)
	case reflect.Map:
		ok = mapCoder(c, t, made)
	case reflect.Pointer:
		ok = pointerCoder(c, t, made)
	case reflect.Struct:
		ok = structCoder(c, t, made)
	default:
		ok = false
	}
	if !ok {
		return nil
	}
	return c
}

func listCoder(c *coder, t reflect.Type, made map[reflect.Type]*coder) bool {
	elem := makeCoder(t.Elem(), made)
	if elem == nil {
		return false
	}
	slice := t.Kind() == reflect.Slice
	c.zero = func(v reflect.Value) bool { return v.Len() == 0 }
	c.write = func(w *factWriter, v reflect.Value) {
		w.uint(uint64(v.Len()))
		for i := range v.Len() {
			elem.write(w, v.Index(i))
		}
	}
	c.read = func(r *factReader, v reflect.Value) {
		n := r.length()
		switch {
		case slice && n == 0:
			v.SetZero()
			return
		case slice:
			v.Set(reflect.MakeSlice(t, n, n))
		case n != v.Len():
			panic(brokenFacts("an array of another length"))
		}
		for i := range n {
			elem.read(r, v.Index(i))
		}
	}
	return true
}

func mapCoder(c *coder, t reflect.Type, made map[reflect.Type]*coder) bool {
	key, elem := makeCoder(t.Key(), made), makeCoder(t.Elem(), made)
	if key == nil || elem == nil || !ordered(t.Key()) {
		return false
	}
	c.zero = func(v reflect.Value) bool { return v.Len() == 0 }
	c.write = func(w *factWriter, v reflect.Value) {
		keys := v.MapKeys()
		slices.SortFunc(keys, compareKeys)
		w.uint(uint64(len(keys)))
		for _, k := range keys {
			key.write(w, k)
			elem.write(w, v.MapIndex(k))
		}
	}
	c.read = func(r *factReader, v reflect.Value) {
		n := r.length()
		if n == 0 {
			v.SetZero()
			return
		}
		m := reflect.MakeMapWithSize(t, n)
		for range n {
			k, e := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
			key.read(r, k)
			elem.read(r, e)
			m.SetMapIndex(k, e)
		}
		v.Set(m)
	}
	return true
}

// ordered reports whether the values of a type have an order.
func ordered(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if !ordered(t.Field(i).Type) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Array:
		return false
	}
	return true // of what has a coder
}

// compareKeys orders keys of maps.
func compareKeys(a, b reflect.Value) int {
	switch kind := a.Kind(); {
	case kind == reflect.String:
		return strings.Compare(a.String(), b.String())
	case kind == reflect.Bool:
		return cmp.Compare(btoi(a.Bool()), btoi(b.Bool()))
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	}
	for i := range a.NumField() {
		if n := compareKeys(a.Field(i), b.Field(i)); n != 0 {
			return n
		}
	}
	return 0
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pointerCoder writes what pointers point to once: facts share much, and more
// when they were read back than when they were made.
func pointerCoder(c *coder, t reflect.Type, made map[reflect.Type]*coder) bool {
	elem := makeCoder(t.Elem(), made)
	if elem == nil {
		return false
	}
	c.zero = reflect.Value.IsNil
	c.write = func(w *factWriter, v reflect.Value) { w.pointer(elem, v) }
	c.read = func(r *factReader, v reflect.Value) { r.pointer(elem, v) }
	return true
}

var (
	positionType = reflect.TypeFor[token.Position]()
	gobEncoder   = reflect.TypeFor[gob.GobEncoder]()
)

// structCoder writes which fields are not zero, and those.
func structCoder(c *coder, t reflect.Type, made map[reflect.Type]*coder) bool {
	if t == positionType {
		c.zero = func(v reflect.Value) bool { return v.IsZero() }
		c.write = func(w *factWriter, v reflect.Value) { w.position(v) }
		c.read = func(r *factReader, v reflect.Value) { r.position(v) }
		return true
	}
	type field struct {
		*coder
		index int
	}
	var fields []field
	own := t.Implements(gobEncoder) || reflect.PointerTo(t).Implements(gobEncoder)
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			if own {
				return false
			}
			continue
		}
		fc := makeCoder(f.Type, made)
		if fc == nil {
			return false
		}
		fields = append(fields, field{fc, i})
	}
	if len(fields) > 64 {
		return false
	}
	c.zero = func(v reflect.Value) bool {
		for _, f := range fields {
			if !f.zero(v.Field(f.index)) {
				return false
			}
		}
		return true
	}
	c.write = func(w *factWriter, v reflect.Value) {
		var set uint64
		for i, f := range fields {
			if !f.zero(v.Field(f.index)) {
				set |= 1 << i
			}
		}
		w.uint(set)
		for i, f := range fields {
			if set&(1<<i) != 0 {
				f.write(w, v.Field(f.index))
			}
		}
	}
	c.read = func(r *factReader, v reflect.Value) {
		set := r.uint()
		for i, f := range fields {
			if set&(1<<i) != 0 {
				f.read(r, v.Field(f.index))
			}
		}
	}
	return true
}

package driver

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"reflect"
	"sync"
	"unsafe"
)

// place is a position of facts.
type place struct {
	file                 string
	offset, line, column int
}

// factWriter writes the facts of a unit. Texts, positions and what pointers
// point to are written once each, in the order in which they are met.
type factWriter struct {
	out []byte
	// texts are all texts, pointees what pointers point to, encoded, with their
	// lengths.
	texts, pointees []byte
	textAt          map[string]uint64
	placeAt         map[place]uint64
	placeList       []place
	pointeeAt       map[pointee]uint64
	// known are the numbers of pointers: what they point to does not change.
	known   map[knownPointer]uint64
	depth   int
	tooDeep bool
}

type knownPointer struct {
	of *coder
	to unsafe.Pointer
}

type pointee struct {
	of   *coder
	text string
}

func newFactWriter() *factWriter {
	return &factWriter{
		textAt:    make(map[string]uint64),
		placeAt:   make(map[place]uint64),
		pointeeAt: make(map[pointee]uint64),
		known:     make(map[knownPointer]uint64),
	}
}

// values is all that was written but the texts and the positions.
func (w *factWriter) values() []byte {
	b := binary.AppendUvarint(nil, uint64(len(w.pointeeAt)))
	return append(append(b, w.pointees...), w.out...)
}

func appendText[T string | []byte](b []byte, text T) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

// appendPlaces writes positions, the names of their files once each.
func appendPlaces(b []byte, places []place) []byte {
	files := make(map[string]int)
	b = binary.AppendUvarint(b, uint64(len(places)))
	for _, p := range places {
		at, ok := files[p.file]
		if !ok {
			at = len(files)
			files[p.file] = at
		}
		b = binary.AppendUvarint(b, uint64(at))
		if !ok {
			b = appendText(b, p.file)
		}
		for _, n := range [...]int{p.offset, p.line, p.column} {
			b = binary.AppendVarint(b, int64(n))
		}
	}
	return b
}

// Texts are the largest part, and nobody should come upon the constants of a
// program by looking for them in a directory of caches: they are compressed.
// Compressors are far larger than most facts.
var (
	packers = sync.Pool{New: func() any {
		z, err := flate.NewWriter(nil, flate.BestSpeed)
		if err != nil {
			panic(err) // the level is valid
		}
		return z
	}}
	unpackers = sync.Pool{New: func() any { return flate.NewReader(nil) }}
)

func pack(text []byte) []byte {
	var b bytes.Buffer
	z := packers.Get().(*flate.Writer)
	defer packers.Put(z)
	z.Reset(&b)
	_, err := z.Write(text)
	if err := errors.Join(err, z.Close()); err != nil {
		panic(err) // a buffer takes all
	}
	return b.Bytes()
}

func unpack(data []byte) []byte {
	z := unpackers.Get().(io.ReadCloser)
	defer unpackers.Put(z)
	if err := z.(flate.Resetter).Reset(bytes.NewReader(data), nil); err != nil {
		panic(brokenFacts(err.Error()))
	}
	text, err := io.ReadAll(z)
	if err != nil {
		panic(brokenFacts(err.Error()))
	}
	return text
}

func (w *factWriter) uint(n uint64) { w.out = binary.AppendUvarint(w.out, n) }
func (w *factWriter) int(n int64)   { w.out = binary.AppendVarint(w.out, n) }
func (w *factWriter) bool(b bool)   { w.uint(uint64(btoi(b))) }

func (w *factWriter) string(s string) {
	at, ok := w.textAt[s]
	if !ok {
		at = uint64(len(w.textAt))
		w.textAt[s] = at
		w.texts = appendText(w.texts, s)
	}
	w.uint(at)
}

func (w *factWriter) position(v reflect.Value) {
	p := place{file: v.Field(0).String(), offset: int(v.Field(1).Int()), line: int(v.Field(2).Int()), column: int(v.Field(3).Int())}
	at, ok := w.placeAt[p]
	if !ok {
		at = uint64(len(w.placeList))
		w.placeAt[p] = at
		w.placeList = append(w.placeList, p)
	}
	w.uint(at)
}

// maxDepth bounds pointers in pointers.
const maxDepth = 100

// pointer writes 0 for nil, or one more than the number of what is pointed to.
func (w *factWriter) pointer(c *coder, v reflect.Value) {
	if v.IsNil() {
		w.uint(0)
		return
	}
	known := knownPointer{c, v.UnsafePointer()}
	at, ok := w.known[known]
	if !ok {
		if w.depth++; w.depth > maxDepth {
			w.tooDeep = true
			w.depth--
			return
		}
		start := len(w.out)
		c.write(w, v.Elem())
		text := w.out[start:]
		w.depth--
		at, ok = w.pointeeAt[pointee{c, string(text)}]
		if !ok {
			at = uint64(len(w.pointeeAt))
			w.pointeeAt[pointee{c, string(text)}] = at
			w.pointees = appendText(w.pointees, text)
		}
		w.out = w.out[:start]
		w.known[known] = at
	}
	w.uint(at + 1)
}

// sized writes a value with the length of what is written.
func (w *factWriter) sized(c *coder, v reflect.Value) {
	start := len(w.out)
	c.write(w, v)
	text := string(w.out[start:])
	w.out = appendText(w.out[:start], text)
}

// brokenFacts is what is wrong with encoded facts.
type brokenFacts string

func (b brokenFacts) Error() string { return "broken facts: " + string(b) }

// factReader reads what a factWriter wrote. It panics with brokenFacts.
type factReader struct {
	in       []byte
	texts    []string
	places   []place
	pointees [][]byte
	// made are the pointers that were read, by what they point to.
	made  map[madePointer]reflect.Value
	depth int
}

type madePointer struct {
	of *coder
	at uint64
}

func newFactReader(data []byte) *factReader {
	r := &factReader{in: data, made: make(map[madePointer]reflect.Value)}
	values, texts := r.text(), unpack(r.text())
	var files []string
	for range r.length() {
		at := r.uint()
		if at == uint64(len(files)) {
			files = append(files, string(r.text()))
		}
		if at >= uint64(len(files)) {
			panic(brokenFacts("no such file"))
		}
		r.places = append(r.places, place{files[at], int(r.int()), int(r.int()), int(r.int())})
	}
	r.in = texts
	for len(r.in) > 0 {
		r.texts = append(r.texts, string(r.text()))
	}
	r.in = values
	for range r.length() {
		r.pointees = append(r.pointees, r.text())
	}
	return r
}

func (r *factReader) uint() uint64 {
	n, size := binary.Uvarint(r.in)
	if size <= 0 {
		panic(brokenFacts("no number"))
	}
	r.in = r.in[size:]
	return n
}

func (r *factReader) int() int64 {
	n, size := binary.Varint(r.in)
	if size <= 0 {
		panic(brokenFacts("no number"))
	}
	r.in = r.in[size:]
	return n
}

// length reads a number of things that take a byte or more each.
func (r *factReader) length() int {
	n := r.uint()
	if n > uint64(len(r.in)) {
		panic(brokenFacts("more than there is"))
	}
	return int(n)
}

func (r *factReader) text() []byte {
	n := r.length()
	text := r.in[:n:n]
	r.in = r.in[n:]
	return text
}

func (r *factReader) string() string {
	at := r.uint()
	if at >= uint64(len(r.texts)) {
		panic(brokenFacts("no such text"))
	}
	return r.texts[at]
}

func (r *factReader) position(v reflect.Value) {
	at := r.uint()
	if at >= uint64(len(r.places)) {
		panic(brokenFacts("no such position"))
	}
	p := r.places[at]
	v.Field(0).SetString(p.file)
	v.Field(1).SetInt(int64(p.offset))
	v.Field(2).SetInt(int64(p.line))
	v.Field(3).SetInt(int64(p.column))
}

// inside reads from something else.
func (r *factReader) inside(text []byte, read func()) {
	outer := r.in
	r.in = text
	read()
	r.in = outer
}

func (r *factReader) pointer(c *coder, v reflect.Value) {
	at := r.uint()
	if at == 0 {
		v.SetZero()
		return
	}
	at--
	p, ok := r.made[madePointer{c, at}]
	if !ok {
		if r.depth++; at >= uint64(len(r.pointees)) || r.depth > maxDepth {
			panic(brokenFacts("no such pointer"))
		}
		p = reflect.New(v.Type().Elem())
		r.inside(r.pointees[at], func() { c.read(r, p.Elem()) })
		r.made[madePointer{c, at}] = p
		r.depth--
	}
	v.Set(p)
}

package driver

import (
	"bytes"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Facts come back as they were, those of methods and fields included.
func TestFactsRoundTrip(t *testing.T) {
	pkg := types.NewPackage("example.com/p", "p")
	named := types.NewNamed(types.NewTypeName(0, pkg, "T", nil), types.NewStruct(nil, nil), nil)
	recv := types.NewVar(0, pkg, "t", named)
	method := types.NewFunc(0, pkg, "M", types.NewSignatureType(recv, nil, nil, nil, nil, false))
	named.AddMethod(method)
	pkg.Scope().Insert(named.Obj())
	fn := types.NewFunc(0, pkg, "F", types.NewSignatureType(nil, nil, nil, nil, nil, false))
	pkg.Scope().Insert(fn)
	local := types.NewVar(0, pkg, "local", types.Typ[types.Int])

	a := []*analysis.Analyzer{factsFake}
	s := newFactStore()
	v := &factView{own: pkg, store: s}
	v.exportObject(method, &reaches{"method"})
	v.exportObject(fn, &reaches{"func"})
	v.exportObject(local, &reaches{"nobody can name it"})
	v.exportPackage(&members{[]string{"x", "y"}})
	data, err := encodeFacts(s)
	if err != nil {
		t.Fatal(err)
	}
	again, err := encodeFacts(s)
	if err != nil || !bytes.Equal(data.bytes(), again.bytes()) || data.hash() != again.hash() || data.opaque {
		t.Errorf("facts are not encoded alike twice: %v, %v", err, data.opaque)
	}
	back, err := decodeFacts(data.bytes(), pkg, factTypes(a))
	if err != nil {
		t.Fatal(err)
	}
	v = &factView{own: pkg, store: back}
	var got reaches
	if !v.importObject(method, &got) || got.Name != "method" {
		t.Errorf("method: %+v", got)
	}
	if !v.importObject(fn, &got) || got.Name != "func" {
		t.Errorf("function: %+v", got)
	}
	var m members
	if !v.importPackage(pkg, &m) || !slices.Equal(m.Names, []string{"x", "y"}) {
		t.Errorf("package: %+v", m)
	}
	if len(back.objects) != 2 {
		t.Errorf("%d facts of objects", len(back.objects))
	}
}

// wide is a fact with a field of every kind that facts have.
type wide struct {
	Text   string
	Bool   bool
	Int    int8
	Uint   uint
	Float  float64
	List   []string
	Array  [2]int
	Map    map[string][]*wideNode
	Set    map[int]bool
	Keyed  map[wideKey]string
	Node   *wideNode
	hidden int
}

type wideKey struct {
	A string
	B int
}

type wideNode struct {
	N    int
	Pos  token.Position
	Next *wideNode
}

func (*wide) AFact() {}

func newWide() *wide {
	at := func(line int) token.Position {
		return token.Position{Filename: "/m/a.go", Offset: 10 * line, Line: line, Column: 2}
	}
	shared := &wideNode{N: 1, Pos: at(7)}
	return &wide{
		Text: "x", Bool: true, Int: -3, Uint: 1 << 40, Float: -0.5, List: []string{"", "x", "y"}, Array: [2]int{0, 9},
		Map:   map[string][]*wideNode{"a": {shared}, "b": nil, "c": {{N: 2, Pos: at(9), Next: shared}, nil}},
		Set:   map[int]bool{1: true, 2: false, -3: true},
		Keyed: map[wideKey]string{{"a", 1}: "", {"a", 2}: "2", {"b", 0}: "3"},
		Node:  &wideNode{N: 1, Pos: at(7)},
	}
}

func encodeWide(t *testing.T, f *wide) *encodedFacts {
	t.Helper()
	s := newFactStore()
	s.packages[reflect.TypeOf(f)] = f
	e, err := encodeFacts(s)
	if err != nil || e.opaque {
		t.Fatalf("the content cannot be told: %v", err)
	}
	return e
}

var wideTypes = map[string]reflect.Type{typeName(reflect.TypeFor[*wide]()): reflect.TypeFor[*wide]()}

func TestWideFact(t *testing.T) {
	e := encodeWide(t, newWide())
	s, err := decodeFacts(e.bytes(), types.NewPackage("m", "m"), wideTypes)
	if err != nil {
		t.Fatal(err)
	}
	got := s.packages[reflect.TypeFor[*wide]()].(*wide)
	if want := newWide(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got.Node != got.Map["a"][0] {
		t.Error("what is equal is not shared")
	}
	if again := encodeWide(t, got); !bytes.Equal(again.bytes(), e.bytes()) {
		t.Error("what was read back is encoded differently")
	}
	if files := e.files(); !reflect.DeepEqual(files, map[string]bool{"/m/a.go": true}) {
		t.Errorf("files %v", files)
	}
	// Facts of checks that do not run are passed over.
	if s, err := decodeFacts(e.bytes(), types.NewPackage("m", "m"), nil); err != nil || len(s.packages) != 0 {
		t.Errorf("unknown: %v, %v", s, err)
	}
}

// loop is a fact that can hold itself, and one with an interface.
type (
	loop  struct{ Next *loop }
	boxed struct{ Any any }
)

func (*loop) AFact()  {}
func (*boxed) AFact() {}

func TestFactsNotUnderstood(t *testing.T) {
	l := new(loop)
	l.Next = l
	s := newFactStore()
	s.packages[reflect.TypeOf(l)] = l
	if _, err := encodeFacts(s); err == nil {
		t.Error("a fact that holds itself is no error")
	}
	b := &boxed{Any: "x"}
	s = newFactStore()
	s.packages[reflect.TypeOf(b)] = b
	e, err := encodeFacts(s)
	if err != nil || !e.opaque {
		t.Fatalf("an interface is understood: %v", err)
	}
	byName := map[string]reflect.Type{typeName(reflect.TypeOf(b)): reflect.TypeOf(b)}
	back, err := decodeFacts(e.bytes(), types.NewPackage("m", "m"), byName)
	if err != nil || !reflect.DeepEqual(back.packages[reflect.TypeOf(b)], b) {
		t.Errorf("got %+v, %v", back, err)
	}
}

// The identity of facts does not depend on the order of maps, nor on where
// values lie in memory, and changes with every value.
func TestFactsHash(t *testing.T) {
	want := encodeWide(t, newWide())
	for range 20 {
		if got := encodeWide(t, newWide()); !bytes.Equal(got.bytes(), want.bytes()) || got.hash() != want.hash() {
			t.Fatal("the same facts have two identities")
		}
	}
	shape := func(f *wide) string {
		s := newFactStore()
		s.packages[reflect.TypeOf(f)] = f
		return shapeOf(s)
	}
	for name, change := range map[string]func(*wide){
		"text":      func(f *wide) { f.Text = "y" },
		"value":     func(f *wide) { f.Map["c"][0].N = 4 },
		"behind":    func(f *wide) { f.Map["c"][0].Next = &wideNode{N: 5, Pos: f.Node.Pos} },
		"order":     func(f *wide) { f.Map["c"][0], f.Map["c"][1] = f.Map["c"][1], f.Map["c"][0] },
		"key":       func(f *wide) { f.Map["d"] = f.Map["a"]; delete(f.Map, "a") },
		"exchanged": func(f *wide) { f.Map["a"], f.Map["c"] = f.Map["c"], f.Map["a"] },
		"bool":      func(f *wide) { f.Set[2] = true },
		"struct":    func(f *wide) { f.Keyed[wideKey{"a", 1}] = "1" },
		"nil":       func(f *wide) { f.Map["a"][0] = nil },
		"list":      func(f *wide) { f.List = f.List[:2] },
		"array":     func(f *wide) { f.Array[1]++ },
		"float":     func(f *wide) { f.Float = 0.5 },
	} {
		f := newWide()
		change(f)
		if encodeWide(t, f).hash() == want.hash() {
			t.Errorf("%s: a change is not seen", name)
		}
		if shape(f) == shape(newWide()) {
			t.Errorf("%s: a change of the shape is not seen", name)
		}
	}
	f := newWide()
	f.hidden = 1
	if encodeWide(t, f).hash() != want.hash() {
		t.Error("what gob does not transmit counts")
	}
}

// A line above all positions changes nothing, one between them the hash, and
// neither changes the shape.
func TestFactsHashOfPositions(t *testing.T) {
	moved := func(from int, file string, column int) (hash, shape string) {
		f := newWide()
		for _, n := range []*wideNode{f.Map["a"][0], f.Map["c"][0], f.Node} {
			if n.Pos.Line >= from {
				n.Pos.Line++
				n.Pos.Offset += 30
			}
			n.Pos.Filename, n.Pos.Column = file, column
		}
		s := newFactStore()
		s.packages[reflect.TypeOf(f)] = f
		return encodeWide(t, f).hash(), shapeOf(s)
	}
	hash, shape := moved(100, "/m/a.go", 2)
	for _, test := range []struct {
		name   string
		from   int
		file   string
		column int
		same   bool
	}{
		{"above", 1, "/m/a.go", 2, true},
		{"between", 8, "/m/a.go", 2, true}, // the order of the lines is the same
		{"column", 100, "/m/a.go", 3, false},
		{"file", 100, "/m/b.go", 2, false},
	} {
		h, s := moved(test.from, test.file, test.column)
		if (h == hash) != test.same {
			t.Errorf("%s: same hash %v, want %v", test.name, h == hash, test.same)
		}
		if s != shape {
			t.Errorf("%s: another shape", test.name)
		}
	}
}

// Cached facts are read from disk; what is broken there must not break a run.
func FuzzDecodeFacts(f *testing.F) {
	f.Add([]byte(nil))
	f.Add([]byte("\x00\xff\x01"))
	s := newFactStore()
	s.packages[reflect.TypeFor[*wide]()] = newWide()
	if e, err := encodeFacts(s); err == nil {
		f.Add(e.bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := decodeFacts(data, types.NewPackage("m", "m"), wideTypes)
		if (s == nil) == (err == nil) {
			t.Fatalf("facts %v, error %v", s, err)
		}
		if err != nil {
			return
		}
		e, err := encodeFacts(s)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		again, err := decodeFacts(e.bytes(), types.NewPackage("m", "m"), wideTypes)
		if err != nil || len(again.packages) != len(s.packages) {
			t.Fatalf("read back %v, %v", again, err)
		}
	})
}

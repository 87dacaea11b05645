package requests

import (
	"go/types"
	"reflect"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// object is what a function and its closures do to one request, builder or
// payload, wherever it goes: the calls that get it, the fields and elements
// that are set. Order is ignored.
type object struct {
	uses   []use
	stores []store
	// roots are what the object starts as: calls that make it, parameters,
	// composite literals.
	roots []root
}

// use is a call that gets the object (or the part path of it) as argument arg;
// receivers count as argument 0.
type use struct {
	call ssa.CallInstruction
	arg  int
	path string
}

// store sets the part path of the object. key is set for map elements.
type store struct {
	instr ssa.Instruction
	path  string
	key   ssa.Value
	val   ssa.Value
}

type root struct {
	v    ssa.Value
	path string
	// index is the parameter's number when v is a parameter.
	index int
}

// Bounds of one object.
const (
	maxObject = 600
	maxParts  = 6
)

type collector struct {
	m     *Model
	o     *object
	back  map[visited]bool
	fwd   map[visited]bool
	n     int
	parts bool // follow what is stored into the object
}

type visited struct {
	v    ssa.Value
	path string
}

// object collects what happens to v. With parts, values that are stored into
// it count as part of it.
func (m *Model) object(v ssa.Value, parts bool) *object {
	c := &collector{m: m, o: new(object), back: make(map[visited]bool), fwd: make(map[visited]bool), parts: parts}
	c.backward(v, "", 0)
	return c.o
}

// backward follows v to what it is made of.
func (c *collector) backward(v ssa.Value, path string, depth int) {
	if v == nil || c.back[visited{v, path}] || c.n > maxObject {
		return
	}
	c.back[visited{v, path}] = true
	c.n++
	switch v := v.(type) {
	case *ssa.Phi:
		for _, e := range v.Edges {
			c.backward(e, path, depth)
		}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			c.made(call, v, path, depth)
		} else {
			c.o.roots = append(c.o.roots, root{v: v, path: path, index: -1})
		}
	case *ssa.Call:
		c.made(v, v, path, depth)
	case *ssa.UnOp:
		c.load(v, path, depth)
	case *ssa.MakeInterface:
		c.backward(v.X, path, depth)
	case *ssa.ChangeInterface:
		c.backward(v.X, path, depth)
	case *ssa.ChangeType:
		c.backward(v.X, path, depth)
	case *ssa.Convert:
		c.backward(v.X, path, depth)
	case *ssa.TypeAssert:
		c.backward(v.X, path, depth)
	case *ssa.Slice:
		c.backward(v.X, path, depth)
	case *ssa.Parameter:
		c.o.roots = append(c.o.roots, root{v: v, path: path, index: paramIndex(v)})
	case *ssa.FreeVar:
		c.freeVar(v, path, depth)
	case *ssa.FieldAddr:
		// Part of something larger: the larger object is not ours, but an
		// embedded request or a field of a local literal is.
		if cell, ok := v.X.(*ssa.Alloc); ok {
			c.fieldOf(cell, v.Field, path, depth)
		}
		c.o.roots = append(c.o.roots, root{v: v, path: path, index: -1})
	default:
		c.o.roots = append(c.o.roots, root{v: v, path: path, index: -1})
	}
	c.forward(v, path, depth)
}

// fieldOf follows what is stored in a field of a local struct.
func (c *collector) fieldOf(cell *ssa.Alloc, field int, path string, depth int) {
	for _, r := range *cell.Referrers() {
		fa, ok := r.(*ssa.FieldAddr)
		if !ok || fa.Field != field {
			continue
		}
		for _, rr := range *fa.Referrers() {
			if st, ok := rr.(*ssa.Store); ok && st.Addr == fa {
				c.backward(st.Val, path, depth)
			}
		}
	}
}

// load follows a load from a variable.
func (c *collector) load(v *ssa.UnOp, path string, depth int) {
	switch x := v.X.(type) {
	case *ssa.Alloc, *ssa.FreeVar, *ssa.FieldAddr:
		c.backward(x, path, depth)
	default:
		c.o.roots = append(c.o.roots, root{v: v, path: path, index: -1})
	}
}

// made follows a call that returns the object: builders return their receiver.
func (c *collector) made(call *ssa.Call, v ssa.Value, path string, depth int) {
	if recv := ssaflow.Receiver(call); recv != nil && sameFamily(recv.Type(), v.Type()) {
		c.backward(recv, path, depth)
		// A method of the module may make a new one all the same.
		for _, callee := range c.m.flow.Callees(call) {
			if callee.Known() {
				c.o.roots = append(c.o.roots, root{v: v, path: path, index: -1})
				break
			}
		}
		return
	}
	c.o.roots = append(c.o.roots, root{v: v, path: path, index: -1})
}

// sameFamily reports whether a builder's method returns the builder.
func sameFamily(recv, result types.Type) bool {
	a, b := symbols.TypeRef(recv), symbols.TypeRef(result)
	return a.Name != "" && a == b
}

// freeVar follows a closure's variable into the enclosing function.
func (c *collector) freeVar(fv *ssa.FreeVar, path string, depth int) {
	fn := fv.Parent()
	for i, v := range fn.FreeVars {
		if v != fv {
			continue
		}
		for _, b := range bindings(fn, i) {
			c.backward(b, path, depth)
		}
	}
}

// bindings returns what a closure's variable i is bound to where it is made.
func bindings(fn *ssa.Function, i int) []ssa.Value {
	var out []ssa.Value
	parent := fn.Parent()
	if parent == nil {
		return nil
	}
	for _, b := range parent.Blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == fn && i < len(mc.Bindings) {
				out = append(out, mc.Bindings[i])
			}
		}
	}
	return out
}

// forward collects what is done with v, which is the part path of the object.
func (c *collector) forward(v ssa.Value, path string, depth int) {
	if v == nil || c.fwd[visited{v, path}] || c.n > maxObject || v.Referrers() == nil {
		return
	}
	c.fwd[visited{v, path}] = true
	c.n++
	for _, instr := range *v.Referrers() {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			c.forward(instr, path+fieldElem(instr.X.Type(), instr.Field), depth)
		case *ssa.IndexAddr:
			if instr.X == v {
				c.forward(instr, path+"[]", depth)
			}
		case *ssa.UnOp:
			c.forward(instr, path, depth)
		case *ssa.Slice, *ssa.MakeInterface, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.TypeAssert, *ssa.Phi:
			c.forward(instr.(ssa.Value), path, depth)
		case *ssa.Extract:
			if instr.Index == 0 {
				c.forward(instr, path, depth)
			}
		case *ssa.Store:
			switch {
			case instr.Addr == v:
				c.o.stores = append(c.o.stores, store{instr: instr, path: path, val: instr.Val})
				c.part(instr.Val, path, depth)
			case instr.Val == v:
				if cell, ok := instr.Addr.(*ssa.Alloc); ok && path == "" {
					c.forward(cell, path, depth)
				}
			}
		case *ssa.MapUpdate:
			if instr.Map == v {
				c.o.stores = append(c.o.stores, store{instr: instr, path: path, key: instr.Key, val: instr.Value})
				c.part(instr.Value, path+"[]", depth)
			}
		case *ssa.MakeClosure:
			fn := instr.Fn.(*ssa.Function)
			for i, b := range instr.Bindings {
				if b == v && i < len(fn.FreeVars) {
					c.forward(fn.FreeVars[i], path, depth)
				}
			}
		case ssa.CallInstruction:
			c.call(instr, v, path, depth)
		}
	}
}

// part follows what is stored into the object.
func (c *collector) part(v ssa.Value, path string, depth int) {
	if path == "" {
		c.backward(v, path, depth) // the variable's value
		return
	}
	if !c.parts || depth >= maxParts || isLeaf(v) {
		return
	}
	switch v.Type().Underlying().(type) {
	case *types.Pointer, *types.Struct, *types.Map, *types.Slice, *types.Interface, *types.Signature:
		c.backward(v, path, depth+1)
	}
}

// isLeaf reports whether a value that is stored in a field has no parts with
// names of their own: numbers, strings, and pointers to or slices of them.
func isLeaf(v ssa.Value) bool {
	for {
		mi, ok := v.(*ssa.MakeInterface)
		if !ok {
			break
		}
		v = mi.X
	}
	t := v.Type().Underlying()
	switch u := t.(type) {
	case *types.Pointer:
		t = u.Elem().Underlying()
	case *types.Slice:
		t = u.Elem().Underlying()
	}
	_, basic := t.(*types.Basic)
	return basic
}

func (c *collector) call(call ssa.CallInstruction, v ssa.Value, path string, depth int) {
	args := allArgs(call)
	for i, a := range args {
		if a != v {
			continue
		}
		c.o.uses = append(c.o.uses, use{call: call, arg: i, path: path})
		// A builder's method returns the builder.
		if i == 0 && path == "" && call.Value() != nil && ssaflow.Receiver(call) == v && sameFamily(v.Type(), call.Value().Type()) {
			c.forward(call.Value(), path, depth)
		}
	}
}

// allArgs returns the arguments of a call with the receiver first.
func allArgs(call ssa.CallInstruction) []ssa.Value {
	common := call.Common()
	if common.IsInvoke() {
		return append([]ssa.Value{common.Value}, common.Args...)
	}
	return common.Args
}

func fieldElem(t types.Type, i int) string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok && i < s.NumFields() {
		return "." + s.Field(i).Name() + tagName(s.Tag(i))
	}
	return ".?"
}

// tagName returns the name a field has on the wire, as "|name", or nothing.
func tagName(tag string) string {
	for _, key := range [...]string{"json", "form", "url", "xml", "schema", "query", "bson"} {
		if v, ok := reflect.StructTag(tag).Lookup(key); ok {
			if name, _, _ := strings.Cut(v, ","); name != "" && name != "-" {
				return "|" + name
			}
		}
	}
	return ""
}

// lastNames returns the names of the last field of a path: in Go, on the wire.
func lastNames(path string) []string {
	path = strings.TrimRight(path, "[]")
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return nil
	}
	return strings.Split(path[i+1:], "|")
}

func paramIndex(p *ssa.Parameter) int {
	for i, q := range p.Parent().Params {
		if q == p {
			return i
		}
	}
	return -1
}

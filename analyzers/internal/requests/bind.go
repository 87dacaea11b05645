package requests

import (
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// bind fills a call's arguments into a description from the callee's summary.
func (m *Model) bind(d *Desc, call ssa.CallInstruction) Desc {
	out := *d
	out.Methods = m.bindValues(d.Methods, call, false)
	out.URL = m.bindValues(d.URL, call, true)
	args := allArgs(call)
	for _, v := range append(append(Values(nil), d.Methods...), d.URL...) {
		if v.Kind == FromParam && v.Path == requestPath && v.Index < len(args) {
			r := m.request(args[v.Index])
			out.Payload, out.Texts = append(out.Payload, r.payload...), append(out.Texts, r.texts...)
			out.Documents = append(out.Documents, r.documents...)
			break
		}
	}
	if out.Provider == "" || d.Open {
		out.Provider = providerOf(&Desc{URL: out.URL, Names: append(namesAround(call.Parent()), d.Names...)})
	}
	out.Key = m.bindKey(d.Key, call, keyScope(&out))
	if d.Open {
		out.Documents = nil
		for _, i := range d.Documents {
			if i < len(args) {
				out.describe(m, args[i], call)
			}
		}
		for _, in := range d.Key.Inputs {
			if in.Index < len(args) {
				out.describe(m, args[in.Index], call)
			}
		}
		// The helper's own names are generic; its package's and receiver's count.
		out.Names = nil
		if len(d.Names) > 1 {
			out.Names = d.Names[1:]
		}
		names := namesAround(call.Parent())
		out.Names = append(names[:len(names):len(names)], out.Names...)
	}
	return out
}

func (m *Model) bindValues(vs Values, call ssa.CallInstruction, url bool) Values {
	args := allArgs(call)
	var out Values
	for _, v := range vs {
		if v.Kind != FromParam || v.Index >= len(args) {
			out = append(out, v)
			continue
		}
		if v.Path == requestPath {
			r := m.request(args[v.Index])
			if url {
				out = append(out, r.url...)
			} else {
				out = append(out, r.methods...)
			}
			continue
		}
		bound := m.values(args[v.Index], v.Path, call)
		if filled := m.filled(args[v.Index], v.Path); len(filled) > 0 {
			bound = filled // what it was made with was a default
		}
		if bound.Only(Nothing) && strings.Contains(v.Path, "[]") {
			bound = Values{{Kind: Other, Text: v.Text}} // an element that is added later
		}
		for _, b := range bound {
			b.Part = b.Part || v.Part
			if b.Kind == Clock && !isStringish(partType(args[v.Index].Type(), v.Path)) {
				b.Kind = Other // how much of a time goes in is the callee's affair
			}
			out = append(out, b)
		}
	}
	if len(out) > 32 {
		out = out[:32]
	}
	return out
}

// keyTag reports whether a part of a struct is a key by its name on the wire.
func keyTag(t types.Type, path, prov string) bool {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return false
	}
	st, ok := deref(partType(t, path[:i])).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for j := range st.NumFields() {
		if st.Field(j).Name() == path[i+1:] {
			return keyName(prov, strings.TrimPrefix(tagName(st.Tag(j)), "|"))
		}
	}
	return false
}

// partType returns the type of a part of a struct; fields only.
func partType(t types.Type, path string) types.Type {
	for _, name := range strings.Split(strings.TrimPrefix(path, "."), ".") {
		st, ok := deref(t).Underlying().(*types.Struct)
		if !ok || name == "" {
			break
		}
		for i := range st.NumFields() {
			if st.Field(i).Name() == name {
				t = st.Field(i).Type()
			}
		}
	}
	return t
}

// bindKey fills a call's arguments into a key.
func (m *Model) bindKey(k Key, call ssa.CallInstruction, prov string) Key {
	switch k.State {
	case KeySet:
		out := k
		out.Values = m.bindValues(k.Values, call, false)
		out.val = nil
		if args := allArgs(call); k.Values.Has(FromParam) {
			out.site = call
			for _, v := range k.Values {
				if v.Kind == FromParam && v.Path == "" && v.Index < len(args) {
					out.val = args[v.Index]
				}
			}
		} else if k.site != nil && !encloses(k.site.Parent(), call.Parent()) {
			out.site = nil
		}
		for i := range out.Values {
			if s := out.Values[i].site; s != nil && !encloses(s.Parent(), call.Parent()) {
				out.Values[i].site = call // made inside the callee, at every call
			}
		}
		return out
	case KeyCaller:
		args := allArgs(call)
		var out Key
		for _, in := range k.Inputs {
			if in.Index >= len(args) {
				continue
			}
			a := args[in.Index]
			if in.NamePath != "" {
				out = out.or(m.listed(a, in, call, prov))
				continue
			}
			if in.Pairs {
				out = out.or(m.pairs(a, in, call, prov))
				continue
			}
			if in.Named > 0 {
				if in.Named <= len(args) {
					out = out.or(m.named(args[in.Named-1], a, call, prov))
				}
				continue
			}
			if in.Path != "" && !opaqueBody(a.Type()) {
				out = out.or(m.fieldKey(a, in.Path, call, prov))
				continue
			}
			if elems, ok := ssaflow.Elements(a); ok {
				for _, e := range elems {
					out = out.or(m.keyOf(e, prov))
				}
				continue
			}
			out = out.or(m.keyOf(a, prov))
		}
		return out
	}
	return k
}

// named is the key that setting val under a name sets: one when the name is a
// key's, left to the callers when they choose the name.
func (m *Model) named(name, val ssa.Value, at ssa.Instruction, prov string) Key {
	names := m.values(name, "", at)
	for _, text := range names.Literals() {
		if tracingHeader.MatchString(text) {
			continue
		}
		if keyHeader(text) || keyName(prov, text) {
			return Key{State: KeySet, How: text, Values: m.values(val, "", at), site: at, val: val}
		}
	}
	for _, n := range names {
		if n.Kind == FromParam && n.Path == "[]" && m.values(val, "", at).Has(FromParam) {
			return Key{State: KeyCaller, Inputs: []Input{{Index: n.Index, Pairs: true}}}
		}
		if n.Kind != FromParam {
			continue
		}
		if n.Path != "" {
			for _, v := range m.values(val, "", at) {
				if v.Kind == FromParam && v.Index == n.Index {
					return Key{State: KeyCaller, Inputs: []Input{{Index: n.Index, Path: v.Path, NamePath: n.Path}}}
				}
			}
			return Key{State: KeyUnknown}
		}
		for _, v := range m.values(val, "", at) {
			if v.Kind == FromParam && v.Path == "" {
				return Key{State: KeyCaller, Inputs: []Input{{Index: v.Index, Named: n.Index + 1}}}
			}
		}
		return Key{State: KeyUnknown}
	}
	return Key{}
}

// tracingHeader names the request in logs; most make it anew for every attempt.
var tracingHeader = regexp.MustCompile(`(?i)^request-id$`)

// listed looks for a key in a list of structs with names and values, or in one.
func (m *Model) listed(arg ssa.Value, in Input, at ssa.CallInstruction, prov string) Key {
	name, isList := strings.CutPrefix(in.NamePath, "[]")
	value := strings.TrimPrefix(in.Path, "[]")
	elems := []ssa.Value{arg}
	if isList {
		var ok bool
		if elems, ok = ssaflow.Elements(arg); !ok {
			for _, v := range m.values(arg, "", at) {
				if v.Kind == FromParam {
					return Key{State: KeyCaller, Inputs: []Input{{Index: v.Index, Path: in.Path, NamePath: in.NamePath}}}
				}
			}
			return Key{State: KeyUnknown}
		}
	}
	var k Key
	for _, e := range elems {
		if e == nil {
			continue
		}
		names := m.values(e, name, at)
		for _, text := range names.Literals() {
			if (keyHeader(text) || keyName(prov, text)) && !tracingHeader.MatchString(text) {
				return Key{State: KeySet, How: text, Values: m.values(e, value, at), site: at}
			}
		}
		if !names.Only(Literal) {
			k = k.or(Key{State: KeyUnknown})
		}
	}
	return k
}

// pairs looks for a key in a list of names and values in turn.
func (m *Model) pairs(list ssa.Value, in Input, at ssa.CallInstruction, prov string) Key {
	elems, ok := ssaflow.Elements(list)
	if !ok {
		for _, v := range m.values(list, "", at) {
			if v.Kind == FromParam {
				return Key{State: KeyCaller, Inputs: []Input{{Index: v.Index, Pairs: true}}}
			}
		}
		return Key{State: KeyUnknown}
	}
	var k Key
	for i := 0; i+1 < len(elems); i += 2 {
		if elems[i] != nil && elems[i+1] != nil {
			k = k.or(m.named(elems[i], elems[i+1], at, prov))
		}
	}
	return k
}

// encloses reports whether inner is outer, or a closure written in it.
func encloses(outer, inner *ssa.Function) bool {
	for fn := inner; fn != nil; fn = fn.Parent() {
		if fn == outer {
			return true
		}
	}
	return false
}

// fieldKey evaluates a field for a key in a struct that is handed to a helper.
func (m *Model) fieldKey(a ssa.Value, path string, call ssa.CallInstruction, prov string) Key {
	k := m.keyOf(a, prov)
	if k.State != KeyNone && k.State != KeyCaller {
		return k
	}
	if t := partType(a.Type(), path); !isStringish(t) && !isID(t) {
		// A body or a map of headers: what is in it was looked at, as far as it
		// is filled here.
		for _, r := range m.object(a, false).roots {
			if p, ok := r.v.(*ssa.Parameter); ok && r.path == "" && p.Parent().Parent() == nil {
				k = k.or(callerKey(r.index, path))
			}
		}
		return k
	}
	if k.State == KeyCaller {
		return k
	}
	vs := m.values(a, path, call)
	if len(vs) == 0 || vs.Only(Nothing) {
		return Key{}
	}
	if field := path[strings.LastIndexByte(path, '.')+1:]; !keyName(prov, field) && !keyTag(a.Type(), path, prov) {
		// A body that is a text already: a key may be in it.
		for _, text := range vs.Literals() {
			if name, ok := keyInText(prov, text); ok {
				return Key{State: KeySet, How: name, Values: Values{{Kind: Other, Text: name}}, site: call}
			}
		}
		return Key{State: KeyUnknown}
	}
	return Key{State: KeySet, How: path, Values: vs, site: call}
}

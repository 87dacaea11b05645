package requests

import (
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// builder describes a request that is built up call by call.
func (m *Model) builder(v ssa.Value) built {
	var b built
	o := m.object(v, false)
	for _, r := range o.roots {
		if call, ok := r.v.(*ssa.Call); ok {
			// The client's method or package function that starts the chain.
			m.builderCall(&b, call)
		}
		if p, ok := r.v.(*ssa.Parameter); ok && p.Parent().Parent() == nil {
			val := Value{Kind: FromParam, Text: p.Name(), Index: r.index, Path: requestPath}
			b.url = append(b.url, val)
		}
	}
	for _, u := range o.uses {
		if u.arg == 0 && ssaflow.Receiver(u.call) != nil {
			m.builderCall(&b, u.call)
		}
	}
	for _, st := range o.stores {
		switch {
		case strings.HasSuffix(st.path, ".Method"):
			b.methods = append(b.methods, m.values(st.val, "", st.instr)...)
		case strings.HasSuffix(st.path, ".URL"):
			b.url = append(b.url, m.urlValues(st.val, st.instr)...)
		}
	}
	return b
}

func (m *Model) builderCall(b *built, call ssa.CallInstruction) {
	fn, args := ssaflow.CalleeObj(call), ssaflow.Args(call)
	if fn == nil {
		return
	}
	name := fn.Name()
	if method, ok := methodCalls[name]; ok {
		b.methods = append(b.methods, Value{Kind: Literal, Text: method})
		for _, a := range args {
			if isText(a.Type()) {
				b.url = append(b.url, m.urlValues(a, call)...)
			}
		}
		return
	}
	if len(args) == 0 {
		return
	}
	switch {
	case name == "Method" || name == "SetMethod" || name == "CustomMethod":
		b.methods = append(b.methods, m.values(args[0], "", call)...)
	case urlCalls[name]:
		b.url = append(b.url, m.urlValues(args[0], call)...)
	case bodyCalls[name]:
		m.payload(b, args[0], call)
	}
}

// filledIn describes a request by what a function of the package that is handed
// it fills in.
func (m *Model) filledIn(b *built, u use, depth int) {
	if u.path != "" || u.call.Value() != nil && m.sendResult(u.call) {
		return
	}
	for _, callee := range m.flow.Callees(u.call) {
		if callee.Fn == nil || u.arg >= len(callee.Fn.Params) || callee.Dynamic {
			continue
		}
		var inner built
		m.requestInto(&inner, callee.Fn.Params[u.arg], depth+1)
		own := func(v Value) bool { return v.Path == requestPath && v.Index == u.arg }
		b.methods = append(b.methods, m.bindValues(slices.DeleteFunc(inner.methods, own), u.call, false)...)
		b.url = append(b.url, m.bindValues(slices.DeleteFunc(inner.url, own), u.call, true)...)
		b.payload, b.texts = append(b.payload, inner.payload...), append(b.texts, inner.texts...)
	}
}

// sendResult reports whether a call returns a response: it sends.
func (m *Model) sendResult(call ssa.CallInstruction) bool {
	res := call.Common().Signature().Results()
	for i := range res.Len() {
		if responseType(res.At(i).Type()) {
			return true
		}
	}
	return false
}

// madeRequest describes a request by the call that makes it.
func (m *Model) madeRequest(b *built, call *ssa.Call, depth int) {
	fn := ssaflow.CalleeObj(call)
	if fn == nil {
		return
	}
	args := ssaflow.Args(call)
	ref := symbols.Of(fn)
	if nr, ok := newRequests[ref.Pkg+"."+ref.Symbol()]; ok {
		if nr.from >= 0 && nr.from < len(args) {
			m.requestInto(b, args[nr.from], depth+1)
		}
		if nr.method >= 0 && nr.body < len(args) {
			b.methods = append(b.methods, m.values(args[nr.method], "", call)...)
			b.url = append(b.url, m.urlValues(args[nr.url], call)...)
			m.payload(b, args[nr.body], call)
		}
		return
	}
	for _, callee := range m.flow.Callees(call) {
		sum := m.summaryOf(callee)
		if sum == nil || sum.Request == nil {
			continue
		}
		d := m.bind(sum.Request, call)
		b.methods, b.url = append(b.methods, d.Methods...), append(b.url, d.URL...)
		b.payload, b.texts = append(b.payload, d.Payload...), append(b.texts, d.Texts...)
	}
}

// isOpen reports whether callers choose the method or the URL of a request.
func isOpen(d *Desc) bool {
	if d.Kind == SDK {
		return false
	}
	if d.Methods.Has(FromParam) || len(d.Documents) > 0 && !isMutation(d.Texts) && isGraphQL(d) {
		return true
	}
	if !d.URL.Has(FromParam) {
		return false
	}
	for _, v := range d.URL {
		if v.Kind == Literal && namesPath(v.Text) {
			return false
		}
		if v.Kind == FromParam && (notifies(v.Text) || notifies(v.Path)) {
			return false // a merchant's own address: as much as will ever be known
		}
	}
	return true
}

// namesPath reports whether a constant piece of a URL says what the request is
// about, beyond scheme, host, version and format verbs.
func namesPath(text string) bool {
	for _, seg := range pathSegments(text) {
		if !genericSegment.MatchString(seg) {
			return true
		}
	}
	return false
}

package requests

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Kind says how a request is sent.
type Kind uint8

const (
	// HTTP is a call of an HTTP client.
	HTTP Kind = iota
	// SDK is an operation of a payment provider's SDK.
	SDK
	// Helper is a call of a function of the module that sends what its
	// parameters say.
	Helper
)

// Desc is what is known about a request, wherever it is sent.
type Desc struct {
	Kind Kind
	// Callee is the function of the client or SDK that sends.
	Callee symbols.Ref
	// Methods are the HTTP methods, in capitals; empty for SDK operations.
	Methods Values
	// URL are the pieces of the URL.
	URL Values
	// Provider is the payment provider's short name, when known.
	Provider string
	// Names are the identifiers around the send: functions, receivers,
	// packages, innermost first.
	Names []string
	// Payload are the names of what is sent: types and variables.
	Payload []string
	// Texts are constant texts in the body (GraphQL documents, actions).
	Texts []string
	// Documents are the parameters that texts of the body come from, where the
	// body says what is asked for: GraphQL.
	Documents []int
	Key       Key
	// NoMeans says that the SDK offers no way to set a key.
	NoMeans bool
	// Harmless says that this use of a money-moving operation moves none.
	Harmless bool
	// ByKnob names the setting of an HTTP client that repeats failed requests.
	ByKnob string
	// Below says that the key is made by a transport or hook of the client, for
	// every request that passes it.
	Below bool
	// Unseen says that what sends it is an interface's method, out of sight.
	Unseen bool
	// Local says that it is a transaction of the program's own database: nothing
	// is wrong with repeating it, but the key makes sure that it runs once.
	Local bool
	// Open says that callers choose method or URL.
	Open bool
	// At is where the client's or SDK's function is called in the end.
	At token.Position
}

// Send is one call that sends a request.
type Send struct {
	Desc
	Call ssa.CallInstruction
	Fn   *ssa.Function
	// Response is the value with the response or the decoded result, nil when
	// it is dropped.
	Response ssa.Value
	// Request is the request object, where there is one.
	Request ssa.Value
}

// Pos is the position of the call.
func (s *Send) Pos() token.Pos { return s.Call.Pos() }

// IsWrite reports whether the request may create or change something by its
// method: POST or PATCH, or an SDK's write operation.
func (d *Desc) IsWrite() bool {
	if d.Kind == SDK || d.Methods == nil {
		return d.Kind == SDK
	}
	for _, v := range d.Methods {
		if v.Kind == Literal && (strings.EqualFold(v.Text, "POST") || strings.EqualFold(v.Text, "PATCH")) {
			return true
		}
	}
	return false
}

// IsRead reports whether the request certainly changes nothing.
func (d *Desc) IsRead() bool {
	if d.Kind == SDK || len(d.Methods) == 0 {
		return false
	}
	for _, v := range d.Methods {
		if v.Kind == Nothing || v.Kind == Literal && (v.Text == "" || strings.EqualFold(v.Text, "GET") || strings.EqualFold(v.Text, "HEAD") || strings.EqualFold(v.Text, "OPTIONS")) {
			continue
		}
		return false
	}
	return true
}

// Method is the method for messages.
func (d *Desc) Method() string {
	for _, v := range d.Methods {
		if v.Kind == Literal && v.Text != "" && !strings.EqualFold(v.Text, "GET") {
			return strings.ToUpper(v.Text)
		}
	}
	return "GET"
}

// requestPath marks a method or URL that is part of a request object which is
// itself a parameter.
const requestPath = "@request"

// built is what is known about a request object.
type built struct {
	methods, url Values
	payload      []string
	texts        []string
	documents    []int
}

// sendsOf returns what a call sends.
func (m *Model) sendsOf(call ssa.CallInstruction) []*Send {
	fn := ssaflow.CalleeObj(call)
	var out []*Send
	known := false
	for _, callee := range m.flow.Callees(call) {
		sum := m.summaryOf(callee)
		if sum == nil {
			continue
		}
		known = true
		for i := range sum.Open {
			d := m.bind(&sum.Open[i], call)
			d.Kind = Helper
			if !slices.ContainsFunc(out, func(s *Send) bool { return s.Method() == d.Method() && s.Callee == d.Callee }) {
				out = append(out, m.newSend(call, d))
			}
		}
	}
	if fn == nil && !known && sendsByValue(call) {
		if s := m.clientSend(call, nil, sends(0)); s != nil {
			return append(out, s)
		}
	}
	if fn == nil || known && (len(out) > 0 || !call.Common().IsInvoke()) {
		return out
	}
	if op, ok := sdkOf(fn); ok && !known {
		return append(out, m.sdkSend(call, fn, op))
	}
	if !known && symbols.Of(fn) == dynamoWrite {
		return append(out, m.localSend(call, fn))
	}
	if c, ok := clientOf(fn); ok {
		if s := m.clientSend(call, fn, c); s != nil {
			out = append(out, s)
		}
	}
	return out
}

// sendsByValue reports whether a call runs a function value that takes a request
// and returns the response.
func sendsByValue(call ssa.CallInstruction) bool {
	sig := call.Common().Signature()
	return !call.Common().IsInvoke() && sig.Params().Len() == 1 && isHTTP(sig.Params().At(0).Type(), "Request") &&
		sig.Results().Len() == 2 && isHTTP(sig.Results().At(0).Type(), "Response")
}

func (m *Model) newSend(call ssa.CallInstruction, d Desc) *Send {
	s := &Send{Desc: d, Call: call, Fn: call.Parent()}
	s.Names = append(slices.Clip(s.Names), namesAround(call.Parent())...)
	s.Open = isOpen(&s.Desc)
	if s.Provider == "" {
		s.Provider = providerOf(&s.Desc)
	}
	s.Response = response(call)
	if !s.At.IsValid() {
		s.At = m.position(call)
	}
	return s
}

// position is where a call begins.
func (m *Model) position(call ssa.CallInstruction) token.Position {
	pos := call.Pos()
	if e := m.flow.CallExpr(call); e != nil {
		pos = e.Pos()
	}
	return m.flow.Pass.Fset.Position(pos)
}

// response returns the first result of a call, if it is used.
func response(call ssa.CallInstruction) ssa.Value {
	v := call.Value()
	if v == nil || v.Referrers() == nil {
		return nil
	}
	if _, tuple := v.Type().(*types.Tuple); !tuple {
		return v
	}
	for _, r := range *v.Referrers() {
		if ex, ok := r.(*ssa.Extract); ok && ex.Index == 0 {
			return ex
		}
	}
	return nil
}

// clientSend describes a call of an HTTP client.
func (m *Model) clientSend(call ssa.CallInstruction, fn *types.Func, c client) *Send {
	args := ssaflow.Args(call)
	arg := func(i int) ssa.Value {
		if i >= 0 && i < len(args) {
			return args[i]
		}
		return nil
	}
	d := Desc{Kind: HTTP, Callee: symbols.Of(fn)}
	var b built
	var object ssa.Value
	switch {
	case c.builder:
		object = ssaflow.Receiver(call)
		b = m.builder(object)
	case c.request >= 0:
		object = arg(c.request)
		b = m.request(object)
	}
	if c.method != "" {
		b.methods = Values{{Kind: Literal, Text: c.method}}
	} else if a := arg(c.methodArg); a != nil {
		b.methods = m.values(a, "", call)
	}
	if a := arg(c.url); a != nil {
		b.url = append(b.url, m.urlValues(a, call)...)
	}
	d.Methods, d.URL, d.Payload, d.Texts = b.methods, b.url, b.payload, b.texts
	d.Documents = b.documents
	d.Provider = providerOf(&Desc{URL: d.URL, Names: namesAround(call.Parent())})
	scope := keyScope(&d)
	if object != nil {
		d.Key = m.keyOf(object, scope)
	}
	if !d.IsRead() {
		if a := arg(c.body); a != nil {
			d.describe(m, a, call)
			if bodyMatters(d.Provider) || c.headers == c.body {
				d.Key = d.Key.or(m.keyOf(a, scope))
			}
		}
		if c.headers >= 0 {
			for _, a := range args[min(c.headers, len(args)):] {
				d.Key = d.Key.or(m.keyOf(a, scope))
			}
		}
		if d.Key.State != KeySet {
			if k := m.clientDefault(call); k.State != KeyNone {
				d.Key, d.Below = k, true
			}
		}
		d.ByKnob = m.retryKnob(call, fn)
	}
	d.Names = nil
	s := m.newSend(call, d)
	s.Request = object
	return s
}

// bodyMatters reports whether the provider looks for a key in bodies.
func bodyMatters(prov string) bool {
	mech, known := provider.MechanismOf(prov)
	return !known || len(mech.Fields) > 0
}

// urlValues says what a URL is made of; base URLs kept in fields count.
func (m *Model) urlValues(v ssa.Value, at ssa.Instruction) Values {
	var out Values
	for _, o := range m.flow.Origins(v, ssaflow.Query{At: at, Taint: true, Fields: true}) {
		val := m.value(o).seenFrom(at)
		if val.Kind == Literal && !isText(o.Value.Type()) && o.Const != nil {
			if _, ok := o.StringConst(); !ok {
				continue
			}
		}
		if len(out) < 24 && !slices.Contains(out, val) {
			out = append(out, val)
		}
	}
	return out
}

// describe notes the names and texts of a payload.
func (d *Desc) describe(m *Model, v ssa.Value, at ssa.Instruction) {
	var b built
	m.payload(&b, v, at)
	d.Payload = append(d.Payload, b.payload...)
	d.Texts = append(d.Texts, b.texts...)
	d.Documents = append(d.Documents, b.documents...)
}

// request describes a request object.
func (m *Model) request(v ssa.Value) built {
	if b, ok := m.requests[v]; ok {
		return b
	}
	var b built
	if m.depth > maxNested {
		return b
	}
	m.requests[v] = b // a request that is made from itself
	m.depth++
	m.requestInto(&b, v, 0)
	m.depth--
	// Whoever adds to the answer adds to a copy.
	b.methods, b.url, b.payload, b.texts, b.documents = slices.Clip(b.methods), slices.Clip(b.url), slices.Clip(b.payload), slices.Clip(b.texts), slices.Clip(b.documents)
	m.requests[v] = b
	return b
}

func (m *Model) requestInto(b *built, v ssa.Value, depth int) {
	if v == nil || depth > 4 {
		return
	}
	o := m.object(v, false)
	for _, r := range o.roots {
		var call *ssa.Call
		switch x := r.v.(type) {
		case *ssa.Parameter:
			val := Value{Kind: FromParam, Text: x.Name(), Index: r.index, Path: requestPath}
			if x.Parent().Parent() != nil {
				val = Value{Kind: Other, Text: x.Name()}
			}
			b.methods, b.url = append(b.methods, val), append(b.url, val)
			continue
		case *ssa.Call:
			call = x
		case *ssa.Extract:
			call, _ = x.Tuple.(*ssa.Call)
		}
		if call != nil {
			m.madeRequest(b, call, depth)
		}
	}
	for _, st := range o.stores {
		switch {
		case strings.HasSuffix(st.path, ".Method"):
			b.methods = append(b.methods, m.values(st.val, "", st.instr)...)
		case strings.HasSuffix(st.path, ".URL"):
			b.url = append(b.url, m.urlValues(st.val, st.instr)...)
		case strings.HasSuffix(st.path, ".Body"):
			m.payload(b, st.val, st.instr)
		}
	}
	for _, u := range o.uses { // fasthttp
		fn, args := ssaflow.CalleeObj(u.call), ssaflow.Args(u.call)
		m.filledIn(b, u, depth)
		if fn == nil || u.arg != 0 || len(args) == 0 || ssaflow.Receiver(u.call) == nil {
			continue
		}
		switch name := fn.Name(); {
		case name == "SetMethod" || name == "SetMethodBytes":
			b.methods = append(b.methods, m.values(args[0], "", u.call)...)
		case urlCalls[name]:
			b.url = append(b.url, m.urlValues(args[0], u.call)...)
		case bodyCalls[name]:
			m.payload(b, args[0], u.call)
		}
	}
}

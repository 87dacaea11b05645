package requests

import (
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// knob is a setting of an HTTP client that makes it repeat failed requests,
// whatever their method.
type knob struct {
	// count is the argument with the number of attempts, -1 when calling the
	// function is enough.
	count int
	// off is the number that means no retries at all.
	off int64
}

var knobs = map[string]knob{
	"github.com/go-resty/resty.Client.SetRetryCount":                              {0, 0},
	"github.com/imroc/req.Client.SetCommonRetryCount":                             {0, 0},
	"github.com/imroc/req.Request.SetRetryCount":                                  {0, 0},
	"resty.dev.Client.SetAllowNonIdempotentRetry":                                 {-1, 0},
	"resty.dev.Request.SetAllowNonIdempotentRetry":                                {-1, 0},
	"github.com/gojek/heimdall/httpclient.WithRetryCount":                         {0, 0},
	"github.com/gojek/heimdall/hystrix.WithRetryCount":                            {0, 0},
	"github.com/parnurzeal/gorequest.SuperAgent.Retry":                            {0, 0},
	"github.com/hashicorp/go-retryablehttp.NewClient":                             {-1, 0},
	"github.com/PuerkitoBio/rehttp.NewTransport":                                  {-1, 0},
	"github.com/failsafe-go/failsafe-go/failsafehttp.NewRoundTripper":             {-1, 0},
	"github.com/failsafe-go/failsafe-go/failsafehttp.NewRoundTripperWithExecutor": {-1, 0},
}

// place is where a client is kept: a field, a package variable or a value.
type place struct {
	field symbols.Ref
	value ssa.Value
}

// places returns where the client in v is kept and what it is made of.
func (m *Model) places(v ssa.Value) map[place]bool {
	out := make(map[place]bool)
	var visit func(v ssa.Value, depth int)
	seen := make(map[ssa.Value]bool)
	visit = func(v ssa.Value, depth int) {
		if v == nil || seen[v] || depth > 12 || len(out) > 40 {
			return
		}
		seen[v] = true
		if g, ok := v.(*ssa.Global); ok {
			out[place{value: g}] = true
			for _, st := range m.flow.GlobalStores(g) {
				visit(st.Val, depth+1)
			}
			return
		}
		if fa, ok := v.(*ssa.FieldAddr); ok {
			out[place{field: ssaflow.FieldRef(fa.X.Type(), fa.Field)}] = true
			visit(fa.X, depth+1)
			return
		}
		o := m.object(v, false)
		for _, r := range o.roots {
			switch x := r.v.(type) {
			case *ssa.UnOp:
				visit(x.X, depth+1)
			case *ssa.FieldAddr:
				visit(x, depth+1)
			case *ssa.Extract:
				out[place{value: x.Tuple}] = true
				if call, ok := x.Tuple.(*ssa.Call); ok {
					for _, a := range allArgs(call) {
						if !isStringish(a.Type()) {
							visit(a, depth+1)
						}
					}
				}
			case *ssa.Call:
				out[place{value: x}] = true
				// client.R(), retryClient.StandardClient(): made from a client.
				// A constructor of the package: what it returns.
				for _, callee := range m.flow.Callees(x) {
					if callee.Fn == nil {
						continue
					}
					for _, b := range callee.Fn.Blocks {
						if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 {
							visit(ret.Results[0], depth+1)
						}
					}
				}
				if recv := ssaflow.Receiver(x); recv != nil {
					visit(recv, depth+1)
				} else {
					for _, a := range x.Call.Args {
						if !isStringish(a.Type()) {
							visit(a, depth+1)
						}
					}
				}
			default:
				out[place{value: x}] = true
			}
		}
		// A literal's fields: &http.Client{Transport: t}, &Client{http: c}.
		for _, st := range o.stores {
			if st.key == nil && st.path != "" && st.val != v {
				if name := lastNames(st.path); len(name) > 0 && (name[0] == "Transport" || name[0] == "HTTPClient") {
					visit(st.val, depth+1)
				}
			}
		}
	}
	visit(v, 0)
	// Clients stored in a field elsewhere in the package.
	for p := range out {
		if p.field.Name == "" {
			continue
		}
		for _, st := range m.flow.FieldStores(p.field) {
			visit(st.Val, 2)
		}
	}
	return out
}

// retryKnob names the setting by which the client of a send repeats it.
func (m *Model) retryKnob(call ssa.CallInstruction, fn *types.Func) string {
	ref := symbols.Of(fn)
	if ref.Pkg == "github.com/hashicorp/go-retryablehttp" && ref.Recv == "" {
		return "retryablehttp's default of four retries"
	}
	if len(m.knobCalls()) == 0 {
		if ref.Pkg == "github.com/hashicorp/go-retryablehttp" && !m.retriesOff(ssaflow.Receiver(call)) {
			return "retryablehttp's retries"
		}
		return ""
	}
	client := ssaflow.Receiver(call)
	if client == nil {
		return ""
	}
	mine := m.places(client)
	for _, k := range m.knobCalls() {
		for p := range k.places {
			if mine[p] {
				return k.name
			}
		}
	}
	if ref.Pkg == "github.com/hashicorp/go-retryablehttp" && !m.retriesOff(client) {
		return "retryablehttp's retries"
	}
	return ""
}

type knobCall struct {
	name   string
	places map[place]bool
}

// knobCalls finds the package's settings that make a client retry.
func (m *Model) knobCalls() []knobCall {
	if m.knobsDone {
		return m.knobList
	}
	m.knobsDone = true
	for _, call := range m.flow.Calls() {
		fn := ssaflow.CalleeObj(call)
		if fn == nil {
			continue
		}
		ref := symbols.Of(fn)
		k, ok := knobs[ref.Pkg+"."+ref.Symbol()]
		if !ok || call.Value() == nil {
			continue
		}
		if args := ssaflow.Args(call); k.count >= 0 && k.count < len(args) {
			if c, ok := args[k.count].(*ssa.Const); ok && c.Value != nil && c.Int64() == k.off {
				continue
			}
		}
		if ref.Name == "SetAllowNonIdempotentRetry" {
			if c, ok := ssaflow.Args(call)[0].(*ssa.Const); ok && c.Value != nil && c.Value.ExactString() == "false" {
				continue
			}
		}
		if ref.Pkg == "github.com/PuerkitoBio/rehttp" && m.methodsLimited(call) {
			continue
		}
		if ref.Pkg == "github.com/hashicorp/go-retryablehttp" && m.retriesOff(call.Value()) {
			continue
		}
		at := map[place]bool{{value: call.Value()}: true}
		switch {
		case strings.HasSuffix(ref.Name, "RetryCount") && ref.Recv == "" && call.Value().Referrers() != nil:
			// An option: the client is what the constructor returns.
			for _, ctor := range m.optionUsers(call.Value()) {
				at[place{value: ctor}] = true
			}
		case ssaflow.Receiver(call) != nil:
			recv := ssaflow.Receiver(call)
			for p := range m.places(recv) {
				// A request's setting says nothing about the other requests of
				// its client.
				if ref.Recv == "Request" && (p.value == nil || !sameFamily(recv.Type(), p.value.Type())) {
					continue
				}
				at[p] = true
			}
		}
		m.knobList = append(m.knobList, knobCall{name: ref.String(), places: at})
	}
	m.knobList = append(m.knobList, m.fieldKnobs()...)
	return m.knobList
}

// optionUsers returns the calls that get an option in their variadic slice.
func (m *Model) optionUsers(opt ssa.Value) []ssa.Value {
	var out []ssa.Value
	for _, r := range *opt.Referrers() {
		switch r := r.(type) {
		case *ssa.Store:
			ia, ok := r.Addr.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, sl := range *ia.X.Referrers() {
				if sl, ok := sl.(*ssa.Slice); ok {
					for _, u := range *sl.Referrers() {
						if c, ok := u.(*ssa.Call); ok {
							out = append(out, c)
						}
					}
				}
			}
		case *ssa.Call:
			out = append(out, r)
		}
	}
	return out
}

// methodsLimited reports whether rehttp's retry function looks at the method.
func (m *Model) methodsLimited(call ssa.CallInstruction) bool {
	for _, c := range m.flow.Calls() {
		if ref := ssaflow.CalleeOf(c); ref.Pkg == "github.com/PuerkitoBio/rehttp" && strings.HasPrefix(ref.Name, "RetryHTTPMethods") || ref.Name == "RetryIsErr" {
			return true
		}
	}
	return false
}

// retriesOff reports whether retryablehttp's RetryMax is set to 0, or a policy
// of the program's own: on the client at hand, or on one that is kept somewhere.
func (m *Model) retriesOff(client ssa.Value) bool { return m.retriesOffAt(client, 0) }

func (m *Model) retriesOffAt(client ssa.Value, depth int) bool {
	off := func(name string, val ssa.Value) bool {
		c, ok := val.(*ssa.Const)
		return name == "CheckRetry" || ok && c.Value != nil && c.Int64() == 0
	}
	local := false
	if client != nil {
		o := m.object(client, false)
		for _, r := range o.roots {
			call, made := r.v.(*ssa.Call)
			local = local || made
			if !made {
				continue
			}
			for _, callee := range m.flow.Callees(call) {
				if callee.Fn == nil || depth > 1 {
					continue
				}
				for _, v := range firstResults(callee.Fn) {
					if m.retriesOffAt(v, depth+1) {
						return true
					}
				}
			}
		}
		for _, st := range o.stores {
			for _, name := range [...]string{"RetryMax", "CheckRetry"} {
				if st.key == nil && strings.HasSuffix(st.path, "."+name) && off(name, st.val) {
					return true
				}
			}
		}
	}
	for _, name := range [...]string{"RetryMax", "CheckRetry"} {
		for _, st := range m.flow.FieldStores(symbols.Ref{Pkg: "github.com/hashicorp/go-retryablehttp", Recv: "Client", Name: name}) {
			if off(name, st.Val) && !(local && madeHere(st.Addr)) {
				return true
			}
		}
	}
	return false
}

// madeHere reports whether a field belongs to what a call of the same function
// makes, and not to something that is kept.
func madeHere(addr ssa.Value) bool {
	fa, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	_, ok = fa.X.(*ssa.Call)
	return ok
}

// fieldKnobs finds fasthttp's retry functions that do not look at the method.
func (m *Model) fieldKnobs() []knobCall {
	var out []knobCall
	for _, recv := range [...]string{"Client", "HostClient"} {
		for _, name := range [...]string{"RetryIf", "RetryIfErr"} {
			for _, st := range m.flow.FieldStores(symbols.Ref{Pkg: "github.com/valyala/fasthttp", Recv: recv, Name: name}) {
				fa, ok := st.Addr.(*ssa.FieldAddr)
				if !ok || looksAtMethod(st.Val) {
					continue
				}
				at := m.places(fa.X)
				at[place{value: fa.X}] = true
				out = append(out, knobCall{name: "fasthttp." + recv + "." + name, places: at})
			}
		}
	}
	return out
}

// looksAtMethod reports whether a function asks for the request's method.
func looksAtMethod(v ssa.Value) bool {
	if mc, ok := v.(*ssa.MakeClosure); ok {
		v = mc.Fn
	}
	fn, ok := v.(*ssa.Function)
	if !ok || fn.Blocks == nil {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				if o := ssaflow.CalleeObj(instr); o != nil && (o.Name() == "Method" || methodTest.MatchString(o.Name())) {
					return true
				}
			case *ssa.FieldAddr:
				if strings.HasPrefix(fieldElem(instr.X.Type(), instr.Field), ".Method") {
					return true
				}
			case *ssa.Return:
				if len(instr.Results) > 0 {
					if c, ok := instr.Results[len(instr.Results)-1].(*ssa.Const); ok && c.Value != nil && c.Value.ExactString() == "false" && len(fn.Blocks) == 1 {
						return true // never retries
					}
				}
			}
		}
	}
	return false
}

var methodTest = regexp.MustCompile(`^Is(Get|Head|Post|Put|Delete|Patch)$`)

// Transports returns the types that the client of a send is made with: its
// RoundTripper, among others.
func (m *Model) Transports(call ssa.CallInstruction) []symbols.Ref {
	client := ssaflow.Receiver(call)
	if client == nil {
		return nil
	}
	var out []symbols.Ref
	for p := range m.places(client) {
		if p.value == nil {
			continue
		}
		if ref := symbols.TypeRef(p.value.Type()); ref.Name != "" && !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	slices.SortFunc(out, func(a, b symbols.Ref) int { return strings.Compare(a.String(), b.String()) })
	return out
}

// clientDefault finds a key that the client adds to every request: by a
// RoundTripper or a hook of the module.
func (m *Model) clientDefault(call ssa.CallInstruction) Key {
	client := ssaflow.Receiver(call)
	if client == nil || !m.hasDefaults() {
		return Key{}
	}
	for p := range m.places(client) {
		v := p.value
		if v == nil {
			continue
		}
		if k := m.transportKey(v.Type()); k.State != KeyNone {
			return k
		}
		if k := m.setterOn(v); k.State != KeyNone {
			return k
		}
	}
	return Key{}
}

// hasDefaults reports whether anything in sight could set a default.
func (m *Model) hasDefaults() bool {
	if len(m.transports) > 0 {
		return true
	}
	if m.defaultsDone {
		return m.anyDefault
	}
	m.defaultsDone = true
	for _, call := range m.flow.Calls() {
		for _, a := range ssaflow.Args(call) {
			if text, ok := ssavalue.ConstString(a); ok && keyHeader(text) {
				m.anyDefault = true
				return true
			}
		}
	}
	return false
}

// transportKey returns the key that a RoundTripper type of the module sets.
func (m *Model) transportKey(t types.Type) Key {
	ref := symbols.TypeRef(t)
	return m.transports[ref.Pkg+"."+ref.Name]
}

// setterOn looks for headers set on the client itself, and in hooks.
func (m *Model) setterOn(v ssa.Value) Key {
	var k Key
	for _, u := range m.object(v, false).uses {
		fn, args := ssaflow.CalleeObj(u.call), allArgs(u.call)
		if fn == nil || u.arg != 0 || fn.Signature().Recv() == nil || len(args) < 2 {
			continue
		}
		switch name := fn.Name(); {
		case headerCalls[name] && len(args) >= 3:
			if h, ok := ssavalue.ConstString(args[1]); ok && keyHeader(h) {
				k = k.or(Key{State: KeySet, How: h, Values: m.values(args[2], "", u.call), site: u.call})
			}
		case strings.HasPrefix(name, "OnBefore") || strings.Contains(name, "RequestMiddleware") || strings.HasPrefix(name, "Use"):
			if hook := ssavalue.Func(args[1]); hook != nil {
				for _, p := range hook.Params {
					k = k.or(m.setsOn(p))
				}
			}
		}
	}
	return k
}

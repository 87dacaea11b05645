package requests

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/decide"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// StatusUse says what becomes of a response's status code.
type StatusUse uint8

const (
	// StatusUnknown is a response whose type is not known, or a client that
	// returns an error for statuses that are no success.
	StatusUnknown StatusUse = iota
	// StatusDecides: a branch, here or in a function that is handed the
	// response, depends on it.
	StatusDecides
	// StatusLeft: the response goes to the caller or somewhere else.
	StatusLeft
	// StatusLogged: it is only logged.
	StatusLogged
	// StatusIgnored: nothing looks at it.
	StatusIgnored
)

// statusMethods are the methods of clients' response types that tell the status.
var statusMethods = map[string]bool{
	"StatusCode": true, "Status": true, "IsError": true, "IsSuccess": true, "IsErrorState": true, "IsSuccessState": true,
	"GetStatusCode": true, "GetStatus": true, "ResultState": true, "Error": true, "IsStatusSuccess": true, "IsStatusFailure": true,
}

// responseType reports whether t is a response that carries a status code.
func responseType(t types.Type) bool {
	ref := symbols.TypeRef(t)
	if ref.Name != "Response" && ref.Name != "Resp" {
		return false
	}
	switch ref.Pkg {
	case "net/http", "github.com/go-resty/resty", "resty.dev", "github.com/imroc/req", "github.com/valyala/fasthttp", "github.com/levigross/grequests":
		return true
	}
	return false
}

// Response is what is known about the use of a response.
type Response struct {
	Status StatusUse
	// Body says that the body, or what was decoded from it, is used.
	Body bool
}

// ResponseOf says what a function does with the response that a call returns.
func (m *Model) ResponseOf(call ssa.CallInstruction) Response {
	v := call.Value()
	if v == nil {
		return Response{}
	}
	res := call.Common().Signature().Results()
	index := -1
	for i := range res.Len() {
		if responseType(res.At(i).Type()) {
			index = i
			break
		}
	}
	u := &responseUse{m: m, seen: make(map[ssa.Value]bool)}
	if at := m.statusOf(call); index < 0 && at >= 0 {
		u.number(v, at)
	} else if index < 0 {
		// fasthttp fills in a response that it is handed.
		ref := symbols.Of(ssaflow.CalleeObj(call))
		if ref.Pkg != "github.com/valyala/fasthttp" {
			return Response{}
		}
		for _, a := range ssaflow.Args(call) {
			if !responseType(a.Type()) {
				continue
			}
			// A closure that gives it back, say, has it in a variable.
			if load, ok := a.(*ssa.UnOp); ok && load.Op == token.MUL {
				if cell, ok := load.X.(*ssa.Alloc); ok {
					u.follow(cell)
				}
			}
			u.follow(a)
		}
		if len(u.seen) == 0 {
			return Response{}
		}
	} else if res.Len() == 1 {
		u.follow(v)
	} else if v.Referrers() != nil {
		for _, r := range *v.Referrers() {
			switch r := r.(type) {
			case *ssa.Extract:
				if r.Index == index {
					u.follow(r)
				}
			case *ssa.Return:
				u.left = true // return client.Do(req)
			}
		}
	}
	u.body = u.body || m.decodesResult(call)
	out := Response{Body: u.body}
	nothing, logged := u.status.Nothing()
	switch {
	case u.decides || u.status.Any && !nothing:
		out.Status = StatusDecides
	case u.left:
		out.Status = StatusLeft
	case logged:
		out.Status = StatusLogged
	default:
		out.Status = StatusIgnored
	}
	return out
}

// decodesResult reports whether a resty-like builder was told to decode the
// body into a value.
func (m *Model) decodesResult(call ssa.CallInstruction) bool {
	recv := ssaflow.Receiver(call)
	if recv == nil || responseTypeOfBuilder(recv.Type()) == "" {
		return false
	}
	for _, u := range m.object(recv, false).uses {
		switch ref := symbols.Of(ssaflow.CalleeObj(u.call)); ref.Name {
		case "SetResult", "SetSuccessResult", "ForceContentType":
			return true
		}
	}
	return false
}

func responseTypeOfBuilder(t types.Type) string {
	ref := symbols.TypeRef(t)
	switch ref.Pkg {
	case "github.com/go-resty/resty", "resty.dev", "github.com/imroc/req":
		if ref.Name == "Request" {
			return ref.Pkg
		}
	}
	return ""
}

// responseUse follows one response through a function.
type responseUse struct {
	m             *Model
	seen          map[ssa.Value]bool
	status        decide.Uses
	decides, left bool
	body          bool
}

func (u *responseUse) follow(v ssa.Value) {
	if u.seen[v] || len(u.seen) > 64 || v.Referrers() == nil {
		return
	}
	u.seen[v] = true
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.FieldAddr:
			u.field(r, ssaflow.FieldRef(r.X.Type(), r.Field).Name)
		case *ssa.Phi:
			u.follow(r)
		case *ssa.Store:
			if r.Val == v {
				u.store(r)
			}
		case *ssa.Return, *ssa.Send, *ssa.MapUpdate:
			u.left = true
		case *ssa.MakeInterface:
			u.handed(r)
		case *ssa.MakeClosure:
			u.closure(r, v)
		case *ssa.BinOp, *ssa.DebugRef:
		case *ssa.UnOp:
			if r.Op == token.MUL {
				u.follow(r)
			}
		case *ssa.ChangeType:
			u.follow(r)
		case ssa.CallInstruction:
			u.call(r, v)
		}
	}
}

func (u *responseUse) field(addr *ssa.FieldAddr, name string) {
	refs := addr.Referrers()
	if refs == nil {
		return
	}
	switch name {
	case "StatusCode", "Status", "Ok", "RawResponse":
		for _, r := range *refs {
			if load, ok := r.(*ssa.UnOp); ok {
				u.look(load)
			} else if _, ok := r.(*ssa.DebugRef); !ok {
				u.left = true
			}
		}
	case "Body", "Response":
		for _, r := range *refs {
			load, ok := r.(*ssa.UnOp)
			if !ok || load.Referrers() == nil {
				continue
			}
			if name == "Response" {
				u.follow(load) // an embedded *http.Response
				continue
			}
			for _, use := range *load.Referrers() {
				u.body = u.body || bodyUse(use)
			}
		}
	}
}

// bodyUse reports whether an instruction reads a body for what is in it.
func bodyUse(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.DebugRef:
		return false
	case ssa.CallInstruction:
		return symbols.Of(ssaflow.CalleeObj(instr)).Name != "Close"
	case *ssa.ChangeInterface:
		if instr.Referrers() == nil {
			return false
		}
		for _, r := range *instr.Referrers() {
			call, ok := r.(ssa.CallInstruction)
			if !ok {
				continue
			}
			ref := symbols.Of(ssaflow.CalleeObj(call))
			if (ref.Is("io", "Copy") || ref.Is("io", "CopyN")) && drains(call) {
				continue
			}
			return true
		}
		return false
	}
	return true
}

// drains reports whether a copy goes to io.Discard.
func drains(call ssa.CallInstruction) bool {
	args := ssaflow.Args(call)
	if len(args) == 0 {
		return false
	}
	if load, ok := args[0].(*ssa.UnOp); ok {
		if g, ok := load.X.(*ssa.Global); ok {
			return g.Name() == "Discard"
		}
	}
	return false
}

// look follows a status code, its text, or what a method says about it.
func (u *responseUse) look(v ssa.Value) {
	u.status.Compare = statusCompare
	u.status.Follow(v, true)
}

// statusCompare reads comparisons of status codes.
func statusCompare(b *ssa.BinOp, good bool) (trueIsGood, ok bool) {
	k, isConst := b.Y.(*ssa.Const)
	if !isConst || k.Value == nil {
		return false, false
	}
	if k.Value.Kind() != constant.Int {
		return decide.Truth(b, good)
	}
	n, _ := constant.Int64Val(k.Value)
	success := n < 4 || n >= 200 && n < 400 // 2 and 3 are classes
	switch b.Op {
	case token.EQL:
		return success, true
	case token.NEQ:
		return !success, true
	case token.LSS, token.LEQ:
		return n > 200, true
	case token.GTR, token.GEQ:
		return n < 299 && n != 3, true
	}
	return false, false
}

func (u *responseUse) store(st *ssa.Store) {
	switch addr := st.Addr.(type) {
	case *ssa.Alloc:
		u.follow(addr)
		return
	case *ssa.FreeVar:
		u.left = true
		return
	case *ssa.IndexAddr:
		if arr, ok := addr.X.(*ssa.Alloc); ok {
			// A list of arguments.
			for _, r := range *arr.Referrers() {
				if sl, ok := r.(*ssa.Slice); ok {
					u.handed(sl)
				}
			}
			return
		}
	}
	u.left = true
}

// handed follows a response inside an interface or a list of arguments: it is
// logged, or handed on.
func (u *responseUse) handed(v ssa.Value) {
	if v.Referrers() == nil {
		return
	}
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case ssa.CallInstruction:
			if !decide.LogCall(r) {
				u.left = true
			}
		case *ssa.Store:
			u.store(r)
		case *ssa.DebugRef:
		default:
			u.left = true
		}
	}
}

func (u *responseUse) closure(mc *ssa.MakeClosure, v ssa.Value) {
	fn, ok := mc.Fn.(*ssa.Function)
	if !ok {
		return
	}
	for i, b := range mc.Bindings {
		if b == v && i < len(fn.FreeVars) {
			u.follow(fn.FreeVars[i])
		}
	}
}

// call follows a response that a call gets, as receiver or argument.
func (u *responseUse) call(call ssa.CallInstruction, v ssa.Value) {
	ref := symbols.Of(ssaflow.CalleeObj(call))
	if r := ssaflow.Receiver(call); r == v && !call.Common().IsInvoke() {
		switch {
		case statusMethods[ref.Name]:
			if res := call.Value(); res != nil {
				u.look(res)
			}
		case ref.Name == "Body" || ref.Name == "String" || ref.Name == "Result" || ref.Name == "Bytes" || ref.Name == "JSON" ||
			strings.HasPrefix(ref.Name, "ToString") || strings.HasPrefix(ref.Name, "ToJSON") || strings.HasPrefix(ref.Name, "Unmarshal") || ref.Name == "Into":
			u.body = true
			u.decides = u.decides || compared(call.Value(), 0)
		}
		return
	}
	if decide.LogCall(call) || strings.HasPrefix(ref.Pkg, "net/http") || ref.Pkg == "github.com/valyala/fasthttp" {
		return // DumpResponse, ReleaseResponse, the send itself
	}
	for _, callee := range u.m.flow.Callees(call) {
		if callee.Fn == nil {
			u.left = true // a function of the module or a library that may check
			return
		}
	}
	known := false
	for _, callee := range u.m.flow.Callees(call) {
		for i, a := range call.Common().Args {
			if a != v || i >= len(callee.Fn.Params) {
				continue
			}
			known = true
			if u.seen[callee.Fn.Params[i]] {
				continue
			}
			inner := &responseUse{m: u.m, seen: u.seen}
			inner.follow(callee.Fn.Params[i])
			nothing, _ := inner.status.Nothing()
			u.decides = u.decides || inner.decides || inner.status.Any && !nothing
			u.left = u.left || inner.left
			u.body = u.body || inner.body
		}
	}
	if !known {
		u.left = true
	}
}

// unchecked reports whether a function leaves the status of a response to its
// callers: it returns one that it has not looked at itself.
func (m *Model) unchecked(fn *ssa.Function) bool {
	res := fn.Signature.Results()
	returned := false
	for i := range res.Len() {
		returned = returned || responseType(res.At(i).Type())
	}
	if !returned {
		at := m.statusResult(fn)
		return at >= 0 && !m.refusesStatus(fn)
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || len(m.sendsAt(call)) == 0 && !m.ReturnsUnchecked(call) {
				continue
			}
			if m.ResponseOf(call).Status == StatusLeft {
				return true
			}
		}
	}
	return false
}

// ReturnsUnchecked reports whether a call runs a function of the module that
// returns a response whose status it has not looked at.
func (m *Model) ReturnsUnchecked(call ssa.CallInstruction) bool {
	for _, callee := range m.flow.Callees(call) {
		if sum := m.summaryOf(callee); sum != nil && sum.Unchecked {
			return true
		}
	}
	return false
}

// Loose returns the request that a call leads to inside a function of the module
// that uses the answer and never looks at the status, nil when there is none;
// judged says that it refuses by what the body says of itself.
func (m *Model) Loose(call ssa.CallInstruction) (d *Desc, judged bool) {
	for _, callee := range m.flow.Callees(call) {
		if sum := m.summaryOf(callee); sum != nil && sum.Loose != nil {
			return sum.Loose, sum.LooseBody
		}
	}
	return nil, false
}

// Reads reports whether a call runs a function of the module that sends
// lookups.
func (m *Model) Reads(call ssa.CallInstruction) bool {
	for _, callee := range m.flow.Callees(call) {
		if sum := m.summaryOf(callee); sum != nil && len(sum.Reads) > 0 {
			return true
		}
	}
	return m.UnseenRead(call)
}

// Checked reports whether a call runs a function of the module that looks at
// the status itself, on every response that it returns.
func (m *Model) Checked(call ssa.CallInstruction) bool {
	for _, callee := range m.flow.Callees(call) {
		if sum := m.summaryOf(callee); sum != nil && !sum.Unchecked && sum.Loose == nil {
			return true
		}
	}
	return false
}

// loose returns the first request that a function sends without ever looking at
// the status of an answer whose body it uses.
func (m *Model) loose(fn *ssa.Function) *Desc {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			for _, s := range m.sendsAt(call) {
				if s.Kind != HTTP {
					continue
				}
				if r := m.ResponseOf(call); (r.Status == StatusIgnored || r.Status == StatusLogged) && r.Body {
					d := exported(s.Desc)
					return &d
				}
			}
		}
	}
	return nil
}

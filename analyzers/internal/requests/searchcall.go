package requests

import (
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"golang.org/x/tools/go/ssa"
)

// use judges a call that gets the object.
func (s *search) use(u use, depth int) Key {
	call, args := u.call, allArgs(u.call)
	fn := ssaflow.CalleeObj(call)
	var k Key
	if fn == nil || call.Common().IsInvoke() && u.arg > 0 {
		// An option that callers hand in: they choose which, and whether.
		if k = s.option(call); k.State != KeyNone {
			return k
		}
	}
	known := false
	for _, callee := range s.m.flow.Callees(call) {
		if sum := s.m.summaryOf(callee); sum != nil {
			known = true
			switch {
			case callee.Fn != nil && u.arg < len(callee.Fn.Params) && u.path == "":
				k = k.or(s.m.bindKey(s.m.setsFor(callee.Fn.Params[u.arg], s.prov), call, s.prov))
			case sum.Sets[u.arg].State != KeyNone:
				k = k.or(s.m.bindKey(sum.Sets[u.arg], call, s.prov))
			case callee.Fn == nil && providerFields(s.prov) && hasKeyField(args[u.arg].Type(), s.prov):
				k = k.or(Key{State: KeyUnknown}) // facts do not know the provider's own fields
			}
		}
	}
	if known && k.State != KeyNone {
		return k
	}
	if fn == nil {
		return k
	}
	name := fn.Name()
	isRecv := fn.Signature().Recv() != nil && u.arg == 0
	rest := args[min(u.arg+1, len(args)):]
	switch {
	case isRecv && len(rest) > 0 && idempotentCall.MatchString(name) && !readCall.MatchString(name):
		return s.set(name, rest[0], call)
	case known:
		return k
	case isRecv && headerCalls[name] && len(rest) >= 2:
		if m := rangedMap(rest[0]); m != nil {
			return s.in(m, depth+1)
		}
		return s.m.named(rest[0], rest[1], call, s.prov)
	case isRecv && headerMapCalls[name] && len(rest) >= 1, isRecv && bodyCalls[name] && len(rest) >= 1:
		for _, a := range rest {
			k = k.or(s.in(a, depth+1))
		}
		return k
	case !isRecv && (name == "NewEncoder" || name == "NewWriter"):
		return s.encoder(call, depth)
	case !isRecv && strings.HasPrefix(name, "Fprint"):
		return s.texts(call, rest, depth)
	case isRecv && strings.HasPrefix(name, "Write"):
		for _, a := range rest {
			k = k.or(s.in(a, depth+1))
		}
	}
	return k
}

// option judges a function value that is handed the object.
func (s *search) option(call ssa.CallInstruction) Key {
	var k Key
	res := call.Common().Signature().Results()
	for i := range res.Len() {
		if responseType(res.At(i).Type()) {
			return k // it sends
		}
	}
	switch v := call.Common().Value.(type) {
	case *ssa.Builtin:
		return k
	case *ssa.Call:
		if !call.Common().IsInvoke() {
			return s.made(v, 0, 1) // Header(name, value)(request)
		}
	}
	for _, v := range s.m.values(call.Common().Value, "", call) {
		// An interface's method is an option's when callers hand in a list of them.
		if v.Kind == FromParam && (!call.Common().IsInvoke() || strings.HasSuffix(v.Path, "[]")) {
			k = k.or(callerKey(v.Index, v.Path))
		}
	}
	return k
}

// encoder follows json.NewEncoder(buf).Encode(v) and multipart writers.
func (s *search) encoder(call ssa.CallInstruction, depth int) Key {
	var k Key
	v := call.Value()
	if v == nil {
		return k
	}
	for _, u := range s.m.object(v, false).uses {
		fn := ssaflow.CalleeObj(u.call)
		if fn == nil || u.arg != 0 {
			continue
		}
		args := ssaflow.Args(u.call)
		switch {
		case fn.Name() == "Encode" && len(args) > 0:
			k = k.or(s.in(args[0], depth+1))
		case fn.Name() == "WriteField" && len(args) == 2:
			if name, ok := ssavalue.ConstString(args[0]); ok && keyName(s.prov, name) {
				k = k.or(s.set(name, args[1], u.call))
			}
		}
	}
	return k
}

// piped follows what is written to the other end of a pipe.
func (s *search) piped(call *ssa.Call, depth int) Key {
	k := Key{State: KeyUnknown}
	for _, r := range *call.Referrers() {
		if ex, ok := r.(*ssa.Extract); ok && ex.Index == 1 {
			if found := s.in(ex, depth+1); found.State == KeySet || found.State == KeyCaller {
				k = found
			}
		}
	}
	return k
}

// texts looks for a key's name in constant texts.
func (s *search) texts(at ssa.Instruction, args []ssa.Value, depth int) Key {
	for _, a := range args {
		for _, text := range s.m.values(a, "", at).Literals() {
			if name, ok := keyInText(s.prov, text); ok {
				return Key{State: KeySet, How: name, Values: Values{{Kind: Other, Text: name}}, site: at}
			}
		}
	}
	return Key{}
}

// hook is the key that a function sets on the request it is handed.
func (s *search) hook(fn *ssa.Function) Key {
	var k Key
	for _, p := range fn.Params {
		k = k.or(s.m.setsFor(p, s.prov))
	}
	return k
}

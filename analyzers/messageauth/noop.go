package messageauth

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/decide"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// noOp reports a verifier that accepts every payload.
func (c *checker) noOp(fn *ssa.Function) {
	if fn.Parent() != nil || fn.Synthetic != "" || !c.r.Visible(fn.Pos()) || !promises(fn) || !c.paymentContext(fn) {
		return
	}
	accepts := false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Return:
				switch verdictOf(fn, instr) {
				case saysYes:
					accepts = true
				case saysUnknown:
					return
				}
			case *ssa.If:
				if !c.presence(instr.Cond, make(map[ssa.Value]bool)) {
					return
				}
			case ssa.CallInstruction:
				if !proofless(instr) {
					return
				}
			case *ssa.Panic, *ssa.Store, *ssa.Send:
				if _, ok := instr.(*ssa.Send); ok {
					return
				}
			}
		}
	}
	if !accepts {
		return
	}
	pos, end := fn.Pos(), fn.Pos()
	if decl, ok := fn.Syntax().(*ast.FuncDecl); ok {
		pos, end = decl.Name.Pos(), decl.Name.End()
	}
	c.r.Report(report.Finding{
		Category: "no-op-verifier",
		Message:  fn.Name() + " accepts every payload without checking its signature; verify it, or refuse until it is implemented",
		Pos:      pos,
		End:      end,
	})
}

// promises reports whether a function is handed a message and its name says
// that it checks it.
func promises(fn *ssa.Function) bool {
	if i, _ := verdictResult(fn.Signature); i < 0 {
		return false
	}
	verb, message := false, false
	ws := naming.Words(fn.Name())
	for i, w := range ws {
		switch w {
		case "verify", "validate", "authenticate", "check":
			verb = verb || i == 0 || i == len(ws)-1
		case "valid":
			verb = verb || i > 0 && ws[i-1] == "is"
		case "signature", "sign", "hmac", "mac", "webhook", "webhooks", "callback", "notification", "notify", "ipn", "payload":
			message = true
		case "amount", "health", "config", "configuration", "status", "balance", "limit", "permission", "permissions", "order", "card", "schema", "format":
			return false
		}
	}
	if !verb {
		return false
	}
	handed := false
	for p := range fn.Signature.Params().Variables() {
		handed = handed || carriesMessage(p, message)
	}
	return handed
}

// carriesMessage reports whether a parameter is a payload, a signature or the
// request with both.
func carriesMessage(p *types.Var, message bool) bool {
	ref := symbols.TypeRef(p.Type())
	if decide.RequestType(p.Type()) && ref.Name != "Values" {
		return true
	}
	switch p.Type().Underlying().(type) {
	case *types.Slice:
		if isBytes(p.Type()) {
			return true
		}
	case *types.Map, *types.Basic:
	case *types.Interface, *types.Pointer, *types.Struct:
		return message && ref.Name != "Context"
	default:
		return false
	}
	if !isBasic(p.Type(), types.IsString) {
		if _, ok := p.Type().Underlying().(*types.Map); !ok {
			return false
		}
		return message || strings.Contains(strings.ToLower(p.Name()), "header")
	}
	for _, w := range naming.Words(p.Name()) {
		switch w {
		case "payload", "body", "signature", "sig", "sign", "raw", "hmac", "headers", "header":
			return true
		}
	}
	return false
}

type says int

const (
	saysNo says = iota
	saysYes
	saysUnknown
)

// verdictOf reads the verdict that a return gives.
func verdictOf(fn *ssa.Function, ret *ssa.Return) says {
	result := saysYes
	sig := fn.Signature.Results()
	for i, v := range ret.Results {
		t := sig.At(i).Type()
		isBool, isErr := isBasic(t, types.IsBoolean), isErrorType(t)
		if !isBool && !isErr {
			continue
		}
		if k, ok := v.(*ssa.Const); ok {
			switch {
			case isErr: // nil
			case k.Value != nil && !constant.BoolVal(k.Value):
				return saysNo
			}
			continue
		}
		if isErr {
			// A new error refuses; the error of a decoder only says that the
			// payload is malformed.
			switch decoderError(v, make(map[ssa.Value]bool)) {
			case saysNo:
				return saysNo
			case saysUnknown:
				result = saysUnknown
			}
			continue
		}
		if b, ok := v.(*ssa.BinOp); ok && presenceOf(b) {
			continue // return len(payload) > 0
		}
		result = saysUnknown
	}
	return result
}

// presenceOf reports whether a comparison asks only whether something is there.
func presenceOf(b *ssa.BinOp) bool {
	k, ok := b.Y.(*ssa.Const)
	if !ok {
		return false
	}
	if s, ok := constString(k); ok {
		return s == "" && b.Op == token.NEQ
	}
	call, ok := b.X.(*ssa.Call)
	if !ok || k.Value == nil || k.Value.Kind() != constant.Int || k.Int64() != 0 {
		return false
	}
	bi, ok := call.Call.Value.(*ssa.Builtin)
	return ok && bi.Name() == "len" && (b.Op == token.GTR || b.Op == token.NEQ)
}

// decoderError tells errors that are made here (no) from those a decoder
// returns whatever they are (yes, as far as authenticity goes).
func decoderError(v ssa.Value, seen map[ssa.Value]bool) says {
	if seen[v] {
		return saysNo // judged already
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.MakeInterface, *ssa.UnOp:
		return saysNo // a custom error or a package variable
	case *ssa.ChangeInterface:
		return decoderError(v.X, seen)
	case *ssa.Extract:
		return decoderError(v.Tuple, seen)
	case *ssa.Call:
		ref := ssaflow.CalleeOf(v)
		if ref.Pkg == "errors" || ref.Pkg == "fmt" || strings.HasSuffix(ref.Pkg, "/errors") {
			return saysNo
		}
		if encoder(ref.Pkg) || ref.Is("net/url", "ParseQuery") || ref.Is("io", "ReadAll") {
			if onlyReturned(v) {
				return saysYes
			}
			return saysNo
		}
	case *ssa.Phi:
		out := saysNo
		for _, e := range v.Edges {
			if k, ok := e.(*ssa.Const); ok && k.Value == nil {
				out = saysYes
				continue
			}
			if d := decoderError(e, seen); d != saysNo {
				out = d
			}
		}
		return out
	}
	return saysUnknown
}

// onlyReturned reports whether no branch looks at a call's error.
func onlyReturned(call *ssa.Call) bool {
	for _, r := range *call.Referrers() {
		switch r.(type) {
		case *ssa.Return, *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// presence reports whether a condition only asks whether something is there or
// well-formed.
func (c *checker) presence(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true // judged already; one that is no presence test has ended it
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Lookup, *ssa.TypeAssert, *ssa.Next:
			return true
		case *ssa.Call:
			return proofless(t)
		}
	case *ssa.Call:
		return proofless(v)
	case *ssa.UnOp:
		return v.Op == token.NOT && c.presence(v.X, seen)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if !c.presence(e, seen) {
				return false
			}
		}
		return true
	case *ssa.BinOp:
		for _, p := range [2][2]ssa.Value{{v.X, v.Y}, {v.Y, v.X}} {
			k, ok := p[1].(*ssa.Const)
			if !ok {
				continue
			}
			if k.Value == nil || k.Value.Kind() == constant.Int {
				return true // nil, a length, a loop
			}
			if s, ok := constString(k); ok && s == "" {
				return true
			}
		}
		// A loop over a length.
		return isBasic(v.X.Type(), types.IsInteger)
	}
	return false
}

// proofless reports whether a call can prove nothing about a message: it logs,
// decodes, formats or reads.
func proofless(call ssa.CallInstruction) bool {
	if _, ok := call.Common().Value.(*ssa.Builtin); ok {
		return true
	}
	ref := ssaflow.CalleeOf(call)
	if decide.LogCall(call) || encoder(ref.Pkg) || symbols.HasRef(ref, symbols.InputSource) || symbols.HasRef(ref, symbols.InputBinder) {
		return true
	}
	switch ref.Pkg {
	case "fmt", "errors", "strconv", "unicode", "github.com/pkg/errors":
		return true
	case "strings", "bytes":
		return !strings.HasPrefix(ref.Name, "Equal") && ref.Name != "Compare"
	case "net/http", "net/url", "io":
		return ref.Name == "Get" || ref.Name == "ReadAll" || ref.Name == "Values" || ref.Name == "ParseForm" || ref.Name == "ParseQuery" || ref.Name == "FormValue" || ref.Name == "Close"
	case "time":
		return true
	case "":
		return ref.Name == "Error"
	}
	return false
}

// paymentContext reports whether a function is about payments: by a payment
// word in its name, its receiver, the receiver's methods or its package.
func (c *checker) paymentContext(fn *ssa.Function) bool {
	names := []string{fn.Name(), c.pass.Pkg.Name()}
	if recv := fn.Signature.Recv(); recv != nil {
		names = append(names, typeName(recv.Type()))
		t := recv.Type()
		if _, ok := t.Underlying().(*types.Pointer); !ok {
			t = types.NewPointer(t)
		}
		set := types.NewMethodSet(t)
		for i := range set.Len() {
			names = append(names, set.At(i).Obj().Name())
		}
	}
	for _, n := range names {
		if c.names.PaymentWord(n) {
			return true
		}
	}
	for _, imp := range c.pass.Pkg.Imports() {
		if symbols.PackageHas(imp.Path(), symbols.ProviderWrite) || symbols.PackageHas(imp.Path(), symbols.WebhookVerify) {
			return true
		}
	}
	return false
}

func typeName(t types.Type) string { return symbols.TypeName(t) }

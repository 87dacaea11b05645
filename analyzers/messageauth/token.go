package messageauth

import (
	"go/constant"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// unverified are the functions and methods that read a token without checking
// its signature; receiver says that the token is the receiver.
var unverified = map[string]struct{ receiver bool }{
	"ParseUnverified":                  {},
	"ParseInsecure":                    {},
	"ParseNoVerify":                    {},
	"UnsafeClaimsWithoutVerification":  {receiver: true},
	"UnsafePayloadWithoutVerification": {receiver: true},
}

// jwtPackage reports whether a package is a library for JOSE tokens.
func jwtPackage(pkg string) bool {
	for _, p := range []string{"github.com/golang-jwt/jwt", "github.com/dgrijalva/jwt-go", "github.com/form3tech-oss/jwt-go", "github.com/lestrrat-go/jwx",
		"github.com/go-jose/go-jose", "gopkg.in/square/go-jose", "gopkg.in/go-jose/go-jose", "github.com/square/go-jose", "github.com/cristalhq/jwt", "github.com/kataras/jwt", "github.com/gbrlsnchs/jwt"} {
		if pkg == p || strings.HasPrefix(pkg, p+"/") {
			return true
		}
	}
	return false
}

// tokens reports tokens that are used without being verified.
func (c *checker) tokens() {
	for _, ci := range c.flow.Calls() {
		call, ok := ci.(*ssa.Call)
		if !ok || !c.r.Visible(call.Pos()) {
			continue
		}
		ref := ssaflow.CalleeOf(call)
		if !jwtPackage(ref.Pkg) {
			continue
		}
		args := ssaflow.Args(call)
		u, unsafe := unverified[ref.Name]
		switch {
		case unsafe && u.receiver:
			if !c.verifiedReceiver(call) {
				c.unverifiedToken(call, ssaflow.Receiver(call), ref.String()+" is called without verifying the token first")
			}
		case unsafe && len(args) > 0, strings.HasSuffix(ref.Pkg, "/jwt") && strings.HasPrefix(ref.Name, "Parse") && len(args) > 0 && c.switchedOff(call):
			if !c.verifiedElsewhere(call, args[0]) {
				c.unverifiedToken(call, args[0], "")
			}
		case strings.HasSuffix(ref.Pkg, "/jws") && strings.HasPrefix(ref.Name, "Parse") && len(args) > 0:
			if c.payloadUsed(call) && !c.verifiedElsewhere(call, args[0]) {
				c.unverifiedToken(call, args[0], "")
			}
		case ref.Pkg == "github.com/kataras/jwt" && ref.Name == "Decode" && len(args) > 0:
			if !c.verifiedElsewhere(call, args[0]) {
				c.unverifiedToken(call, args[0], "")
			}
		case ref.Name == "Parse" || ref.Name == "ParseWithClaims":
			c.keyFunc(call)
		case strings.HasPrefix(ref.Name, "New") && len(args) > 0 && c.methodNone(args[0], call):
			c.unverifiedToken(call, args[0], "the token is made with alg=none, without a signature")
		}
	}
}

func (c *checker) unverifiedToken(call *ssa.Call, token ssa.Value, text string) {
	if text == "" {
		name := ""
		if names := c.flow.Names(token); len(names) > 0 {
			name = names[0].Name() + " "
		} else if p, ok := token.(*ssa.Parameter); ok {
			name = p.Name() + " "
		}
		text = "the token " + name + "is parsed without verifying its signature by " + ssaflow.CalleeOf(call).String()
	}
	pos, end := c.span(call)
	c.r.Report(report.Finding{
		Category: "unverified-token",
		Message:  text + "; anybody can make such a token, verify it with the issuer's key",
		Pos:      pos,
		End:      end,
	})
}

// switchedOff reports whether an option turns verification off.
func (c *checker) switchedOff(call *ssa.Call) bool {
	elems, _ := ssaflow.Variadic(call)
	for _, e := range elems {
		for _, o := range c.flow.Origins(e, ssaflow.Query{At: call}) {
			if o.Kind != ssaflow.Call || o.Site == nil || o.Callee.Name != "WithVerify" {
				continue
			}
			if a := ssaflow.Args(o.Site); len(a) == 1 {
				if k, ok := a[0].(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.Bool && !constant.BoolVal(k.Value) {
					return true
				}
			}
		}
	}
	return false
}

// verifiedElsewhere reports whether the same function gives the same token to
// a verifying parser as well, or to a verifier of the module.
func (c *checker) verifiedElsewhere(parse *ssa.Call, token ssa.Value) bool {
	root := unwrap(token)
	for _, b := range parse.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call == parse {
				continue
			}
			ref := ssaflow.CalleeOf(call)
			verb, _ := verifyingName(ref.Name)
			parses := jwtPackage(ref.Pkg) && (strings.HasPrefix(ref.Name, "Parse") || strings.HasPrefix(ref.Name, "Verify")) &&
				unverified[ref.Name] == struct{ receiver bool }{} && !isUnsafe(ref.Name) && !strings.HasSuffix(ref.Pkg, "/jws") || strings.HasSuffix(ref.Pkg, "/jws") && strings.HasPrefix(ref.Name, "Verify")
			if !parses && !(verb && !jwtPackage(ref.Pkg)) {
				continue
			}
			for _, a := range call.Common().Args {
				if unwrap(a) == root {
					return true
				}
			}
		}
	}
	return false
}

func isUnsafe(name string) bool { _, ok := unverified[name]; return ok }

// unwrap strips conversions, so that []byte(raw) and raw are the same token.
func unwrap(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.UnOp:
			return x.X // a load: the same variable
		default:
			return v
		}
	}
}

// verifiedReceiver reports whether the token of an unsafe method is verified by
// another method in the same function.
func (c *checker) verifiedReceiver(call *ssa.Call) bool {
	recv := ssaflow.Receiver(call)
	if recv == nil {
		return true
	}
	root := unwrap(recv)
	for _, b := range call.Parent().Blocks {
		for _, instr := range b.Instrs {
			other, ok := instr.(*ssa.Call)
			if !ok || other == call {
				continue
			}
			r := ssaflow.Receiver(other)
			if r == nil || unwrap(r) != root {
				continue
			}
			switch ssaflow.CalleeOf(other).Name {
			case "Claims", "Verify", "DetachedVerify", "VerifyMulti", "DetachedVerifyMulti":
				return true
			}
		}
	}
	return false
}

// payloadUsed reports whether the payload of a parsed message is read.
func (c *checker) payloadUsed(call *ssa.Call) bool {
	for _, v := range resultValues(call, 0) {
		for _, r := range *v.Referrers() {
			if use, ok := r.(*ssa.Call); ok && ssaflow.CalleeOf(use).Name == "Payload" {
				return true
			}
			load, ok := r.(*ssa.UnOp) // a method of the value, not of the pointer
			if !ok {
				continue
			}
			for _, rr := range *load.Referrers() {
				if use, ok := rr.(*ssa.Call); ok && ssaflow.CalleeOf(use).Name == "Payload" {
					return true
				}
			}
		}
	}
	return false
}

// keyFunc checks the function that chooses the key of a token.
func (c *checker) keyFunc(call *ssa.Call) {
	ref := ssaflow.CalleeOf(call)
	if !strings.HasSuffix(ref.Pkg, "/jwt") && !strings.HasSuffix(ref.Pkg, "jwt-go") {
		return
	}
	var fn *ssa.Function
	for _, a := range ssaflow.Args(call) {
		if _, ok := a.Type().Underlying().(*types.Signature); !ok {
			continue
		}
		for _, o := range c.flow.Origins(a, ssaflow.Query{At: call}) {
			if o.Kind == ssaflow.Func && o.Fn != nil && o.Fn.Blocks != nil {
				fn = o.Fn
			}
		}
	}
	if fn != nil && fn.Synthetic != "" {
		// A method value: look at the method.
		if obj, ok := fn.Object().(*types.Func); ok {
			fn = fn.Prog.FuncValue(obj)
		}
	}
	if fn == nil || fn.Blocks == nil {
		return
	}
	pos, end := c.span(call)
	if returnsNone(fn) {
		c.r.Report(report.Finding{
			Category: "unverified-token",
			Message:  "the key function accepts alg=none tokens, which anybody can make; return the key of the method you expect",
			Pos:      pos,
			End:      end,
		})
		return
	}
	if looksAtMethod(fn) || c.validMethods(call) || !returnsKey(fn) {
		return
	}
	c.r.Report(report.Finding{
		Category: "unverified-token",
		Message:  "the key function of " + ref.String() + " never looks at the token's signing method; pass WithValidMethods or check token.Method",
		Pos:      pos,
		End:      end,
	})
}

// methodNone reports whether a signing method is the one without a signature.
func (c *checker) methodNone(v ssa.Value, at ssa.Instruction) bool {
	for _, o := range c.flow.Origins(v, ssaflow.Query{At: at}) {
		if o.Kind == ssaflow.Global && strings.HasSuffix(o.Name, ".SigningMethodNone") {
			return true
		}
	}
	return false
}

func returnsNone(fn *ssa.Function) bool {
	for _, ret := range returns(fn) {
		if len(ret.Results) == 0 {
			continue
		}
		if mi, ok := ret.Results[0].(*ssa.MakeInterface); ok && strings.HasSuffix(symbols.TypeName(mi.X.Type()), "NoneMagicConstant") {
			return true
		}
	}
	return false
}

// returnsKey reports whether some return hands out a key.
func returnsKey(fn *ssa.Function) bool {
	for _, ret := range returns(fn) {
		if len(ret.Results) == 2 {
			if k, ok := ret.Results[0].(*ssa.Const); !ok || k.Value != nil {
				return true
			}
		}
	}
	return false
}

func returns(fn *ssa.Function) []*ssa.Return {
	var out []*ssa.Return
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			out = append(out, ret)
		}
	}
	return out
}

// looksAtMethod reports whether a key function reads the token's method or
// header, or hands the token to another function.
func looksAtMethod(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				switch ssaflow.FieldRef(instr.X.Type(), instr.Field).Name {
				case "Method":
					return true
				case "Header":
					if !readsKeyID(instr) || publicKeys(fn) {
						return true
					}
				}
			case ssa.CallInstruction:
				for _, a := range instr.Common().Args {
					if p, ok := a.(*ssa.Parameter); ok && p.Parent() == fn && symbols.TypeName(p.Type()) == "Token" {
						return true
					}
				}
			}
		}
	}
	return false
}

// readsKeyID reports whether all that is read of a token's header is which key
// it names, or the like: not its method.
func readsKeyID(header *ssa.FieldAddr) bool {
	for _, r := range *header.Referrers() {
		if _, ok := r.(*ssa.DebugRef); ok {
			continue
		}
		load, ok := r.(*ssa.UnOp)
		if !ok {
			return false
		}
		for _, rr := range *load.Referrers() {
			if _, ok := rr.(*ssa.DebugRef); ok {
				continue
			}
			lk, ok := rr.(*ssa.Lookup)
			if !ok {
				return false
			}
			k, ok := lk.Index.(*ssa.Const)
			if !ok {
				return false
			}
			if name, _ := constString(k); name == "alg" {
				return false
			}
		}
	}
	return true
}

// publicKeys reports whether all keys that a function returns are public ones by
// their type, which no symmetric method takes.
func publicKeys(fn *ssa.Function) bool {
	for _, ret := range returns(fn) {
		if len(ret.Results) == 0 {
			return false
		}
		switch v := ret.Results[0].(type) {
		case *ssa.Const: // nil beside an error
		case *ssa.MakeInterface:
			if ref := symbols.TypeRef(v.X.Type()); ref.Name != "PublicKey" {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// validMethods reports whether the parser only accepts listed methods.
func (c *checker) validMethods(call *ssa.Call) bool {
	var values []ssa.Value
	elems, ok := ssaflow.Variadic(call)
	if call.Common().Signature().Variadic() && !ok {
		return true // options from elsewhere
	}
	values = append(values, elems...)
	if recv := ssaflow.Receiver(call); recv != nil {
		for _, o := range c.flow.Origins(recv, ssaflow.Query{At: call, Fields: true}) {
			if o.Site == nil {
				if o.Kind != ssaflow.Const && o.Kind != ssaflow.Zero {
					return true // a parser from elsewhere
				}
				continue
			}
			elems, ok := ssaflow.Variadic(o.Site)
			if !ok && o.Site.Common().Signature().Variadic() {
				return true
			}
			values = append(values, elems...)
		}
	}
	for _, v := range values {
		if v == nil {
			continue
		}
		for _, o := range c.flow.Origins(v, ssaflow.Query{At: call}) {
			if o.Kind != ssaflow.Call || o.Callee.Name == "WithValidMethods" {
				return true
			}
		}
	}
	return false
}

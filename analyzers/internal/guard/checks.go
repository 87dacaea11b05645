package guard

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssavalue"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// CheckKind says how a check authenticates.
type CheckKind int

// Kinds of checks.
const (
	SDKVerifier  CheckKind = iota // a verifier of the tables
	Primitive                     // a crypto primitive: hmac.Equal, rsa.VerifyPKCS1v15
	Decryption                    // AEAD.Open
	MACCompare                    // a MAC compared by other means than a constant-time one
	TokenCompare                  // a configured secret compared with what was sent
	Wrapper                       // a module function whose success guarantees a check
	Assumed                       // a function that cannot be seen and is named a verifier
)

// Check is an authenticity check in a function.
type Check struct {
	Kind CheckKind
	// Instr is the call, or the comparison.
	Instr ssa.Instruction
	// Name is for messages and evidence: "webhook.ConstructEvent".
	Name string
	// Payload are the labels of what the check covers.
	Payload Labels
	// When lists the alternatives: each a set of conditions on the results
	// that together mean success.
	When []Condition
	// FailOpen is set when the callee can skip the check by configuration.
	FailOpen bool
	// ConstantTime is false for comparisons that leak timing.
	ConstantTime bool
}

// Covers reports whether the check authenticates a message's payload, rather
// than something beside it such as a time stamp.
func (c *Check) Covers() bool {
	if c.Kind == TokenCompare || c.Kind == Assumed || c.Kind == SDKVerifier || c.Kind == Decryption {
		return true
	}
	data := c.Payload &^ (Secret | Config | MAC | Digest | Plain)
	if c.Payload.Has(MAC | Digest) {
		return data == 0 || data.Has(Payload|Keyed|paramMask|keyedMask|Fetched)
	}
	return true
}

// Call returns the call of the check, nil for comparisons by operator.
func (c *Check) Call() ssa.CallInstruction {
	call, _ := c.Instr.(ssa.CallInstruction)
	return call
}

// findChecks collects the checks of the function.
func (f *Func) findChecks() {
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case ssa.CallInstruction:
				for _, c := range f.callChecks(in) {
					f.Checks = append(f.Checks, c)
					f.byCall[in] = c
				}
			case *ssa.BinOp:
				if c := f.compareCheck(in, in.Op, in.X, in.Y); c != nil {
					f.Checks = append(f.Checks, c)
				} else if in.Op == token.EQL || in.Op == token.NEQ {
					if c := f.answerCheck(in, in.X, in.Y); c != nil {
						f.Checks = append(f.Checks, c)
					}
				}
			}
		}
	}
}

// callChecks returns the checks that a call performs.
func (f *Func) callChecks(call ssa.CallInstruction) []*Check {
	common := call.Common()
	ref := refOf(common)
	args := f.argLabels(common)
	var union Labels
	for _, a := range args {
		union |= a
	}
	sig := common.Signature()
	c := &Check{Instr: call, Name: ref.String(), Payload: union, ConstantTime: true}
	switch {
	case ref.Pkg == "bytes" && (ref.Name == "Equal" || ref.Name == "Compare"),
		ref.Pkg == "strings" && (ref.Name == "EqualFold" || ref.Name == "Compare"),
		ref.Pkg == "reflect" && ref.Name == "DeepEqual",
		ref.Pkg == "slices" && (ref.Name == "Equal" || ref.Name == "Contains"):
		if len(common.Args) < 2 {
			return nil
		}
		k := f.compareCheck(call, token.EQL, common.Args[0], common.Args[1])
		if k == nil {
			k = f.answerCheck(call, common.Args[0], common.Args[1])
		}
		if k == nil {
			return nil
		}
		k.Name = ref.String()
		k.When = successOf(sig)
		if ref.Name == "Compare" {
			k.When = []Condition{{Result: 0, Is: Zero}}
		}
		return []*Check{k}
	case (ref.Pkg == "strings" || ref.Pkg == "bytes") && (ref.Name == "Contains" || ref.Name == "HasPrefix"):
		if k := f.answerCheck(call, common.Args[0], common.Args[1]); k != nil {
			k.When = successOf(sig)
			return []*Check{k}
		}
		return nil
	case ref.Is("crypto/hmac", "Equal"), ref.Is("crypto/subtle", "ConstantTimeCompare"):
		c.Kind = Primitive
		if len(args) == 2 && !union.Has(MAC|Digest) && union.Has(Secret) {
			c.Kind = TokenCompare
		}
		if len(args) == 2 && args[0].Has(MAC) != args[1].Has(MAC) {
			// What the MAC covers counts, not what it is compared with.
			c.Payload = args[0]
			if args[1].Has(MAC) {
				c.Payload = args[1]
			}
		}
		c.When = successOf(sig)
		return []*Check{c}
	case ref.Name == "Open" && (ref.Pkg == "crypto/cipher" || strings.HasPrefix(ref.Pkg, "golang.org/x/crypto/nacl")):
		c.Kind = Decryption
		c.When = successOf(sig)
		return []*Check{c}
	case isVerifier(ref):
		c.Kind = SDKVerifier
		if strings.HasPrefix(ref.Pkg, "crypto/") || strings.HasPrefix(ref.Pkg, "golang.org/x/crypto") {
			c.Kind = Primitive
		}
		c.When = f.sdkSuccess(ref, sig)
		if len(c.When) == 0 {
			return nil
		}
		return []*Check{c}
	}
	callees, opaque := f.callees(call)
	if len(callees) > 0 {
		return f.wrapperChecks(call, callees)
	}
	if (opaque || f.foreign(common, ref)) && !symbols.HasRef(ref, symbols.WebhookUnsafe) && (assumedVerifier(f.calledName(common, ref), sig) || ref.Name == "" && listsVerifiers(f.calledName(common, ref)) && len(verdictOr(sig)) > 0) {
		c.Kind = Assumed
		c.Name = f.calledName(common, ref)
		if ref.Name != "" {
			c.Name = ref.String()
		}
		c.When = verdictOr(sig)
		return []*Check{c}
	}
	return nil
}

// wrapperChecks are the checks guaranteed by all functions a call may run.
func (f *Func) wrapperChecks(call ssa.CallInstruction, callees []Callee) []*Check {
	var out []*Check
	first := true
	for _, c := range callees {
		if c.Fails {
			continue // it never succeeds: a verifier for when nothing is configured
		}
		if len(c.Guarantees) == 0 {
			return nil
		}
		if !first {
			// All implementations must agree on what success looks like.
			kept := out[:0]
			for _, k := range out {
				for _, g := range c.Guarantees {
					if sameConditions(k.When, g.When) {
						k.Payload |= g.Payload.in(c.Args)
						kept = append(kept, k)
						break
					}
				}
			}
			out = kept
			continue
		}
		first = false
		for _, g := range c.Guarantees {
			out = append(out, &Check{
				Kind: Wrapper, Instr: call, Name: g.Name, Payload: g.Payload.in(c.Args),
				When: g.When, FailOpen: g.FailOpen, ConstantTime: true,
			})
		}
	}
	return out
}

func sameConditions(a, b []Condition) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// isVerifier reports whether the tables call ref a verifier whose call checks
// something, as opposed to constructors and options.
func isVerifier(ref symbols.Ref) bool {
	if symbols.HasRef(ref, symbols.WebhookUnsafe) {
		return strings.HasSuffix(ref.Name, "IgnoringTolerance") || strings.HasSuffix(ref.Name, "IgnoringTimestamp")
	}
	if !symbols.HasRef(ref, symbols.WebhookVerify) && !symbols.HasRef(ref, symbols.CryptoVerify) {
		return false
	}
	for _, p := range []string{"New", "With", "Get", "Option", "Secret", "Write"} {
		if strings.HasPrefix(ref.Name, p) {
			return false
		}
	}
	return ref.Name != "Middleware" && ref.Name != "ServeHTTP" && ref.Name != "VerifierWithTimestampTolerance"
}

// sdkSuccess is what a table verifier's results look like on success.
func (f *Func) sdkSuccess(ref symbols.Ref, sig *types.Signature) []Condition {
	if ref.Name == "VerifyWebhookSignature" && strings.Contains(ref.Pkg, "paypal") {
		return []Condition{{Result: 0, Is: Verdict, Field: "VerificationStatus"}}
	}
	return verdictOr(sig)
}

// verdictOr is successOf, or a verdict field of the first result where that has one.
func verdictOr(sig *types.Signature) []Condition {
	if sig.Results().Len() > 0 {
		t := sig.Results().At(0).Type()
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		if s, ok := t.Underlying().(*types.Struct); ok {
			for i := range s.NumFields() {
				if verdictFields[s.Field(i).Name()] {
					return []Condition{{Result: 0, Is: Verdict, Field: s.Field(i).Name()}}
				}
			}
		}
	}
	return successOf(sig)
}

var verdictFields = map[string]bool{"VerifyStatus": true, "VerificationStatus": true, "Verified": true, "IsVerified": true, "SignatureValid": true}

// successOf derives the success condition from a verifier's signature: its
// bool is true, its error nil (both when it has both), its int one.
func successOf(sig *types.Signature) []Condition {
	var out []Condition
	r := sig.Results()
	for i := range r.Len() {
		t := r.At(i).Type()
		switch {
		case isErrorType(t):
			if len(out) == 0 || r.Len() <= 2 {
				if len(out) == 1 && out[0].Is == True {
					return out // (bool, error): the bool is false whenever the error is set
				}
				out = append(out, Condition{i, NilError, ""})
			}
		case isBool(t):
			out = append(out, Condition{i, True, ""})
		}
	}
	if len(out) > 1 {
		out = out[:1]
	}
	if len(out) == 0 && r.Len() == 1 {
		if b, ok := r.At(0).Type().Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
			return []Condition{{0, One, ""}}
		}
	}
	return out
}

var (
	verifyVerbs  = wordSet("verify verified verifies authenticate")
	checkVerbs   = wordSet("validate check is valid parse match compare ensure construct validated")
	checkObjects = wordSet("signature sign sig hmac mac webhook callback notification notify ipn signed token auth event secret")
)

// assumedVerifier reports whether a function that cannot be seen is named like
// a verifier and can report failure.
func assumedVerifier(name string, sig *types.Signature) bool {
	if len(verdictOr(sig)) == 0 {
		return false
	}
	return VerifierName(name)
}

// VerifierName reports whether a function of that name claims to check a
// message's authenticity: VerifySignature, validateWebhook, CheckSign.
func VerifierName(name string) bool {
	verb, object := false, false
	for i, w := range naming.Words(name) {
		if verifyVerbs[w] {
			return true
		}
		if i < 2 && checkVerbs[w] {
			verb = true
		} else if checkObjects[w] {
			object = true
		}
	}
	return verb && object
}

// ChecksMessages reports whether a name says that messages or requests are
// checked: verifySignature, AuthMiddleware, Validate.
func ChecksMessages(name string) bool {
	return slices.ContainsFunc(naming.Words(name), func(w string) bool {
		return verifyVerbs[w] || messageWords[w]
	})
}

// messageWords are in the names of what checks messages or requests.
var messageWords = wordSet("verifier verification validate validator auth authenticated authentication authorize authorized signature signatures signed hmac mac middleware guard")

// Authenticates reports whether one of the function's checks is more than a
// comparison: two values that are the same are often none of a message, but the
// digests of contents, ids, or passwords of a configuration.
func (f *Func) Authenticates() bool {
	return slices.ContainsFunc(f.Checks, func(k *Check) bool { return k.Kind != TokenCompare && k.Kind != MACCompare })
}

// compareCheck recognises the comparison of a MAC or a configured secret.
func (f *Func) compareCheck(in ssa.Instruction, op token.Token, x, y ssa.Value) *Check {
	if op != token.EQL && op != token.NEQ {
		return nil
	}
	if _, ok := in.(*ssa.BinOp); ok && !comparable(x.Type()) {
		return nil
	}
	if isConst(x) || isConst(y) {
		return nil
	}
	lx, ly := f.labelsOf(x), f.labelsOf(y)
	c := &Check{Instr: in, Name: "comparison", When: []Condition{{0, True, ""}}}
	switch {
	case macSide(lx) && !lx.Has(MAC&ly), macSide(ly):
		if lx.Has(MAC) && ly.Has(MAC) {
			return nil
		}
		c.Kind = MACCompare
		c.Payload = lx
		other := ly
		if !macSide(lx) {
			c.Payload, other = ly, lx
		}
		if other&^Config == 0 && !c.Payload.Input() {
			return nil
		}
		c.Name = "comparison of the computed signature"
		return c
	case f.comparesTokens(x, y, lx, ly):
		c.Kind = TokenCompare
		c.Payload = lx | ly
		c.Name = "comparison of tokens"
		return c
	case lx.Has(Secret) != ly.Has(Secret) || bothSecret(f, x, y, lx, ly):
		other := lx
		if lx.Has(Secret) {
			other = ly
		}
		if !other.Input() {
			return nil
		}
		c.Kind = TokenCompare
		c.Payload = lx | ly
		c.Name = "comparison with the configured secret"
		return c
	}
	return nil
}

const answerVerified = "the answer VERIFIED"

// answerCheck recognises the answer to a message that was sent back to who is
// said to have sent it: PayPal's VERIFIED.
func (f *Func) answerCheck(in ssa.Instruction, x, y ssa.Value) *Check {
	if isConst(x) {
		x, y = y, x
	}
	if !f.labelsOf(x).Has(Fetched) {
		return nil
	}
	if text, _ := ssavalue.ConstString(y); text != "VERIFIED" {
		return nil
	}
	return &Check{Kind: SDKVerifier, Instr: in, Name: answerVerified, Payload: Body, When: []Condition{{0, True, ""}}, ConstantTime: true}
}

// comparesTokens reports whether a function that is named for checking a token
// compares two of its parameters, or their fields.
func (f *Func) comparesTokens(x, y ssa.Value, lx, ly Labels) bool {
	if lx&^paramMask != 0 || ly&^paramMask != 0 || lx == 0 || ly == 0 || lx == ly || !isBoolOrError(f.Fn.Signature) {
		return false
	}
	name := Name(f.Fn)
	return VerifierName(name) || checks(name) && (secretParam(x) || secretParam(y))
}

// checks reports whether a function's name says that it checks something.
func checks(name string) bool {
	for _, w := range naming.Words(name) {
		if checkVerbs[w] && w != "is" && w != "parse" && w != "construct" {
			return true
		}
	}
	return false
}

// secretParam reports whether a value is a parameter named like a secret.
func secretParam(v ssa.Value) bool {
	p, ok := v.(*ssa.Parameter)
	return ok && SecretWord(p.Name())
}

func isBoolOrError(sig *types.Signature) bool {
	res := sig.Results()
	return res.Len() == 1 && (isErrorType(res.At(0).Type()) || isBool(res.At(0).Type()))
}

// bothSecret handles a token compared with a token: one of them is configured,
// the other one sent.
func bothSecret(f *Func, x, y ssa.Value, lx, ly Labels) bool {
	return lx.Has(Secret) && ly.Has(Secret) && (lx.Has(Request) != ly.Has(Request))
}

// macSide reports whether a value is a MAC, or a digest over a secret.
func macSide(l Labels) bool {
	return l.Has(MAC) || l.Has(Digest) && (l.Has(Secret) || l.Has(paramMask))
}

func comparable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Array:
		return true
	case *types.Interface:
		return !isErrorType(t)
	}
	return false
}

func isConst(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.MakeInterface:
		return isConst(v.X)
	case *ssa.Convert:
		return isConst(v.X)
	}
	return false
}

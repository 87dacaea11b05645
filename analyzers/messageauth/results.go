package messageauth

import (
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/decide"
	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// verdictFields are the verifiers whose error only says that asking worked; the
// answer is in a field of the result.
var verdictFields = map[symbols.Ref]string{
	{Pkg: "github.com/plutov/paypal", Recv: "Client", Name: "VerifyWebhookSignature"}:       "VerificationStatus",
	{Pkg: "github.com/go-pay/gopay/paypal", Recv: "Client", Name: "VerifyWebhookSignature"}: "VerificationStatus",
}

// isVerifier reports whether a function of another module authenticates and
// says so in its results.
func isVerifier(ref symbols.Ref, sig *types.Signature) bool {
	if !symbols.HasRef(ref, symbols.WebhookVerify) && !symbols.HasRef(ref, symbols.CryptoVerify) && !unlimited[ref.Name] {
		return false
	}
	switch ref.Pkg {
	case "golang.org/x/crypto/bcrypt", "crypto/x509":
		return false
	}
	for _, p := range []string{"New", "With", "Auto", "Get", "Verifier", "Option"} {
		if strings.HasPrefix(ref.Name, p) {
			return false
		}
	}
	i, _ := verdictResult(sig)
	return i >= 0
}

// verdictResult finds the result that says yes or no: a bool, else an error,
// else a single int.
func verdictResult(sig *types.Signature) (index int, isError bool) {
	res := sig.Results()
	index = -1
	for i := range res.Len() {
		switch t := res.At(i).Type(); {
		case isErrorType(t):
			index, isError = i, true
		case isBasic(t, types.IsBoolean) && index < 0:
			index = i
		case isBasic(t, types.IsInteger) && res.Len() == 1:
			index = i
		}
	}
	return index, isError
}

func isErrorType(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

func isBasic(t types.Type, info types.BasicInfo) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&info != 0
}

// verifyingName reports whether a function's name says that it checks.
func verifyingName(name string) (verb, object bool) {
	for _, w := range naming.Words(name) {
		switch w {
		case "verify", "verified", "verifies", "validate", "validates", "valid", "validator", "check", "checks", "authenticate", "authentic", "authenticated", "equal", "equals", "compare", "match", "matches":
			verb = true
		case "signature", "sig", "sign", "hmac", "mac", "webhook", "webhooks", "callback", "notification", "notify", "ipn", "hook", "payload":
			object = true
		}
	}
	return verb, object
}

// storesVerdict reports whether a function's name says that it writes down or
// reads what a check has found, as opposed to checking: UpdateVerifyStatus.
func storesVerdict(name string) bool {
	w := naming.Words(name)
	if len(w) == 0 {
		return false
	}
	switch w[0] {
	case "update", "set", "save", "store", "mark", "create", "insert", "add", "log", "record", "get", "list", "find", "load", "fetch", "count", "delete", "send", "publish", "notify", "report":
		return true
	}
	return false
}

// findVerifiers finds the functions of the package that pass on the verdict of
// a check.
func (c *checker) findVerifiers() {
	c.verifiers = make(map[*ssa.Function]bool)
	checks := make(map[*ssa.Function]bool)
	for _, f := range c.flagged {
		checks[f.cmp.instr.Parent()] = true
	}
	for instr := range c.compared {
		checks[instr.Parent()] = true
	}
	for _, call := range c.flow.Calls() {
		if isVerifier(ssaflow.CalleeOf(call), call.Common().Signature()) {
			checks[call.Parent()] = true
		}
	}
	for range 3 {
		for _, call := range c.flow.Calls() {
			if fn := call.Common().StaticCallee(); fn != nil && c.verifiers[fn] {
				checks[call.Parent()] = true
			}
		}
		for fn := range checks {
			i, _ := verdictResult(fn.Signature)
			if verb, _ := verifyingName(fn.Name()); verb && i >= 0 && !storesVerdict(fn.Name()) {
				c.verifiers[fn] = true
			}
		}
	}
}

// verifies reports whether a call checks the authenticity of something.
func (c *checker) verifies(call *ssa.Call) bool {
	ref := ssaflow.CalleeOf(call)
	sig := call.Common().Signature()
	if isVerifier(ref, sig) {
		return true
	}
	if i, _ := verdictResult(sig); i < 0 {
		return false
	}
	for _, callee := range c.flow.Callees(call) {
		if callee.Fn != nil && c.verifiers[callee.Fn] {
			return true
		}
		if callee.Fn == nil && callee.Fact != nil {
			if verb, object := verifyingName(ref.Name); verb && object && !storesVerdict(ref.Name) {
				return true
			}
		}
	}
	return c.guarantees(call, ref)
}

// guarantees reports whether a call is named for checking and its success
// establishes, by all that it may run, that a message is authentic. A method
// that cannot be seen is taken at its word only when that says what it checks.
func (c *checker) guarantees(call *ssa.Call, ref symbols.Ref) bool {
	verb, object := verifyingName(ref.Name)
	if !verb || storesVerdict(ref.Name) {
		return false
	}
	f := c.checks.Func(call.Parent())
	if f == nil {
		return false
	}
	index, _ := verdictResult(call.Common().Signature())
	for _, k := range f.Checks {
		if k.Instr == ssa.Instruction(call) && len(k.When) == 1 && k.When[0].Is == guard.NonNil && askedForNil(call, k.When[0].Result) {
			return false // if claims != nil { … }
		}
	}
	for _, k := range f.Checks {
		if k.Instr != ssa.Instruction(call) || !k.Covers() || k.Kind != guard.Wrapper && !(k.Kind == guard.Assumed && object) {
			continue
		}
		for _, w := range k.When {
			if w.Result == index {
				return true
			}
		}
	}
	return false
}

// verdictUnused reports whether all that a function of the module finds out
// about a message's authenticity is in a bool that is dropped, whatever becomes
// of the error beside it.
func (c *checker) verdictUnused(call *ssa.Call) bool {
	f := c.checks.Func(call.Parent())
	if f == nil || call.Common().Signature().Results().Len() < 2 {
		return false
	}
	found := false
	for _, k := range f.Checks {
		if k.Instr != ssa.Instruction(call) || k.Kind != guard.Wrapper || !k.Covers() {
			continue
		}
		if len(k.When) != 1 || k.When[0].Is != guard.True {
			return false
		}
		for _, v := range resultValues(call, k.When[0].Result) {
			if len(*v.Referrers()) > 0 {
				return false
			}
		}
		found = true
	}
	return found
}

// askedForNil reports whether a result is compared with nil.
func askedForNil(call *ssa.Call, result int) bool {
	for _, v := range resultValues(call, result) {
		for _, r := range *v.Referrers() {
			if b, ok := r.(*ssa.BinOp); ok {
				if k, ok := b.Y.(*ssa.Const); ok && k.IsNil() {
					return true
				}
			}
		}
	}
	return false
}

// results checks what becomes of verdicts.
func (c *checker) results() {
	c.findVerifiers()
	for _, ci := range c.flow.Calls() {
		if !c.r.Visible(ci.Pos()) {
			continue
		}
		call, ok := ci.(*ssa.Call)
		if !ok {
			if ref := ssaflow.CalleeOf(ci); isVerifier(ref, ci.Common().Signature()) {
				c.ignored(ci, "result of "+ref.String()+" is ignored")
			}
			continue
		}
		switch {
		case c.verdictUnused(call):
			ref := ssaflow.CalleeOf(call)
			c.ignored(call, "the verdict of "+ref.String()+" is ignored")
		case c.verifies(call):
			c.verdict(call)
		}
	}
}

func (c *checker) verdict(call *ssa.Call) {
	ref := ssaflow.CalleeOf(call)
	index, isErr := verdictResult(call.Common().Signature())
	what := "result of "
	if isErr {
		what = "error of "
	}
	u := new(decide.Uses)
	for _, v := range resultValues(call, index) {
		u.Follow(v, true)
	}
	// A bool beside the error may carry the verdict, as may a parsed token.
	for i := range call.Common().Signature().Results().Len() {
		if i != index && isBasic(call.Common().Signature().Results().At(i).Type(), types.IsBoolean) {
			for _, v := range resultValues(call, i) {
				u.Follow(v, true)
			}
		}
	}
	if strings.Contains(ref.Pkg, "jwt") {
		for _, v := range resultValues(call, 0) {
			for _, f := range fieldReads(v, "Valid") {
				u.Follow(f, true)
			}
		}
	}
	switch nothing, logged := u.Nothing(); {
	case nothing && !u.Any:
		c.ignored(call, what+ref.String()+" is ignored")
		return
	case nothing && logged:
		c.ignored(call, what+ref.String()+" is only logged")
		return
	case nothing:
		c.ignored(call, "when "+ref.String()+" fails the function goes on")
		return
	case len(u.Ifs) == 0 && !u.Decides:
		return
	}
	if field, ok := verdictFields[ref]; ok {
		read, escapes := false, false
		for _, v := range resultValues(call, 0) {
			read = read || len(fieldReads(v, field)) > 0
			escapes = escapes || escaping(v)
		}
		if !read && !escapes {
			c.ignored(call, field+" of the result of "+ref.String()+" is never looked at")
			return
		}
	}
	if isVerifier(ref, call.Common().Signature()) {
		if constantTime := comparers[ref]; constantTime && c.compared[call] == nil {
			return // a comparison of something else
		}
		pos, end := c.span(call)
		c.r.Evidence(report.Evidence{Text: "checked by " + ref.String(), Pos: pos, End: end})
	}
}

func (c *checker) ignored(call ssa.CallInstruction, what string) {
	pos, end := c.span(call)
	c.r.Report(report.Finding{
		Category: "ignored-result",
		Message:  what + ", so a forged message is accepted; stop when the check fails",
		Pos:      pos,
		End:      end,
	})
}

// resultValues returns the values that hold result i of a call.
func resultValues(call *ssa.Call, i int) []ssa.Value {
	if call.Common().Signature().Results().Len() == 1 {
		return []ssa.Value{call}
	}
	var out []ssa.Value
	for _, r := range *call.Referrers() {
		if e, ok := r.(*ssa.Extract); ok && e.Index == i {
			out = append(out, e)
		}
	}
	return out
}

// fieldReads returns the loads of a field of v.
func fieldReads(v ssa.Value, field string) []ssa.Value {
	var out []ssa.Value
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.FieldAddr:
			if ssaflow.FieldRef(r.X.Type(), r.Field).Name == field {
				for _, rr := range *r.Referrers() {
					if load, ok := rr.(*ssa.UnOp); ok {
						out = append(out, load)
					}
				}
			}
		case *ssa.Field:
			if ssaflow.FieldRef(r.X.Type(), r.Field).Name == field {
				out = append(out, r)
			}
		case *ssa.Phi:
			if len(out) == 0 && len(*r.Referrers()) > 0 && len(*r.Referrers()) < 8 {
				for _, rr := range *r.Referrers() {
					if fa, ok := rr.(*ssa.FieldAddr); ok && ssaflow.FieldRef(fa.X.Type(), fa.Field).Name == field {
						out = append(out, fa)
					}
				}
			}
		}
	}
	return out
}

// escaping reports whether v is returned, stored or handed on as a whole.
func escaping(v ssa.Value) bool {
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.Return, *ssa.Store, *ssa.Phi, *ssa.Send, *ssa.MapUpdate, *ssa.MakeInterface:
			return true
		case ssa.CallInstruction:
			if !decide.LogCall(r) {
				return true
			}
		}
	}
	return false
}

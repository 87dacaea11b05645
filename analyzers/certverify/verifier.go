package certverify

import (
	"go/token"
	"go/types"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/setting"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"golang.org/x/tools/go/ssa"
)

// verdict says what a verification function is worth.
type verdict int

const (
	unseen   verdict = iota // its body cannot be seen
	none                    // there is no such function
	empty                   // it accepts everything
	shallow                 // it can fail, but looks at nothing that matters
	verifies                // it checks the chain, or compares a key
)

// verified judges the verification functions of the configuration that a
// direct use switches validation off in. It reports whether that settles the
// matter: they verify, or they are what gets reported.
func (c *checker) verified(u *ssaflow.SinkUse) bool {
	object := setting.Object(u)
	if object == nil || u.Sink.Callee.Pkg != "crypto/tls" {
		return false
	}
	peer, peerUse := c.verifier(object, "VerifyPeerCertificate")
	conn, connUse := c.verifier(object, "VerifyConnection")
	switch {
	case conn == verifies:
		c.evidenceOf(connUse, "VerifyConnection verifies the certificate")
		return true
	case peer == verifies:
		if conn == none && c.resumes(object) {
			c.report(peerUse, "VerifyPeerCertificate is not called for resumed sessions; verify in VerifyConnection, which is")
			return true
		}
		c.evidenceOf(peerUse, "VerifyPeerCertificate verifies the certificate")
		return true
	case conn == unseen || peer == unseen:
		return true
	case conn == empty:
		c.report(connUse, "VerifyConnection accepts every certificate while InsecureSkipVerify is on; verify the chain or compare a pinned key")
		return true
	case peer == empty:
		c.report(peerUse, "VerifyPeerCertificate accepts every certificate while InsecureSkipVerify is on; verify the chain or compare a pinned key")
		return true
	}
	return false
}

func (c *checker) report(st *ssa.Store, message string) {
	pos, end := c.storePlace(st)
	c.r.Report(report.Finding{Category: "empty-verifier", Pos: pos, End: end, Message: message})
}

func (c *checker) evidenceOf(st *ssa.Store, text string) {
	if st == nil {
		return
	}
	pos, end := c.storePlace(st)
	c.r.Evidence(report.Evidence{Text: text, Pos: pos, End: end, Controls: []string{"COM-2"}})
}

// verifier finds and judges one verification function of a configuration.
func (c *checker) verifier(object ssa.Value, field string) (verdict, *ssa.Store) {
	best, where := none, (*ssa.Store)(nil)
	origins := c.fl.Origins(object, ssaflow.Query{Path: ssaflow.Path("." + field)})
	if st := storedAgain(object, field); st != nil {
		where = st
		origins = c.fl.Origins(st.Val, ssaflow.Query{At: st})
	}
	for _, o := range origins {
		v := none
		switch {
		case o.Kind == ssaflow.Func:
			v = c.judge(o.Fn, 0)
		case o.Kind == ssaflow.Zero, o.IsNil():
		case isOpaque(o):
			continue // the whole configuration comes from elsewhere
		default:
			v = unseen
		}
		if v != none && (best == none || v > best) {
			best = v
			if st := storeOf(o, field); st != nil {
				where = st
			}
		}
	}
	return best, where
}

// storedAgain returns the last store to a field of a configuration that the
// function reads from somewhere for each store: b.cfg.VerifyConnection = verify.
func storedAgain(object ssa.Value, field string) (found *ssa.Store) {
	load, ok := object.(*ssa.UnOp)
	if !ok {
		return nil
	}
	for _, b := range load.Parent().Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			addr, ok := st.Addr.(*ssa.FieldAddr)
			if ok && addr.X != object && ssaflow.FieldRef(addr.X.Type(), addr.Field).Name == field && sameLoad(addr.X, object, 4) {
				found = st
			}
		}
	}
	return found
}

// sameLoad reports whether two values are read from the same place.
func sameLoad(a, b ssa.Value, depth int) bool {
	if a == b {
		return true
	}
	if depth == 0 {
		return false
	}
	switch a := a.(type) {
	case *ssa.UnOp:
		b, ok := b.(*ssa.UnOp)
		return ok && a.Op == token.MUL && b.Op == token.MUL && sameLoad(a.X, b.X, depth-1)
	case *ssa.FieldAddr:
		b, ok := b.(*ssa.FieldAddr)
		return ok && a.Field == b.Field && sameLoad(a.X, b.X, depth-1)
	}
	return false
}

// isOpaque reports whether the origin is the field of a configuration made
// elsewhere, of which nothing is known.
func isOpaque(o *ssaflow.Origin) bool {
	return (o.Kind == ssaflow.Param || o.Kind == ssaflow.Global || o.Kind == ssaflow.Call || o.Kind == ssaflow.Unknown) &&
		o.Path.Last().Field() != "" && storeOf(o, o.Path.Last().Field()) == nil
}

// storeOf returns the store to the field among the steps of an origin.
func storeOf(o *ssaflow.Origin, field string) *ssa.Store {
	for _, s := range o.Steps {
		if s.Kind == ssaflow.StoreStep && s.Name == field {
			if st, ok := s.Instr.(*ssa.Store); ok {
				return st
			}
		}
	}
	return nil
}

// resumes reports whether sessions are resumed.
func (c *checker) resumes(object ssa.Value) bool {
	for _, o := range c.fl.Origins(object, ssaflow.Query{Path: ".ClientSessionCache"}) {
		if o.Kind != ssaflow.Zero && !o.IsNil() && !isOpaque(o) {
			return true
		}
	}
	return false
}

// judge looks into a verification function, and what it calls.
func (c *checker) judge(fn *ssa.Function, depth int) verdict {
	if inner := bound(fn); inner != nil {
		fn = inner
	}
	if fn.Blocks == nil {
		return unseen
	}
	if alwaysNil(c.fl, fn) {
		return empty
	}
	if looks(c.fl, fn, depth) {
		return verifies
	}
	return shallow
}

// bound returns the method that a method value calls.
func bound(fn *ssa.Function) *ssa.Function {
	if fn.Synthetic == "" || fn.Prog == nil {
		return nil
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return fn.Prog.FuncValue(obj.Origin())
	}
	return nil
}

// alwaysNil reports whether a function returns the nil error on every path.
func alwaysNil(fl *ssaflow.Package, fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 {
			continue
		}
		for _, o := range fl.Origins(ret.Results[len(ret.Results)-1], ssaflow.Query{At: ret}) {
			if !o.IsNil() && o.Kind != ssaflow.Zero {
				return false
			}
		}
	}
	return true
}

// looks reports whether a function checks a chain or compares something that is
// no length and no nil.
func looks(fl *ssaflow.Package, fn *ssa.Function, depth int) bool {
	if depth > 4 {
		return true
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.BinOp:
				if (instr.Op == token.EQL || instr.Op == token.NEQ) && compares(instr) {
					return true
				}
			case *ssa.Lookup:
				return true
			case *ssa.Call:
				if checksOf(fl, instr, depth) {
					return true
				}
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		if looks(fl, anon, depth+1) {
			return true
		}
	}
	return false
}

// compares reports whether a comparison is one of contents: texts or arrays.
func compares(b *ssa.BinOp) bool {
	switch t := b.X.Type().Underlying().(type) {
	case *types.Basic:
		return t.Info()&types.IsString != 0 && !isEmpty(b.X) && !isEmpty(b.Y)
	case *types.Array:
		return true
	}
	return false
}

func isEmpty(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.ExactString() == `""`
}

// checksOf reports whether a call checks a certificate or compares contents, or
// hands the certificates to a function that does or that nobody can see.
func checksOf(fl *ssaflow.Package, call *ssa.Call, depth int) bool {
	ref := ssaflow.CalleeOf(call)
	switch ref.Pkg {
	case "crypto/x509":
		return ref.Name == "Verify" || ref.Name == "Equal" || len(ref.Name) > 14 && ref.Name[:14] == "CheckSignature"
	case "bytes", "reflect", "slices", "strings", "maps":
		switch ref.Name {
		case "Equal", "Compare", "DeepEqual", "EqualFold", "Contains":
			return true
		}
		return false
	case "crypto/subtle", "crypto/hmac":
		return ref.Name == "ConstantTimeCompare" || ref.Name == "Equal"
	case "crypto/ecdsa", "crypto/rsa", "crypto/ed25519":
		return ref.Name == "Equal"
	}
	if ref.Name == "" {
		_, builtin := call.Call.Value.(*ssa.Builtin)
		if builtin {
			return false
		}
	}
	callees := fl.Callees(call)
	for _, callee := range callees {
		if callee.Fn != nil && callee.Fn != call.Parent() && looks(fl, callee.Fn, depth+1) {
			return true
		}
		if callee.Fn == nil && callee.Fact != nil && returnsError(call) {
			return true
		}
	}
	// Somebody else's function, or a function value, that gets certificates
	// and can fail.
	return (len(callees) == 0 || !callees[0].Known()) && returnsError(call) && takesCertificates(call)
}

func returnsError(call *ssa.Call) bool {
	res := call.Call.Signature().Results()
	return res.Len() > 0 && types.Identical(res.At(res.Len()-1).Type(), types.Universe.Lookup("error").Type())
}

func takesCertificates(call *ssa.Call) bool {
	for _, a := range call.Call.Args {
		t := a.Type().String()
		switch t {
		case "*crypto/x509.Certificate", "[]*crypto/x509.Certificate", "crypto/tls.ConnectionState", "[][]byte", "[][]*crypto/x509.Certificate":
			return true
		}
	}
	return false
}

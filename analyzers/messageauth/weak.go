package messageauth

import (
	"go/token"
	"path/filepath"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/catalog"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// covered checks what a signature that is compared was computed with and over.
func (c *checker) covered(sub *subject) {
	own := sub.own
	if own.mac != nil && own.mac.call != nil {
		c.used[own.mac.call] = true
	}
	c.weak(own, sub.input.signature != "" || sub.input.hash != "" || own.keyed != "" || own.mac != nil, sub)
	if re := own.reencoded; re != nil {
		c.r.Report(report.Finding{
			Category: "reencoded-body",
			Message:  "the signature covers what " + re.name + " re-encoded, not the bytes that were received; read the body once and sign those bytes",
			Pos:      re.pos,
			End:      re.end,
		})
	}
}

// weak reports a signature made with a broken or a plain hash.
func (c *checker) weak(own *side, signature bool, sub *subject) {
	use, plain := own.mac, false
	if use == nil {
		use, plain = own.digest, true
	}
	if use == nil || !signature {
		return
	}
	if plain && !use.weak && own.keyed == "" {
		return // a digest of something public
	}
	if plain && own.keyed != "" && !own.data {
		return // a token made from the secret
	}
	if !plain && !use.weak {
		return
	}
	at := use.call
	if at == nil || !c.inPackage(at) {
		// Computed in another package: reported at the call that leads there.
		at = c.lastCall(sub)
		if at == nil {
			return
		}
	}
	if prescribed(c.surroundings(at.Parent())...) || own.value != nil && own.value.Parent() != nil && prescribed(c.surroundings(own.value.Parent())...) {
		return
	}
	if plain && use.name == "SHA-512" && sub.input != nil && strings.Join(naming.Words(sub.input.signature), "") == "signaturekey" {
		return // Midtrans' notification, by its one field of that name
	}
	severity := catalog.Severity("")
	if plain && !sub.header() {
		// A field such as sign beside the data: most often a gateway's own
		// protocol, which the merchant cannot change.
		severity = catalog.Warning
	}
	pos, end := c.span(at)
	what := use.name + " over secret and data"
	why := "which can be extended"
	if use.weak {
		why = "which is broken"
	}
	if !plain {
		what = use.name
	}
	c.r.Report(report.Finding{
		Category: "weak-mac",
		Severity: severity,
		Message:  "the message is signed with " + what + ", " + why + "; sign with HMAC-SHA256",
		Pos:      pos,
		End:      end,
	})
}

// header reports whether the signature travels in a header.
func (s *subject) header() bool { return s.input == nil || s.input.header }

func (c *checker) inPackage(instr ssa.Instruction) bool {
	fn := instr.Parent()
	return fn != nil && fn.Pkg == c.flow.SSA
}

// lastCall is the call in this package whose result the computed side is.
func (c *checker) lastCall(sub *subject) ssa.CallInstruction {
	if sub == nil || sub.own.value == nil {
		return nil
	}
	v := sub.own.value
	for range 8 {
		switch x := v.(type) {
		case *ssa.Call:
			return x
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Slice:
			v = x.X
		default:
			return nil
		}
	}
	return nil
}

// surroundings are the names around a function that may name a provider.
func (c *checker) surroundings(fn *ssa.Function) []string {
	if fn == nil {
		return nil
	}
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	file := filepath.Base(c.pass.Fset.Position(fn.Pos()).Filename)
	out := []string{c.pass.Pkg.Name(), filepath.Base(c.pass.Pkg.Path()), fn.Name(), file[:len(file)-len(filepath.Ext(file))]}
	if recv := fn.Signature.Recv(); recv != nil {
		out = append(out, typeName(recv.Type()))
	}
	return out
}

// outgoing checks the signatures that requests and responses are sent with.
func (c *checker) outgoing() {
	for _, call := range c.flow.Calls() {
		ref := ssaflow.CalleeOf(call)
		if ref.Name != "Set" && ref.Name != "Add" && ref.Name != "SetHeader" || ref.Pkg == "net/url" {
			continue
		}
		args := ssaflow.Args(call)
		if len(args) != 2 {
			continue
		}
		k, ok := args[0].(*ssa.Const)
		if !ok {
			continue
		}
		name, _ := constString(k)
		if !signatureName(name) {
			continue
		}
		own := c.classify(args[1], "", call)
		if own.mac != nil || own.keyed != "" {
			c.weak(own, true, &subject{own: own})
		}
	}
}

// replay reports switches that leave a signature valid forever.
func (c *checker) replay() {
	if webhookPackage(symbols.Normalize(c.pass.Pkg.Path())) {
		return // the library that offers the switch
	}
	const advice = "a captured event can be replayed at any time; leave the tolerance on"
	for _, call := range c.flow.Calls() {
		ref := ssaflow.CalleeOf(call)
		if !unlimited[ref.Name] || !webhookPackage(ref.Pkg) {
			continue
		}
		pos, end := c.span(call)
		c.r.Report(report.Finding{
			Category: "replay-window",
			Message:  ref.String() + " does not check the timestamp: " + advice,
			Pos:      pos,
			End:      end,
		})
	}
	for _, fn := range c.flow.Funcs() {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				st, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				addr, ok := st.Addr.(*ssa.FieldAddr)
				if !ok {
					continue
				}
				ref := ssaflow.FieldRef(addr.X.Type(), addr.Field)
				if ref.Name != "IgnoreTolerance" || !webhookPackage(ref.Pkg) || !c.alwaysTrue(st) {
					continue
				}
				pos := c.flow.StorePos(st)
				end := pos
				if e := c.flow.StoreExpr(st); e != nil {
					end = e.End()
				}
				c.r.Report(report.Finding{
					Category: "replay-window",
					Message:  ref.Name + " switches the timestamp check off: " + advice,
					Pos:      pos,
					End:      max(pos, end),
				})
			}
		}
	}
}

func (c *checker) alwaysTrue(st *ssa.Store) bool {
	origins := c.flow.Origins(st.Val, ssaflow.Query{At: st})
	for _, o := range origins {
		if b, ok := o.BoolConst(); !ok || !b {
			return false
		}
	}
	return len(origins) > 0
}

// unlimited are the verifiers and options without a replay window.
var unlimited = map[string]bool{
	"ConstructEventIgnoringTolerance":  true,
	"ValidatePayloadIgnoringTolerance": true,
	"VerifyIgnoringTimestamp":          true,
	"WithIgnoreTolerance":              true,
}

func webhookPackage(pkg string) bool {
	switch pkg {
	case "github.com/stripe/stripe-go/webhook", "github.com/stripe/stripe-go", "github.com/svix/svix-webhooks/go",
		"github.com/standard-webhooks/standard-webhooks/libraries/go":
		return true
	}
	return false
}

// span is the place of a call.
func (c *checker) span(call ssa.CallInstruction) (pos, end token.Pos) {
	if e := c.flow.CallExpr(call); e != nil {
		return e.Pos(), e.End()
	}
	return call.Pos(), call.Pos()
}

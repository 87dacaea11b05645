package messageauth

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// keyArgs says which argument of a verifier or MAC is the key.
var keyArgs = map[symbols.Ref]int{
	{Pkg: "crypto/hmac", Name: "New"}: 1,

	{Pkg: "github.com/stripe/stripe-go/webhook", Name: "ConstructEvent"}:                          2,
	{Pkg: "github.com/stripe/stripe-go/webhook", Name: "ConstructEventWithOptions"}:               2,
	{Pkg: "github.com/stripe/stripe-go/webhook", Name: "ConstructEventWithTolerance"}:             2,
	{Pkg: "github.com/stripe/stripe-go/webhook", Name: "ConstructEventIgnoringTolerance"}:         2,
	{Pkg: "github.com/stripe/stripe-go/webhook", Name: "ValidatePayload"}:                         2,
	{Pkg: "github.com/stripe/stripe-go/webhook", Name: "ValidatePayloadWithTolerance"}:            2,
	{Pkg: "github.com/stripe/stripe-go/webhook", Name: "ValidatePayloadIgnoringTolerance"}:        2,
	{Pkg: "github.com/stripe/stripe-go", Name: "ConstructEvent"}:                                  2,
	{Pkg: "github.com/stripe/stripe-go", Name: "ValidatePayload"}:                                 2,
	{Pkg: "github.com/svix/svix-webhooks/go", Name: "NewWebhook"}:                                 0,
	{Pkg: "github.com/standard-webhooks/standard-webhooks/libraries/go", Name: "NewWebhook"}:      0,
	{Pkg: "github.com/adyen/adyen-go-api-library/src/hmacvalidator", Name: "ValidateHmac"}:        1,
	{Pkg: "github.com/adyen/adyen-go-api-library/src/hmacvalidator", Name: "ValidateHmacPayload"}: 1,
	{Pkg: "github.com/razorpay/razorpay-go/utils", Name: "VerifyWebhookSignature"}:                2,
	{Pkg: "github.com/razorpay/razorpay-go/utils", Name: "VerifyPaymentSignature"}:                2,
	{Pkg: "github.com/razorpay/razorpay-go/utils", Name: "VerifySignature"}:                       2,
	{Pkg: "github.com/PaddleHQ/paddle-go-sdk", Name: "NewWebhookVerifier"}:                        0,
	{Pkg: "github.com/google/go-github/github", Name: "ValidatePayload"}:                          1,
	{Pkg: "github.com/google/go-github/github", Name: "ValidateSignature"}:                        2,
	{Pkg: "github.com/huysamen/paystack-go/api/webhook", Name: "NewValidator"}:                    0,
}

// keys checks where the keys of verifiers come from.
func (c *checker) keys() {
	for _, call := range c.flow.Calls() {
		ref := ssaflow.CalleeOf(call)
		i, ok := keyArgs[ref]
		args := ssaflow.Args(call)
		if !ok || i >= len(args) || !c.r.Visible(call.Pos()) {
			continue
		}
		origins := c.flow.Origins(args[i], ssaflow.Query{At: call, Fields: true})
		pos, end := c.span(call)
		if e := c.flow.ArgExpr(call, i, -1); e != nil && !ref.Is("crypto/hmac", "New") {
			pos, end = e.Pos(), e.End()
		}
		if alwaysEmpty(origins) {
			c.r.Report(report.Finding{
				Category: "empty-key",
				Message:  "the key of " + ref.String() + " is empty, so anybody can sign; use the secret that the provider issued",
				Pos:      pos,
				End:      end,
			})
			continue
		}
		if ref.Is("crypto/hmac", "New") && !c.used[call] {
			continue // signs what is sent
		}
		if name, o := c.unguarded(origins, call); name != "" {
			c.r.Report(report.Finding{
				Category: "unguarded-key",
				Message:  name + " may be empty, and then " + ref.String() + " accepts forged signatures; refuse to start without it",
				Pos:      pos,
				End:      end,
				Trace:    originTrace(name, o),
			})
		}
	}
}

// handedKeys checks the keys that functions of the module are handed for a
// verifier or MAC inside them.
func (c *checker) handedKeys() {
	for _, u := range c.flow.Sinks(symbols.CryptoKey) {
		call, ok := u.Instr.(ssa.CallInstruction)
		if _, key := keyArgs[u.Sink.Callee]; !ok || !key || u.Direct() || !c.r.Visible(call.Pos()) {
			continue
		}
		origins := c.flow.Origins(u.Value, ssaflow.Query{At: call, Path: u.Path, Fields: true})
		pos, end := c.span(call)
		if e := c.flow.Expr(u); e != nil {
			pos, end = e.Pos(), e.End()
		}
		ref := ssaflow.CalleeOf(call)
		if alwaysEmpty(origins) {
			c.r.Report(report.Finding{
				Category: "empty-key",
				Message:  "the key that " + ref.String() + " hands to " + u.Sink.Callee.String() + " is empty, so anybody can sign; use the secret that the provider issued",
				Pos:      pos,
				End:      end,
			})
			continue
		}
		verb, _ := verifyingName(ref.Name)
		if !verb && !c.verifiers[u.Wrapper.Fn] || u.Wrapper.Fn == nil || c.guardedParam(u) {
			continue
		}
		if name, o := c.unguarded(origins, call); name != "" {
			c.r.Report(report.Finding{
				Category: "unguarded-key",
				Message:  name + " may be empty, and then " + ref.String() + " accepts forged signatures; refuse to start without it",
				Pos:      pos,
				End:      end,
				Trace:    originTrace(name, o),
			})
		}
	}
}

// guardedParam reports whether the function that is handed a key rejects an
// empty one.
func (c *checker) guardedParam(u *ssaflow.SinkUse) bool {
	i := u.Arg
	if u.Wrapper.Fn.Signature.Recv() != nil {
		i++
	}
	params := u.Wrapper.Fn.Params
	return i >= 0 && i < len(params) && c.guarded().params[params[i]]
}

func originTrace(name string, o *ssaflow.Origin) []report.Step {
	if !o.Pos.IsValid() && !o.Position.IsValid() {
		return nil
	}
	return []report.Step{{Pos: o.Pos, End: o.Pos, Position: o.Position, Message: name + " is read here"}}
}

// alwaysEmpty reports whether a key is a constant empty value and nothing else.
func alwaysEmpty(origins []*ssaflow.Origin) bool {
	for _, o := range origins {
		switch {
		case o.IsNil():
		case o.Kind == ssaflow.Const && o.Const != nil && o.Const.Kind() == constant.String && constant.StringVal(o.Const) == "":
		case o.Kind == ssaflow.Zero && o.Path == "" && unsized(o.Value):
		default:
			return false
		}
	}
	return len(origins) > 0
}

// unsized reports whether the zero value of v's variable is empty: a string, a
// slice, or an array without elements.
func unsized(v ssa.Value) bool {
	if v == nil {
		return false
	}
	t := v.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		return u.Len() == 0
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		return true
	}
	return false
}

// unguarded returns the name of the setting that a key comes from, when
// nothing in sight rejects an empty one.
func (c *checker) unguarded(origins []*ssaflow.Origin, at ssa.CallInstruction) (string, *ssaflow.Origin) {
	name := ""
	var found *ssaflow.Origin
	for _, o := range origins {
		text, _ := o.StringConst()
		for _, st := range o.Steps {
			if st.Kind == ssaflow.ConcatStep && text != "" {
				return "", nil // a part of the key is always there
			}
			if st.Kind == ssaflow.FieldStep && c.guarded().fields[fieldKey(st.Owner, st.Name)] || requiredTag(st.Tag) {
				return "", nil
			}
		}
		if o.Kind == ssaflow.Global && o.Path == "" {
			// An exported variable is filled in at run time, if at all.
			base := o.Name[strings.LastIndexByte(o.Name, '.')+1:]
			if c.guarded().names[o.Name] {
				return "", nil
			}
			if token.IsExported(base) && c.keyMaterial(base) {
				name, found = base, o
			}
			continue
		}
		source := ""
		switch {
		case o.Kind == ssaflow.Global && o.Path == "":
			// A package variable is configuration when it starts out empty.
			if c.guarded().globals[o.Name] {
				return "", nil
			}
			if n := o.Name[strings.LastIndexByte(o.Name, '.')+1:]; c.secretName(n) && emptyAtFirst(origins) {
				source = n
			}
		case o.Kind != ssaflow.Call || o.Site == nil:
		case settingRead(o.Callee) && len(o.ConstArgs) > 0:
			if c.guarded().names[o.ConstArgs[0]] || len(o.ConstArgs) > 1 {
				return "", nil
			}
			source = o.ConstArgs[0]
		case o.Filled && storedRead(o.Callee), !o.Filled && fileRead(o.Callee) && fieldName(o.Path) != "":
			source = c.keyName(o)
		}
		if source == "" {
			continue
		}
		if o.Site != nil && c.guarded().sites[o.Site] {
			return "", nil
		}
		name, found = source, o
	}
	return name, found
}

// emptyAtFirst reports whether one of the values is the empty string.
func emptyAtFirst(origins []*ssaflow.Origin) bool {
	for _, o := range origins {
		if s, ok := o.StringConst(); ok && s == "" || o.Kind == ssaflow.Zero {
			return true
		}
	}
	return false
}

// keyName is the name of the field or variable that a key is read into.
func (c *checker) keyName(o *ssaflow.Origin) string {
	for _, st := range o.Steps {
		if (st.Kind == ssaflow.FieldStep || st.Kind == ssaflow.NameStep) && c.keyMaterial(st.Name) {
			return st.Name
		}
	}
	if f := fieldName(o.Path); f != "" && c.keyMaterial(f) {
		return f
	}
	return ""
}

// storedRead reports whether a function reads a row of a database.
func storedRead(ref symbols.Ref) bool {
	switch ref.Pkg {
	case "database/sql", "github.com/jackc/pgx", "github.com/jackc/pgx/pgxpool":
		return ref.Name == "Scan"
	case "github.com/jmoiron/sqlx":
		return ref.Name == "Scan" || ref.Name == "StructScan" || strings.HasPrefix(ref.Name, "Get")
	case "gorm.io/gorm":
		return ref.Name == "First" || ref.Name == "Take" || ref.Name == "Last" || ref.Name == "Find" || ref.Name == "Scan"
	}
	return false
}

// fileRead reports whether a function reads a file: a field decoded from it is
// configuration.
func fileRead(ref symbols.Ref) bool {
	return ref.Is("os", "ReadFile") || ref.Is("io/ioutil", "ReadFile")
}

func requiredTag(tag string) bool {
	for _, key := range []string{"required", "notEmpty", "nonzero", "min="} {
		for i := 0; i+len(key) <= len(tag); i++ {
			if tag[i:i+len(key)] == key {
				return true
			}
		}
	}
	return false
}

// guardIndex knows what the package compares with the empty value.
type guardIndex struct {
	fields  map[string]bool
	names   map[string]bool
	globals map[string]bool
	params  map[ssa.Value]bool
	sites   map[ssa.CallInstruction]bool
}

func fieldKey(owner symbols.Ref, name string) string {
	return owner.Pkg + "." + owner.Name + "." + name
}

// guarded collects the fields, settings and calls whose value is compared with
// "" or measured by len in a condition of this package.
func (c *checker) guarded() *guardIndex {
	if c.guards != nil {
		return c.guards
	}
	g := &guardIndex{fields: make(map[string]bool), names: make(map[string]bool), globals: make(map[string]bool), params: make(map[ssa.Value]bool), sites: make(map[ssa.CallInstruction]bool)}
	c.guards = g
	for _, fn := range c.flow.Funcs() {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				cmp, ok := instr.(*ssa.BinOp)
				if !ok {
					continue
				}
				for _, p := range [2][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
					if v := measured(p[0], p[1], cmp.Op); v != nil {
						c.addGuard(g, v, cmp)
					}
				}
			}
		}
	}
	return g
}

// measured returns the value that is compared with "" or whose length is
// compared with a number.
func measured(v, with ssa.Value, op token.Token) ssa.Value {
	k, ok := with.(*ssa.Const)
	if !ok {
		return nil
	}
	if s, ok := constString(k); ok && s == "" && (op == token.EQL || op == token.NEQ) {
		return v
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
		return call.Call.Args[0]
	}
	return nil
}

func (c *checker) addGuard(g *guardIndex, v ssa.Value, at ssa.Instruction) {
	if _, ok := v.Type().Underlying().(*types.Map); ok {
		return
	}
	for _, o := range c.flow.Origins(v, ssaflow.Query{At: at, Fields: true}) {
		for _, st := range o.Steps {
			if st.Kind == ssaflow.FieldStep {
				g.fields[fieldKey(st.Owner, st.Name)] = true
			}
		}
		if o.Kind == ssaflow.Global {
			g.names[o.Name] = true
		}
		if o.Kind == ssaflow.Param && o.Path == "" && o.Value != nil {
			g.params[o.Value] = true
		}
		if o.Kind == ssaflow.Global {
			g.globals[o.Name] = true
		}
		if o.Kind == ssaflow.Call && o.Site != nil {
			g.sites[o.Site] = true
			if len(o.ConstArgs) > 0 && settingRead(o.Callee) {
				g.names[o.ConstArgs[0]] = true
			}
		}
	}
}

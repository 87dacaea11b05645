package guard

import (
	"go/constant"
	"go/types"
	"reflect"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Marks are what a handler looks at that tells what it is for.
type Marks struct {
	// Header is set when a provider's signature header is read, Event when an
	// event type of a provider's SDK is decoded, Encrypted when the headers of
	// an encrypting provider are read.
	Header, Event, Encrypted bool
	// Payload are the names of the types that are decoded from the request,
	// each with the name of its package ("billing.Notification").
	Payload []string
}

// signatureHeaders are the headers that providers sign webhooks with, lower case
// (fact base, section 3).
var signatureHeaders = wordSet(`stripe-signature hmacsignature paypal-transmission-sig paypal-transmission-id
	bt_signature x-square-hmacsha256-signature x-square-signature cko-signature
	x-mollie-signature webhook-signature x-razorpay-signature x-paystack-signature
	verif-hash flutterwave-signature x-callback-token signature_key
	x-shopify-hmac-sha256 x-cc-webhook-signature plaid-verification x-signature-sha256
	revolut-signature x-request-signature-sha-256 event-signature recurly-signature
	tl-signature x-tink-signature column-signature increase-webhook-signature
	bi-signature wechatpay-signature btcpay-sig x-webhook-signature
	svix-signature paddle-signature omise-signature x-paddle-signature vnp_securehash`)

// encryptionHeaders carry what an encrypted body is opened with.
var encryptionHeaders = wordSet("x-initialization-vector x-authentication-tag")

// marks reads from a handler's body, and from the types of what it is handed,
// what it looks at.
func (f *Func) marks() *Marks {
	m := &Marks{}
	for _, i := range f.inputs {
		f.markInput(m, f.params[i].Type())
	}
	for _, b := range f.Fn.Blocks {
		for _, in := range b.Instrs {
			f.mark(m, in)
		}
	}
	m.Header = m.Header || m.Encrypted
	return m
}

func (f *Func) mark(m *Marks, in ssa.Instruction) {
	switch in := in.(type) {
	case *ssa.Alloc:
		p, _ := in.Type().Underlying().(*types.Pointer)
		if p == nil {
			return
		}
		ref := symbols.TypeRef(p.Elem())
		if ref.Name == "" {
			return
		}
		m.Event = m.Event || eventType(ref)
		// What is made of a message, such as a record to be stored, is none.
		if f.labelsOf(in).Has(Payload) && (f.bound[in] != 0 || !f.madeHere(in)) {
			m.Payload = append(m.Payload, typeWords(ref))
		}
	case *ssa.Extract:
		f.markPayload(m, in)
	case *ssa.Lookup:
		if signatureHeaders[strings.ToLower(stringConst(in.Index))] {
			m.Header = true
		}
	case *ssa.Call:
		f.markPayload(m, in)
		f.markHeaders(m, in, f.labelsOf(in))
	case ssa.CallInstruction:
		f.markHeaders(m, in, 0)
	}
}

func (f *Func) markHeaders(m *Marks, call ssa.CallInstruction, l Labels) {
	for _, a := range call.Common().Args {
		k := strings.ToLower(stringConst(a))
		m.Header = m.Header || signatureHeaders[k] && l.Has(Header|Body|Query)
		m.Encrypted = m.Encrypted || encryptionHeaders[k]
	}
}

// markPayload notes the type of a value that a helper has decoded from the
// request.
func (f *Func) markPayload(m *Marks, v ssa.Value) {
	call, ok := v.(*ssa.Call)
	if e, isExtract := v.(*ssa.Extract); isExtract {
		call, ok = e.Tuple.(*ssa.Call)
	}
	if ok && maker(refOf(&call.Call).Name) {
		return
	}
	ref := symbols.TypeRef(v.Type())
	if ref.Name == "" || !f.labelsOf(v).Has(Body) || RequestType(v.Type()) {
		return
	}
	m.Payload = append(m.Payload, typeWords(ref))
}

// madeHere reports whether the function itself fills an object's fields.
func (f *Func) madeHere(a *ssa.Alloc) bool {
	for _, i := range f.storeFields[a] {
		if i >= 0 {
			return true
		}
	}
	return false
}

// maker reports whether a function's name says that it makes something new.
func maker(name string) bool {
	for _, p := range []string{"New", "Create", "Build", "Make", "new", "create", "build", "make"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// markInput reads the type of a parameter that a framework has decoded.
func (f *Func) markInput(m *Marks, t types.Type) {
	ref := symbols.TypeRef(t)
	if ref.Name != "" {
		m.Event = m.Event || eventType(ref)
		m.Payload = append(m.Payload, typeWords(ref))
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i := range s.NumFields() {
		h := strings.ToLower(reflect.StructTag(s.Tag(i)).Get("header"))
		m.Header = m.Header || signatureHeaders[h]
		m.Encrypted = m.Encrypted || encryptionHeaders[h]
		if n, ok := types.Unalias(s.Field(i).Type()).(*types.Named); ok && f.pkg.InModule(n.Obj().Pkg()) {
			m.Payload = append(m.Payload, typeWords(symbols.TypeRef(n)))
		}
	}
}

func eventType(ref symbols.Ref) bool {
	return isSDK(ref.Pkg) && (strings.HasSuffix(ref.Name, "Event") || strings.Contains(ref.Name, "Notification") || strings.Contains(ref.Name, "Webhook"))
}

// typeWords is a type's name behind the name of its package.
func typeWords(ref symbols.Ref) string {
	return ref.Pkg[strings.LastIndexByte(ref.Pkg, '/')+1:] + "." + ref.Name
}

func stringConst(v ssa.Value) string {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return constant.StringVal(c.Value)
	}
	return ""
}

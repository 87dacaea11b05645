package requests

import (
	"go/constant"
	"go/types"
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// sdkProviders are the payment SDKs by import path prefix (majors stripped),
// with the provider's short name.
var sdkProviders = []struct{ pkg, name string }{
	{"github.com/stripe/stripe-go", "stripe"},
	{"github.com/adyen/adyen-go-api-library", "adyen"},
	{"github.com/square/square-go-sdk", "square"},
	{"github.com/plutov/paypal", "paypal"},
	{"github.com/checkout/checkout-sdk-go", "checkout"},
	{"github.com/mollie/mollie-api-golang", "mollie"},
	{"github.com/VictorAvelar/mollie-api-go", "mollie"},
	{"github.com/gocardless/gocardless-pro-go", "gocardless"},
	{"github.com/razorpay/razorpay-go", "razorpay"},
	{"github.com/braintree-go/braintree-go", "braintree"},
	{"github.com/xendit/xendit-go", "xendit"},
	{"github.com/midtrans/midtrans-go", "midtrans"},
	{"github.com/mercadopago/sdk-go", "mercadopago"},
	{"github.com/recurly/recurly-client-go", "recurly"},
	{"github.com/chargebee/chargebee-go", "chargebee"},
	{"github.com/Modern-Treasury/modern-treasury-go", "moderntreasury"},
	{"github.com/Increase/increase-go", "increase"},
	{"github.com/lithic-com/lithic-go", "lithic"},
	{"github.com/sumup/sumup-go", "sumup"},
	{"github.com/smartwalle/alipay", "alipay"},
	{"github.com/wechatpay-apiv3/wechatpay-go", "wechatpay"},
	{"github.com/omise/omise-go", "omise"},
	{"github.com/plaid/plaid-go", "plaid"},
}

// sdkProvider returns the provider whose SDK a package belongs to.
func sdkProvider(pkg string) (string, bool) {
	for _, p := range sdkProviders {
		if rest, ok := strings.CutPrefix(pkg, p.pkg); ok && (rest == "" || rest[0] == '/') {
			return p.name, true
		}
	}
	return "", false
}

// IsSDK reports whether a package is (part of) a payment provider's own SDK:
// it offers the key to its callers, whose calls are judged.
func IsSDK(path string) bool {
	_, ok := sdkProvider(symbols.Normalize(path))
	return ok
}

// stripeMoney are Stripe's resources whose writes create or move money, beside
// those in the table of symbols.
var stripeMoney = map[string]string{
	"invoiceitem": "New", "usagerecord": "New", "creditnote": "New", "transferreversal": "New", "reversal": "New", "feerefund": "New",
	"subscriptionschedule": "New", "subscriptionitem": "New", "quote": "Accept", "customerbalancetransaction": "New",
}

// sdkOf reports whether a function is an SDK's write operation.
func sdkOf(fn *types.Func) (prov string, ok bool) {
	ref := symbols.Of(fn)
	prov, ok = sdkProvider(ref.Pkg)
	if !ok {
		return "", false
	}
	if symbols.HasRef(ref, symbols.ProviderWrite) || variantOf(ref) {
		return prov, true
	}
	if ref.Recv != "" {
		// The same operation as a method of a client: session.Client.New.
		if symbols.HasRef(symbols.Ref{Pkg: ref.Pkg, Name: ref.Name}, symbols.ProviderWrite) {
			return prov, true
		}
		for _, recv := range [...]string{"Client", strings.TrimSuffix(ref.Recv, "Impl") + "Impl", strings.TrimSuffix(ref.Recv, "Service")} {
			if symbols.HasRef(symbols.Ref{Pkg: ref.Pkg, Recv: recv, Name: ref.Name}, symbols.ProviderWrite) {
				return prov, true
			}
		}
	}
	if prov == "stripe" {
		return prov, stripeMoney[ref.Pkg[strings.LastIndexByte(ref.Pkg, '/')+1:]] == ref.Name
	}
	return prov, false
}

// variantOf reports whether ref is the variant of an operation that takes a key.
func variantOf(ref symbols.Ref) bool {
	return ref.Recv != "" && variantRE.MatchString(ref.Name) && symbols.HasRef(ref, symbols.ProviderIdempotency) && strings.HasPrefix(ref.Pkg, "github.com/plutov/paypal")
}

var (
	variantRE = regexp.MustCompile(`(?i)with(paypal)?requestid$`)
	keyParam  = regexp.MustCompile(`(?i)idempot|^(paypal)?request_?id$`)
)

// sdkOp classifies an SDK's operation.
func sdkOp(ref symbols.Ref) Op {
	last := ref.Pkg[strings.LastIndexByte(ref.Pkg, '/')+1:]
	switch {
	case ref.Name == "Update" || ref.Name == "Cancel" || ref.Name == "Expire" || strings.HasPrefix(ref.Name, "Void") || strings.HasPrefix(ref.Name, "Cancel") ||
		ref.Name == "TradeClose" || ref.Name == "TradeCancel" || ref.Name == "ReleaseAuthorization":
		return Update
	case last == "subscription" && ref.Name != "New", last == "subscriptionitem", ref.Name == "PaymentsDetails":
		return Update
	case ref.Name == "CreateSubscription" || ref.Recv == "Subscription" || ref.Recv == "MandateServiceImpl" || ref.Recv == "MandateService":
		return Update
	}
	return Money
}

// sdkSend describes an SDK's write operation.
func (m *Model) sdkSend(call ssa.CallInstruction, fn *types.Func, prov string) *Send {
	d := Desc{Kind: SDK, Callee: symbols.Of(fn), Provider: prov}
	d.Key = m.sdkKey(call, fn, keyScope(&d))
	d.NoMeans = d.Key.State == KeyNone && noMeans(fn, prov)
	if prov == "stripe" && fn.Name() == "New" && strings.HasSuffix(d.Callee.Pkg, "/checkout/session") {
		for _, a := range ssaflow.Args(call) {
			if mode := m.values(a, ".Mode", call).Literals(); len(mode) == 1 && mode[0] == "setup" {
				d.Harmless = true
			}
		}
	}
	return m.newSend(call, d)
}

// dynamoWrite books in one transaction; ClientRequestToken makes it run once.
var dynamoWrite = symbols.Ref{Pkg: "github.com/aws/aws-sdk-go-v2/service/dynamodb", Recv: "Client", Name: "TransactWriteItems"}

// localSend describes a transaction of a ledger that is kept in DynamoDB.
func (m *Model) localSend(call ssa.CallInstruction, fn *types.Func) *Send {
	d := Desc{Kind: SDK, Local: true, Callee: symbols.Of(fn), Provider: "dynamodb"}
	if args := ssaflow.Args(call); len(args) > 1 {
		d.Key = m.tokenOf(args[1])
	}
	return m.newSend(call, d)
}

// tokenOf is the token of such a transaction's input; what is booked is no key.
func (m *Model) tokenOf(input ssa.Value) Key {
	const field = "ClientRequestToken"
	o := m.object(input, false)
	for _, st := range o.stores {
		if st.path == "."+field {
			return Key{State: KeySet, How: field, Values: m.values(st.val, "", st.instr), site: st.instr, val: st.val}
		}
	}
	for _, r := range o.roots {
		if _, made := r.v.(*ssa.Alloc); !made {
			return Key{State: KeyUnknown}
		}
	}
	return Key{}
}

// sdkKey looks for the key in the arguments of an operation, in the builder
// around it and in the client it is called on.
func (m *Model) sdkKey(call ssa.CallInstruction, fn *types.Func, prov string) Key {
	var k Key
	sig := fn.Signature()
	args := ssaflow.Args(call)
	for i, a := range args {
		if i < sig.Params().Len() {
			p := sig.Params().At(i)
			if keyParam.MatchString(p.Name()) && isStringish(p.Type()) {
				return Key{State: KeySet, How: p.Name(), Values: m.values(a, "", call), site: call, val: a}
			}
		}
		if isStringish(a.Type()) {
			continue
		}
		k = k.or(m.keyOf(a, prov))
	}
	if variantRE.MatchString(fn.Name()) && k.State != KeySet {
		for i := len(args) - 1; i >= 0; i-- {
			if isText(args[i].Type()) {
				return Key{State: KeySet, How: "PayPal-Request-Id", Values: m.values(args[i], "", call), site: call, val: args[i]}
			}
		}
	}
	if k.State == KeySet {
		return k
	}
	if symbols.Of(fn).Pkg == mollieClient {
		return k.or(m.configuredKey(ssaflow.Receiver(call)))
	}
	if recv := ssaflow.Receiver(call); recv != nil {
		k = k.or(m.setterKey(recv))
	}
	if v := call.Value(); v != nil {
		if _, tuple := v.Type().(*types.Tuple); !tuple {
			k = k.or(m.setterKey(v))
		}
	}
	return k
}

// mollieClient is an SDK that makes a key for every request when its
// configuration says so, and takes none from the caller.
const mollieClient = "github.com/VictorAvelar/mollie-api-go/mollie"

// configuredKey is the key that the configuration of a mollieClient makes: the
// one its receiver is made with, else any of the package's.
func (m *Model) configuredKey(recv ssa.Value) Key {
	k := Key{State: KeyUnknown} // made in another package
	judge := func(call ssa.CallInstruction) {
		ref, args := ssaflow.CalleeOf(call), ssaflow.Args(call)
		if ref.Pkg != mollieClient || k.State == KeySet {
			return
		}
		set := Key{State: KeySet, How: ref.Name, Values: Values{{Kind: Random, Text: ref.Name}}}
		switch ref.Name {
		case "SetIdempotencyKeyGenerator", "ToggleIdempotency":
			k = set
		case "NewAPIConfig", "NewOrgConfig":
			k = set
			if len(args) == 1 {
				if c, ok := args[0].(*ssa.Const); ok && c.Value != nil && !constant.BoolVal(c.Value) {
					k = Key{}
				}
			}
		}
	}
	if recv != nil {
		for p := range m.places(recv) {
			if call, ok := p.value.(*ssa.Call); ok {
				judge(call)
			}
		}
	}
	if k.State != KeyUnknown {
		return k
	}
	for _, call := range m.flow.Calls() {
		judge(call)
	}
	return k
}

// setterKey looks for a call of a key's setter on v or a part of it.
func (m *Model) setterKey(v ssa.Value) Key {
	var k Key
	for _, u := range m.object(v, false).uses {
		fn := ssaflow.CalleeObj(u.call)
		args := allArgs(u.call)
		if fn == nil || u.arg != 0 || len(args) < 2 || fn.Signature().Recv() == nil {
			continue
		}
		switch name := fn.Name(); {
		case idempotentCall.MatchString(name) && !readCall.MatchString(name):
			k = k.or(Key{State: KeySet, How: name, Values: m.values(args[1], "", u.call), site: u.call})
		case strings.Contains(name, "Header") && isMapType(args[1].Type()):
			k = k.or(m.keyOf(args[1], ""))
		}
	}
	return k
}

func isMapType(t types.Type) bool {
	_, ok := t.Underlying().(*types.Map)
	return ok
}

func isStringish(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsString|types.IsNumeric|types.IsBoolean) != 0
}

// isID reports whether a type is an identifier of a library: bytes of fixed
// length with a text, such as a UUID.
func isID(t types.Type) bool {
	a, ok := deref(t).Underlying().(*types.Array)
	if !ok {
		return false
	}
	b, ok := a.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// noMeans reports whether the SDK at hand has no way to set a key for fn: no
// variant of the function, no parameter type with a field or setter.
func noMeans(fn *types.Func, prov string) bool {
	sig := fn.Signature()
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if _, ok := keyField(t, prov, 0); ok || hasKeySetter(t) {
			return false
		}
		switch u := t.Underlying().(type) {
		case *types.Map: // extra headers
			return false
		case *types.Slice: // options
			switch u.Elem().Underlying().(type) {
			case *types.Signature, *types.Interface:
				return false
			}
		}
	}
	switch prov {
	case "stripe", "mollie", "mercadopago", "gocardless", "midtrans", "omise", "chargebee":
		return false // set on the client, the configuration or the context
	}
	if sig.Results().Len() == 1 && hasKeySetter(sig.Results().At(0).Type()) {
		return false
	}
	if recv := sig.Recv(); recv != nil {
		for _, suffix := range [...]string{"WithPaypalRequestId", "WithPaypalRequestID", "WithRequestID", "WithIdempotencyKey"} {
			if obj, _, _ := types.LookupFieldOrMethod(recv.Type(), true, fn.Pkg(), fn.Name()+suffix); obj != nil {
				return false
			}
		}
	}
	return true
}

// hasKeySetter reports whether a type has a method that sets a key.
func hasKeySetter(t types.Type) bool {
	if _, ok := t.Underlying().(*types.Basic); ok {
		return false
	}
	if _, ptr := t.Underlying().(*types.Pointer); !ptr {
		t = types.NewPointer(t)
	}
	set := types.NewMethodSet(t)
	for i := range set.Len() {
		if name := set.At(i).Obj().Name(); idempotentCall.MatchString(name) && !readCall.MatchString(name) {
			return true
		}
	}
	return false
}

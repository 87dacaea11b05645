// Package entry recognises a program's entry points by what they are for:
// webhook handlers and the pages a browser returns to after paying.
package entry

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/routes"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// Webhook is a webhook handler.
type Webhook struct {
	Func   *guard.Func
	Routes []*routes.Route
	// Payment is set when name, route, payload or package is in payment context.
	Payment bool
	// Encrypted is set when the headers of an encrypting provider are read.
	Encrypted bool
}

// signatureHeaders are the headers that providers sign webhooks with, lower case
// (fact base, section 3).
var signatureHeaders = map[string]bool{
	"stripe-signature": true, "hmacsignature": true, "paypal-transmission-sig": true, "paypal-transmission-id": true,
	"bt_signature": true, "x-square-hmacsha256-signature": true, "x-square-signature": true, "cko-signature": true,
	"x-mollie-signature": true, "webhook-signature": true, "x-razorpay-signature": true, "x-paystack-signature": true,
	"verif-hash": true, "flutterwave-signature": true, "x-callback-token": true, "signature_key": true,
	"x-shopify-hmac-sha256": true, "x-cc-webhook-signature": true, "plaid-verification": true, "x-signature-sha256": true,
	"revolut-signature": true, "x-request-signature-sha-256": true, "event-signature": true, "recurly-signature": true,
	"tl-signature": true, "x-tink-signature": true, "column-signature": true, "increase-webhook-signature": true,
	"bi-signature": true, "wechatpay-signature": true, "btcpay-sig": true, "x-webhook-signature": true,
	"svix-signature": true, "paddle-signature": true, "omise-signature": true, "x-paddle-signature": true,
}

// encryptionHeaders carry what an encrypted body is opened with.
var encryptionHeaders = map[string]bool{"x-initialization-vector": true, "x-authentication-tag": true}

var webhookWords = map[string]bool{
	"webhook": true, "webhooks": true, "callback": true, "callbacks": true, "notify": true, "notification": true,
	"notifications": true, "ipn": true, "hook": true, "hooks": true,
}

// management words: the endpoint is about webhooks, it does not receive them.
var managementWords = map[string]bool{
	"register": true, "list": true, "create": true, "update": true, "delete": true, "remove": true, "resend": true,
	"redeliver": true, "replay": true, "send": true, "subscribe": true, "unsubscribe": true, "test": true, "settings": true,
	"config": true, "configure": true, "read": true, "mark": true, "preferences": true, "rotate": true,
}

// WebhookOf decides whether a function is a webhook handler; nil when it is not.
func WebhookOf(g *guard.Package, t *routes.Table, f *guard.Func) *Webhook {
	h := &Webhook{Func: f, Routes: t.For(f.Fn)}
	header, event, payload := h.scan()
	own := append([]string{guard.Name(f.Fn)}, payload...)
	for _, r := range h.Routes {
		own = append(own, r.Path)
	}
	around := []string{guard.ReceiverName(f.Fn), g.Pass.Pkg.Name()}
	word := slices.ContainsFunc(own, webhookName)
	// A receiver or package named for webhooks may serve browsers as well.
	word = word || slices.ContainsFunc(around, webhookName) && !ReturnPage(t, f)
	names := append(own, around...)
	if managementName(guard.Name(f.Fn)) && !header && !event {
		return nil
	}
	h.Payment = header || event || Payment(names...)
	if header || event || word {
		return h
	}
	return nil
}

func webhookName(name string) bool {
	for _, w := range naming.Words(name) {
		if webhookWords[w] || strings.HasSuffix(w, "webhook") || strings.HasSuffix(w, "callback") {
			return true
		}
	}
	return false
}

func managementName(name string) bool {
	w := naming.Words(name)
	if len(w) == 0 || !managementWords[w[0]] {
		return false
	}
	// UpdateOrder with a callback's payload receives one; UpdateWebhook manages.
	return w[0] != "update" && w[0] != "mark" || webhookName(name)
}

// Payment reports whether one of the names puts an entry point in payment context.
func Payment(names ...string) bool {
	for _, n := range names {
		if naming.PaymentWord(n) {
			return true
		}
		for _, w := range naming.Words(n) {
			if w == "transaction" || w == "transactions" || providerWords[w] {
				return true
			}
		}
	}
	return false
}

var providerWords = map[string]bool{
	"stripe": true, "paypal": true, "adyen": true, "midtrans": true, "xendit": true, "razorpay": true, "mollie": true,
	"paystack": true, "flutterwave": true, "braintree": true, "square": true, "klarna": true, "alipay": true, "wechatpay": true,
	"wxpay": true, "epay": true, "iyzico": true, "payu": true, "paytr": true, "mercadopago": true, "paddle": true, "linkqu": true,
	"gocardless": true, "coinbase": true, "worldpay": true, "sibs": true, "mbway": true, "pix": true, "momo": true, "vnpay": true, "zalopay": true,
}

// scan reads from the handler's body what it looks at.
func (h *Webhook) scan() (header, event bool, payload []string) {
	scanFunc(h.Func.Fn, func(in ssa.Instruction) {
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
			if guard.SDK(ref.Pkg) && (strings.HasSuffix(ref.Name, "Event") || strings.Contains(ref.Name, "Notification") || strings.Contains(ref.Name, "Webhook")) {
				event = true
			}
			if h.Func.Labels(in).Has(guard.Payload) {
				payload = append(payload, ref.Name)
			}
		case *ssa.Extract:
			payload = append(payload, h.payloadName(in)...)
		case *ssa.Lookup:
			if k := strings.ToLower(constString(in.Index)); signatureHeaders[k] {
				header = true
			}
		case ssa.CallInstruction:
			if v := valueOf(in); v != nil {
				payload = append(payload, h.payloadName(v)...)
			}
			for _, a := range in.Common().Args {
				k := strings.ToLower(constString(a))
				header = header || signatureHeaders[k] && h.Func.Labels(valueOf(in)).Has(guard.Header|guard.Body|guard.Query)
				h.Encrypted = h.Encrypted || encryptionHeaders[k]
			}
		}
	})
	return header || h.Encrypted, event, payload
}

// payloadName is the type of a value that a helper has decoded from the request.
func (h *Webhook) payloadName(v ssa.Value) []string {
	ref := symbols.TypeRef(v.Type())
	if ref.Name == "" || !h.Func.Labels(v).Has(guard.Body) || guard.RequestType(v.Type()) {
		return nil
	}
	return []string{ref.Name}
}

func scanFunc(fn *ssa.Function, do func(ssa.Instruction)) {
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			do(in)
		}
	}
}

func valueOf(call ssa.CallInstruction) ssa.Value {
	v, ok := call.(*ssa.Call)
	if !ok {
		return nil
	}
	return v
}

// Decrypts reports whether an authenticated decryption happens anywhere in the
// handler.
func (h *Webhook) Decrypts() bool {
	for _, k := range h.Func.Checks {
		if k.Kind == guard.Decryption || k.Kind == guard.Wrapper {
			return true
		}
	}
	return false
}

// Middleware names the middleware that verifies all routes of the handler, ""
// when one of its routes, or an unknown one, has none.
func (h *Webhook) Middleware() string {
	name := ""
	for _, r := range h.Routes {
		if r.Verified == "" {
			return ""
		}
		name = r.Verified
	}
	return name
}

func constString(v ssa.Value) string {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return constant.StringVal(c.Value)
	}
	return ""
}

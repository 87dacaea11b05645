// Package entry recognises a program's entry points by what they are for:
// webhook handlers and the pages a browser returns to after paying.
package entry

import (
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/routes"
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
	m := f.Marks()
	h := &Webhook{Func: f, Routes: t.For(f.Fn), Encrypted: m.Encrypted}
	own := []string{guard.Name(f.Fn)}
	pages := 0
	for _, r := range h.Routes {
		if r.Method == "GET" && returnRoute(r.Path) {
			pages++
			continue // /checkout/callback/success is where the browser goes
		}
		own = append(own, r.Path)
	}
	if pages == 0 || pages < len(h.Routes) {
		own = append(own, bare(m.Payload)...) // a page may make a notification of its parameters
	}
	around := []string{guard.ReceiverName(f.Fn), g.Pass.Pkg.Name()}
	word := slices.ContainsFunc(own, WebhookName)
	// A receiver or package named for webhooks may serve browsers as well.
	word = word || slices.ContainsFunc(around, WebhookName) && !ReturnPage(t, f) && !edits(h.Routes)
	if managementName(guard.Name(f.Fn)) && !m.Header && !m.Event {
		return nil
	}
	h.Payment = m.Header || m.Event || Payment(append(append(own, around...), m.Payload...)...)
	if m.Header || m.Event || word {
		return h
	}
	return nil
}

// edits reports whether all routes are for methods that no provider sends its
// messages with.
func edits(rs []*routes.Route) bool {
	for _, r := range rs {
		if r.Method != "PUT" && r.Method != "PATCH" && r.Method != "DELETE" {
			return false
		}
	}
	return len(rs) > 0
}

// Foreign is what a route says about a handler in another package.
type Foreign struct {
	// Webhook is set when the route makes the handler one for webhooks that
	// its own package does not know for one, Page likewise for pages a browser
	// returns to.
	Webhook, Page bool
	// Payment is set when route, name or payload are in payment context.
	Payment bool
}

// ForeignOf judges a route whose handler, with that summary, is in another
// package. What that package sees by itself it reports itself.
func ForeignOf(r *routes.Route, s *guard.Summary) Foreign {
	name, recv := guard.Name(r.Handler), guard.ReceiverName(r.Handler)
	pkg := ""
	if p := r.Handler.Package(); p != nil {
		pkg = p.Pkg.Name()
	}
	own := append([]string{name, recv, pkg}, bare(s.Marks.Payload)...)
	if s.Marks.Header || s.Marks.Event || slices.ContainsFunc(own, WebhookName) || returnName(name) || managementName(name) {
		return Foreign{}
	}
	return Foreign{
		Webhook: WebhookName(r.Path) && r.Method != "GET",
		Page:    browserMethod(r.Method) && returnRoute(r.Path),
		Payment: Payment(append(append(own, r.Path), s.Marks.Payload...)...),
	}
}

// bare leaves the packages out of the names of types.
func bare(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = n[strings.LastIndexByte(n, '.')+1:]
	}
	return out
}

// WebhookName reports whether a name says webhook, callback, notification, IPN or
// hook.
func WebhookName(name string) bool {
	words := naming.Words(name)
	for i, w := range words {
		if i > 0 && (words[i-1] == "call" && w == "back" || words[i-1] == "web" && w == "hook") {
			return true // CallBackRequest
		}
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
	return w[0] != "update" && w[0] != "mark" || WebhookName(name)
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

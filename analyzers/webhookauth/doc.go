// Package webhookauth reports webhook handlers that act on a payload before its
// authenticity is established.
package webhookauth

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "webhookauth",
	Title: "webhooks that act on a payload nobody has verified",
	Why: `A webhook endpoint is a public URL. Whoever knows or guesses it can post
"order 4711 is paid". Unless the signature, the authentication tag or the shared
secret of the provider is checked before anything is done with the payload, the
shop ships goods and credits wallets for free.`,
	Details: `A webhook handler is an HTTP handler that reads a provider's signature header,
decodes an SDK's event type, or is in payment context and says webhook, callback,
notification, IPN or hook in its name, route or payload type. Reported is the first
effect (a state write, a published message, a call or mail to somebody else, a
method of a module interface that is handed the payload) that some path reaches
without a successful check. Checks are the providers' SDK verifiers, MAC and
signature primitives, authenticated decryption, a configured token compared with
what was sent, module functions that succeed only after such a check, and
middleware registered for the route.

Routes and middleware count where they are registered in the handler's package.
A handler of another package is judged there by what it says itself (name, payload
type, signature header); where only the route says that it is a webhook's, the
finding is at the registration. Middleware that another package puts before a
handler cannot be seen from the handler's package: verify in the handler, or
suppress the finding with that as the reason. Messages of queues and calls by gRPC
are no webhooks: who may send them is settled elsewhere.

Silent: handlers that only log, acknowledge or queue the raw body; handlers that
take nothing but an id from the payload and ask the provider's API for the object;
endpoints that register, list or redeliver webhooks.`,
	Bad: `func (h *Handler) Webhook(w http.ResponseWriter, r *http.Request) {
	var n Notification
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	h.orders.MarkPaid(r.Context(), n.OrderID)
}`,
	Good: `func (h *Handler) Webhook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	event, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), h.secret)
	if err != nil {
		slog.Warn("webhook rejected", "err", err)
		http.Error(w, "invalid signature", http.StatusBadRequest)
		return
	}
	h.orders.Apply(r.Context(), event)
}`,
	Controls: []string{"COM-7", "TRU-3", "FIN-2"},
	CWE:      []string{"CWE-345", "CWE-347"},
	Categories: []catalog.Category{
		{Name: "unverified", Summary: "a payload has an effect on a path without an authenticity check", Severity: catalog.Error},
		{Name: "verified-late", Summary: "the effect comes before the check", Severity: catalog.Error},
		{Name: "fail-open", Summary: "the check is skipped when a secret is empty, a switch is off or no signature is sent", Severity: catalog.Error},
		{Name: "undecrypted", Summary: "an encrypted provider's headers are read but the body is used without an authenticated Open",
			Severity: catalog.Error, Controls: []string{"COM-6", "TRU-3"}},
		{Name: "unauthenticated-cipher", Summary: "CBC, CTR, CFB, OFB or ECB decrypts the payload and nothing else authenticates it",
			Severity: catalog.Error, Controls: []string{"COM-6", "COM-7"}},
		{Name: "uncorrelated", Summary: "a verified event moves an order to a success state without its amount being compared with the order's",
			Severity: catalog.Warning, Controls: []string{"TRU-3"}},
		{Name: "silent-rejection", Summary: "a failed check is neither logged nor counted nor answered with an error",
			Severity: catalog.Warning, Controls: []string{"OPS-10"}},
	},
	Evidence: []string{"webhook handlers whose effects all lie behind a check, with the verifier's name"},
	Since:    "0.1.0",
}

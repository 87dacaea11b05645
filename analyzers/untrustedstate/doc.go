// Package untrustedstate reports transaction states that are taken from, or
// decided by, the client's request.
package untrustedstate

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "untrustedstate",
	Title: "transaction state taken from the client's request",
	Why: `The browser belongs to the customer. A status in a form, a query parameter or a
JSON body, and the mere fact that the "success" page was opened, are claims, not
facts. A shop that stores them lets everybody pay with a click on an edited URL.`,
	Details: `A state write stores a transaction's state: SQL text, an ORM, a document store, a
repository or a method named for a transition (MarkPaid, SetStatus, CompleteOrder)
that writes a column or field such as status, paid, refunded_at or balance in
payment context. Reported is the call in the handler that leads to it.

Silent: writes behind an authenticity check; values from the provider's API or from
the stored record; values chosen from an allow-list and written with a check of the
stored state, outside webhooks and return pages; the id that says which record is
meant. A flow in a webhook handler is reported by webhookauth alone.`,
	Bad: `func (h *Handler) PaymentReturn(c *gin.Context) {
	if c.Query("status") == "success" {
		h.orders.MarkPaid(c, c.Query("order_id"))
	}
}`,
	Good: `func (h *Handler) PaymentReturn(c *gin.Context) {
	intent, err := paymentintent.Get(c.Query("payment_intent"), nil)
	if err != nil || intent.Status != stripe.PaymentIntentStatusSucceeded {
		c.Redirect(http.StatusSeeOther, "/checkout/pending")
		return
	}
	h.orders.MarkPaid(c, intent.Metadata["order_id"])
}`,
	Controls: []string{"TRU-5", "TRU-1", "FIN-2"},
	CWE:      []string{"CWE-807", "CWE-472"},
	Categories: []catalog.Category{
		{Name: "request-state", Summary: "the stored state is a value from the request", Severity: catalog.Error,
			Controls: []string{"TRU-5", "TRU-1", "TRU-6"}},
		{Name: "decided-by-request", Summary: "a branch on request input decides that the state is written", Severity: catalog.Error,
			CWE: []string{"CWE-807"}},
		{Name: "return-url", Summary: "a page that the browser returns to moves a transaction to a final state", Severity: catalog.Error,
			Controls: []string{"TRU-4", "TRU-5"}, CWE: []string{"CWE-807", "CWE-602"}},
		{Name: "mass-assignment", Summary: "a model with state fields is filled from the request as a whole and stored", Severity: catalog.Error,
			Controls: []string{"TRU-6", "TRU-5"}, CWE: []string{"CWE-915"}},
	},
	Evidence: []string{"state writes after a check or after the provider was asked"},
	Since:    "0.1.0",
}

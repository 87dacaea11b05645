// Package idempotency finds payment requests that a provider cannot recognise
// when they arrive twice.
package idempotency

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "idempotency",
	Title: "payment requests without a stable idempotency key",
	Why: `A request that times out may have been executed. Whoever sends it again (the program, its user, a queue, the
HTTP client) charges, refunds or pays out a second time unless the provider can tell that both are the same
operation. It can by a key that is made once, kept with the operation, and sent with every attempt: the header
Idempotency-Key or the provider's own, a field of the body, or a reference that the provider keeps unique.`,
	Details: `Reported is every POST and PATCH in payment context without such a key, by HTTP clients, helpers of the
module and SDK operations that move money; a key that every attempt makes anew, that is the same for all
operations, that comes from the clock or math/rand, or that may be empty. The finding is at the call that
chooses method and path, not in the generic helper below it. An SDK that adds a random key by itself is not
enough: it protects the SDK's own retries and nobody else's.

Silent are reads, PUT and DELETE by id, logins, token requests, searches, status queries and webhook
registrations, GraphQL queries, keys that callers, a RoundTripper or the client's defaults set, a fresh key per
item in a loop that does not retry, and the payment SDKs' own sources.`,
	Bad: `req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.example.com/v1/refunds", body)
if err != nil {
	return err
}
resp, err := client.Do(req)
`,
	Good: `req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.example.com/v1/refunds", body)
if err != nil {
	return err
}
req.Header.Set("Idempotency-Key", refund.Key)
resp, err := client.Do(req)
`,
	Controls: []string{"TXN-1"},
	CWE:      []string{"CWE-837"},
	Categories: []catalog.Category{
		{Name: "missing-key", Summary: "A POST or PATCH in payment context carries no idempotency key.", Severity: catalog.Error},
		{Name: "regenerated-key", Summary: "Every attempt has a new key: it is made inside what is repeated.", Severity: catalog.Error},
		{Name: "constant-key", Summary: "All operations have the same key.", Severity: catalog.Error},
		{Name: "unstable-key", Summary: "The key comes from the clock or math/rand.", Severity: catalog.Error},
		{Name: "empty-key", Summary: "The key may be the empty string.", Severity: catalog.Error},
	},
	Evidence: []string{"a payment request with a stable key"},
	Options:  []catalog.Option{{Name: "scope", Default: "payment", Usage: "requests that need a key: payment, or all (every POST and PATCH)"}},
	Fix:      "Sets the Idempotency-Key header of an *http.Request from an id of the operation that is in scope.",
	Since:    "v0.1.0",
}

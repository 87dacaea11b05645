// Package responsecheck finds responses of payment providers that are used
// without looking at their status, their error or their outcome.
package responsecheck

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "responsecheck",
	Title: "responses that are used before they were checked",
	Why: `An HTTP client returns no error for 402 or 500: the body then is an error document, and decoding it into a
payment gives one with empty fields. An error that is dropped leaves a nil or half-filled result. And a call
that went through says nothing about its outcome: a payment may be pending, or wait for the customer, when its
creation returns no error. Orders are shipped that nobody has paid, refunds are believed that never happened.`,
	Details: `In payment context: a response whose body is used, or whose call is reported as successful, although no
branch looks at its status code; an error of a send, of a function that sends, of an SDK call, a body read
or a decode that is dropped, overwritten, or only logged before the function goes on (a dropped error of storing
the payment's state is a warning); an order that is moved to a success state because a
call returned no error, without a look at the status in its result.

A branch that only logs decides nothing. Helpers that are handed the response, clients of the module that check
the status themselves, and responses that are returned to the caller are followed. Silent are SDKs that return an
error for every status but 2xx, closing and draining of bodies, and best-effort reads on a path that returns an
error anyway.`,
	Bad: `res, err := client.Do(req)
if err != nil {
	return err
}
defer res.Body.Close()
return json.NewDecoder(res.Body).Decode(&payment)
`,
	Good: `res, err := client.Do(req)
if err != nil {
	return err
}
defer res.Body.Close()
if res.StatusCode != http.StatusOK {
	return fmt.Errorf("create payment: %s", res.Status)
}
return json.NewDecoder(res.Body).Decode(&payment)
`,
	Controls: []string{"COM-5", "TRU-2"},
	CWE:      []string{"CWE-252", "CWE-754"},
	Categories: []catalog.Category{
		{Name: "status-unchecked", Summary: "A response is used, or its call reported as successful, although nothing looks at its status code.", Severity: catalog.Error, CWE: []string{"CWE-754"}},
		{Name: "error-ignored", Summary: "The error of a send, an SDK call, a body read or a decode decides nothing.", Severity: catalog.Error, CWE: []string{"CWE-252"}},
		{Name: "outcome-unchecked", Summary: "An order is moved to a success state because a call returned no error, whatever its result says.", Severity: catalog.Error, CWE: []string{"CWE-754"}},
	},
	Evidence: []string{"a send whose status and error decide"},
	Since:    "v0.1.0",
}

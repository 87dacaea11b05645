// Package plainhttp finds requests and base URLs without TLS.
package plainhttp

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "plainhttp",
	Title: "requests and base URLs without TLS",
	Why: "A request over http:// or ws:// can be read and changed by anybody on the way: keys and card data leak, and answers " +
		"can be forged. Providers refuse plain HTTP or redirect it, after the first request has already told everything.",
	Details: "Follows URLs with a public host from the constant to the request, through variables, concatenation, fmt.Sprintf, " +
		"url.URL, struct fields and helper functions, also from other packages, and looks at constants bound to a name that says " +
		"base URL. Loopback, single-label, .local, .test, .internal and .svc hosts, documentation hosts, cloud metadata addresses " +
		"and OCSP or CRL hosts are silent, as are URLs that are only names: XML namespaces, SOAPAction, problem types, claims. " +
		"Private addresses and hosts that are not known are warnings.",
	Bad:      `resp, err := client.Post("http://gateway.acquirer.io/v1/charges", "application/json", body)`,
	Good:     `resp, err := client.Post("https://gateway.acquirer.io/v1/charges", "application/json", body)`,
	Controls: []string{"COM-1"},
	CWE:      []string{"CWE-319"},
	Categories: []catalog.Category{
		{Name: "plain-url", Summary: "A request is sent, or a base URL set, without TLS.", Severity: catalog.Error},
		{Name: "provider-url", Summary: "A payment provider's URL has no TLS.", Severity: catalog.Error},
	},
	Evidence: []string{"a constant https:// URL that requests are sent to"},
	Fix:      "replaces http:// by https:// and ws:// by wss:// where the URL names no port",
	Since:    "0.1.0",
}

// Package envmix reports environments that are mixed up.
package envmix

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "envmix",
	Title: "Sandbox in production, production in tests",
	Why: "A sandbox host or key that reaches production takes orders and collects no money; a live key or a real card " +
		"number in a test moves money, or leaks card data, every time the tests run. A check that is skipped outside " +
		"production is a check that nobody has ever seen fail.",
	Details: "Hosts, keys and SDK constants are known by provider. A sandbox value is reported where nothing chooses it: no " +
		"branch, table, map or configuration stands between it and its use; the default for an empty setting is a warning. " +
		"Card numbers count when the check digit and the issuer's prefix are right, no provider publishes them for tests, " +
		"and the code around them is about cards or payments.\n\n" +
		"Silent: tables from environment to host, packages that know the production counterpart as well, functions named " +
		"for the sandbox, directories of examples, published test cards, identifiers that happen to pass the check digit. A " +
		"branch that webhookauth, certverify, tlsversion or messageauth reports is left to them.",
	Bad: `func New(key string) *Client {
	return &Client{key: key, base: "https://api.sandbox.midtrans.com"}
}`,
	Good: `func New(cfg Config) *Client {
	return &Client{key: cfg.ServerKey, base: cfg.BaseURL}
}`,
	Controls: []string{"OPS-6", "FIN-5"},
	CWE:      []string{"CWE-1188"},
	Categories: []catalog.Category{
		{Name: "test-in-production", Severity: catalog.Error,
			Summary: "A sandbox host, an SDK's sandbox constant or a test-mode key is used and nothing chooses it; as a default for an empty setting a warning."},
		{Name: "live-in-test", Severity: catalog.Error, Controls: []string{"OPS-6", "OPS-7"},
			Summary: "Test code has a live key, or sends a request to a provider's production host."},
		{Name: "real-pan", Severity: catalog.Error, Controls: []string{"OPS-7"}, CWE: []string{"CWE-312"},
			Summary: "A card number that no provider publishes for tests is in the source or in test data."},
		{Name: "check-skipped", Severity: catalog.Error, Controls: []string{"FIN-1"}, CWE: []string{"CWE-489"},
			Summary: "A security check is bypassed by a branch on the environment's name."},
	},
	Tests: true,
	Since: "0.1.0",
}

package hardcodedsecret

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "hardcodedsecret",
	Title: "credentials written in the source",
	Why: "A key in the source is known to everybody who can read the repository, its forks, its backups and the built " +
		"program, for as long as the provider accepts it. With a payment provider's key that means refunds, payouts and " +
		"customer data. A fallback is worse than no key: the service starts, and signs and verifies with a value that " +
		"anybody can look up.",
	Details: "Literals are looked at by format (61 formats of providers and services), by what they reach (keys of MACs, " +
		"ciphers and tokens, password arguments, connection strings), by what they are compared with, by where they stand " +
		"in for a missing setting, and by name. Constants are followed through variables, conversions, fields and functions, " +
		"also into other packages. A literal is reported once, where it is written, for the first category that applies. " +
		"Messages show four characters at most.\n\n" +
		"Silent: names of things (headers, environment variables, JSON keys, paths), texts, templates and regular expressions, " +
		"publishable and public keys, password hashes and checksums, identifiers, placeholders that reach nothing, and keys " +
		"that providers print in their documentation. In tests only production keys are reported, and private keys that " +
		"parse and are not marked as made for tests.",
	Bad: `func Signature(body []byte) []byte {
	mac := hmac.New(sha256.New, []byte("shop-signing-2019"))
	mac.Write(body)
	return mac.Sum(nil)
}`,
	Good: `func Signature(key, body []byte) []byte {
	mac := hmac.New(sha256.New, key) // loaded at start, which fails without it
	mac.Write(body)
	return mac.Sum(nil)
}`,
	Controls: []string{"OPS-4", "OPS-3"},
	CWE:      []string{"CWE-798"},
	Categories: []catalog.Category{
		{Name: "private-key", Severity: catalog.Error, CWE: []string{"CWE-321"},
			Summary: "A private key in PEM form is in the source or in an embedded file."},
		{Name: "known-format", Severity: catalog.Error,
			Summary: "A literal has the format of a provider's secret; keys of test mode are a warning."},
		{Name: "crypto-key", Severity: catalog.Error, CWE: []string{"CWE-321"},
			Summary: "A constant is the key of a MAC, a cipher, a token or a session store."},
		{Name: "credential-argument", Severity: catalog.Error,
			Summary: "A constant is handed to a library as password, secret or token, or is part of a connection string."},
		{Name: "compared-literal", Severity: catalog.Error,
			Summary: "A credential from the request is compared with a literal."},
		{Name: "fallback", Severity: catalog.Error, Controls: []string{"FIN-5", "OPS-4"},
			Summary: "A literal stands in for a secret that is not configured."},
		{Name: "named-literal", Severity: catalog.Error, CWE: []string{"CWE-798", "CWE-259"},
			Summary: "A literal that looks made up by a machine or a person is the value of something named like a secret."},
		{Name: "weak-default", Severity: catalog.Warning, Controls: []string{"FIN-5", "OPS-4"}, CWE: []string{"CWE-1188", "CWE-259"},
			Summary: "A placeholder is used as the value of something named like a secret."},
	},
	Evidence: []string{
		"a credential read from the environment",
		"a credential read from a vault or secret manager",
	},
	Tests: true,
	Since: "0.1.0",
}

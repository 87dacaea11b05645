// Package tlsversion finds TLS settings that allow protocol versions and cipher
// suites that are broken.
package tlsversion

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "tlsversion",
	Title: "TLS older than 1.2 and weak cipher suites",
	Why: "SSL 3.0, TLS 1.0 and TLS 1.1 have known attacks, are deprecated by RFC 8996, and providers and card schemes refuse " +
		"them. A client or server that still offers them can be talked down to them by anybody on the way.",
	Details: "Follows version numbers into MinVersion and MaxVersion of tls.Config, through constants, variables, tables, " +
		"results and helper functions, also from other packages, and cipher suites into CipherSuites. An unset MinVersion is " +
		"reported only where the module's go line or a //go:debug directive makes it mean TLS 1.0. Code that only reads or prints " +
		"versions is silent.",
	Bad: `cfg := &tls.Config{
	MinVersion: tls.VersionTLS10,
}`,
	Good: `cfg := &tls.Config{
	MinVersion: tls.VersionTLS12,
}`,
	Controls: []string{"COM-1"},
	CWE:      []string{"CWE-326", "CWE-327"},
	Categories: []catalog.Category{
		{Name: "old-version", Summary: "MinVersion or MaxVersion is below TLS 1.2.", Severity: catalog.Error, CWE: []string{"CWE-326", "CWE-327"}},
		{Name: "weak-cipher", Summary: "A cipher suite of tls.InsecureCipherSuites is offered.", Severity: catalog.Error, CWE: []string{"CWE-327"}},
		{Name: "legacy-default", Summary: "MinVersion is not set, and the Go version of the module means TLS 1.0 by that.", Severity: catalog.Error, CWE: []string{"CWE-326"}},
		{Name: "configurable", Summary: "A branch or table can choose a version below TLS 1.2, or a weak suite, at run time.", Severity: catalog.Warning},
	},
	Evidence: []string{"a tls.Config with MinVersion TLS 1.2 or newer"},
	Fix:      "replaces a named or numeric version by tls.VersionTLS12",
	Since:    "0.1.0",
}

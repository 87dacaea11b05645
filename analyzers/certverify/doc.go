// Package certverify finds TLS and SSH connections that do not check who is at
// the other end.
package certverify

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "certverify",
	Title: "connections whose peer is not verified",
	Why: "Without certificate validation anybody between the service and the provider can answer in the provider's place: " +
		"read card data and keys, and report payments as successful that never happened. Code that switches validation off " +
		"\"for now\" or for one environment is what attackers and auditors look for first.",
	Details: "Follows the constant true into tls.Config.InsecureSkipVerify and the switches of libraries, through variables, " +
		"tables, struct fields, options and helper functions, also from other packages. A helper's parameter is not reported: " +
		"its callers are. An exported option such as WithInsecure is a warning; whoever applies it gets the error. Switches of " +
		"libraries that no table knows are recognised by names such as InsecureSkipVerify. Skip-verify together with a VerifyConnection or VerifyPeerCertificate that verifies the chain or " +
		"compares a pinned key is fine, as is a value that nobody in the module sets to true. Values read from flags, the " +
		"environment or configuration are warnings.",
	Bad: `client := &http.Client{Transport: &http.Transport{
	TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
}}`,
	Good: `client := &http.Client{Transport: &http.Transport{
	TLSClientConfig: &tls.Config{RootCAs: bankRoots},
}}`,
	Controls: []string{"COM-2", "FIN-1"},
	CWE:      []string{"CWE-295"},
	Categories: []catalog.Category{
		{Name: "skip-verify", Summary: "Certificate validation is switched off.", Severity: catalog.Error, Controls: []string{"COM-2"}},
		{Name: "empty-verifier", Summary: "A verification function accepts every certificate, or is not called for resumed sessions.",
			Severity: catalog.Error, Controls: []string{"COM-2"}},
		{Name: "host-key", Summary: "An SSH server's host key is not checked.", Severity: catalog.Error, Controls: []string{"COM-2"}, CWE: []string{"CWE-295", "CWE-322"}},
		{Name: "insecure-grpc", Summary: "A gRPC connection to another host has no TLS.", Severity: catalog.Warning,
			Controls: []string{"COM-2"}, CWE: []string{"CWE-295", "CWE-319"}},
		{Name: "configurable", Summary: "A flag, the environment, configuration or a branch can switch certificate validation off.",
			Severity: catalog.Warning},
	},
	Evidence: []string{
		"a tls.Config with root certificates or client certificates of its own, verified",
		"a verification function that checks the chain or a pinned key",
	},
	Fix:   "deletes InsecureSkipVerify where it is the literal true",
	Since: "0.1.0",
}

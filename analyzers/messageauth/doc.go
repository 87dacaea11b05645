// Package messageauth finds signatures and shared secrets of messages that are
// checked badly or not at all.
package messageauth

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "messageauth",
	Title: "signatures and shared secrets that are compared or enforced wrongly",
	Why: `A provider signs what it sends because anybody can send to a public address. A comparison with == stops
at the first wrong byte, so that its time tells an attacker how much of a guessed signature is right. A
verifier whose answer is dropped, a stub that says yes to everything, a signature under an empty key or a
token that is parsed without verifying it accept forged messages outright: orders are marked as paid that
nobody has paid.`,
	Details: `Reported are comparisons in which one side derives from a MAC, or from a digest over a secret, or is a
signature from a header or field, or is a configured secret that request input is compared with; verifiers,
of libraries and of the module, whose answer is dropped, only logged, or does not stop the function; functions
in payment code that promise to verify a payload and accept all of them; signatures made with MD5, SHA-1 or a
plain hash over secret and data; empty keys; tokens that are read without a verifying parse; verifiers without
a replay window; signatures over a re-encoded body.

Silent are presence and length checks, names of algorithms, ids, entity tags and checksums of files, two MACs
that are compared with each other, HMAC-SHA1, plain hashes that the provider's protocol prescribes, and unsafe
parsing of a token that the same function verifies.`,
	Bad: `mac := hmac.New(sha256.New, secret)
mac.Write(body)
if r.Header.Get("X-Signature") != hex.EncodeToString(mac.Sum(nil)) {
	http.Error(w, "bad signature", http.StatusUnauthorized)
}
`,
	Good: `mac := hmac.New(sha256.New, secret)
mac.Write(body)
sig, err := hex.DecodeString(r.Header.Get("X-Signature"))
if err != nil || !hmac.Equal(sig, mac.Sum(nil)) {
	http.Error(w, "bad signature", http.StatusUnauthorized)
	return
}
`,
	Controls: []string{"COM-4"},
	CWE:      []string{"CWE-345", "CWE-347"},
	Categories: []catalog.Category{
		{Name: "non-constant-time", Summary: "A MAC, signature or shared secret is compared in a way whose time depends on the input.", Severity: catalog.Error, CWE: []string{"CWE-208"}},
		{Name: "ignored-result", Summary: "The answer of a verifier is dropped, only logged, or does not stop the function.", Severity: catalog.Error, CWE: []string{"CWE-347", "CWE-354"}},
		{Name: "no-op-verifier", Summary: "A function that promises to verify a payload accepts every one.", Severity: catalog.Error, CWE: []string{"CWE-345", "CWE-347"}},
		{Name: "weak-mac", Summary: "A message is signed with MD5, SHA-1 or a plain hash over secret and data.", Severity: catalog.Error, CWE: []string{"CWE-327", "CWE-328"}},
		{Name: "empty-key", Summary: "The key of a signature is empty.", Severity: catalog.Error, CWE: []string{"CWE-345"}},
		{Name: "unguarded-key", Summary: "The key of a signature comes from the configuration and nothing rejects an empty one.", Severity: catalog.Warning, CWE: []string{"CWE-345"}},
		{Name: "unverified-token", Summary: "A token is used without verifying its signature, or with any signing method.", Severity: catalog.Error, CWE: []string{"CWE-347"}},
		{Name: "replay-window", Summary: "The verifier's timestamp check is switched off.", Severity: catalog.Error, CWE: []string{"CWE-294", "CWE-345"}},
		{Name: "reencoded-body", Summary: "The signature covers a re-encoded value instead of the received bytes.", Severity: catalog.Error, CWE: []string{"CWE-345", "CWE-354"}},
	},
	Evidence: []string{"a verifier or constant-time comparison whose answer decides"},
	Fix:      "Compares with hmac.Equal (signatures) or subtle.ConstantTimeCompare (shared secrets) and adjusts the imports.",
	Since:    "v0.1.0",
}

package catalog

import "slices"

// Checks are the names of all checks of the suite, in the order of the report.
// The suite's test refuses a difference between this list and the analyzers.
var Checks = []string{
	"certverify", "tlsversion", "plainhttp",
	"sensitivelog", "hardcodedsecret", "envmix",
	"messageauth", "webhookauth", "untrustedstate",
	"idempotency", "unsaferetry", "responsecheck",
}

// IsCheck reports whether name is a check of the suite.
func IsCheck(name string) bool { return slices.Contains(Checks, name) }

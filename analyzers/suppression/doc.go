// Package suppression checks the directives that silence the suite's findings.
package suppression

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "paylint",
	Title: "suppression directives without a reason or an effect",
	Why: "A suppressed finding is a decision that a reviewer has to be able to follow: without a reason nobody knows " +
		"whether it still holds, and a directive that silences nothing will silence the next real finding on its line.",
	Details: "Reports //nolint and //lint:ignore directives that name this suite or one of its checks and give no reason, " +
		"and those that match no finding. A finding of a critical control stays reported until its directive has a reason. " +
		"Directives for checks that did not run, and in test files without -tests, are left alone.",
	Bad:      "client := newClient() //nolint:certverify",
	Good:     "client := newClient() //nolint:certverify // the test bench has no CA; never deployed",
	Controls: []string{"FIN-1"},
	CWE:      []string{"CWE-1188"},
	Categories: []catalog.Category{
		{Name: "suppression", Summary: "A directive gives no reason or matches no finding.", Severity: catalog.Warning},
	},
	Since: "0.1.0",
}

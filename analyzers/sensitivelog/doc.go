// Package sensitivelog reports card data, credentials and personal identifiers
// that reach logs, traces, metric labels, error reports or error texts.
package sensitivelog

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "sensitivelog",
	Title: "card data and credentials in logs, traces, errors and answers",
	Why: `A card number, verification code or key in a log is copied to disks, log collectors and error
trackers that nobody protects like the payment system itself. PCI DSS 4.0.1 (3.3, 3.4, 10.3) forbids
it, it is the most common way card data leaks, and it cannot be taken back.`,
	Details: `Values are recognised by name and type: fields, variables, parameters, map keys, struct tags, headers
and environment variables called card number, CVV, PIN, password, API key, token, IBAN and so on (with look-alikes such as
tokenType, maskedPan and cvvResult left out), Authorization headers and session cookies, whole requests, headers and bodies.
They are followed through variables, fields, maps, closures, formatting, encoders, errors and functions, in other packages
too, to every logger, tracer, metric label, error reporter, standard output, log file and panic. Wrappers are found by themselves.
Credentials that a command shows to whoever runs it are warnings. An error text is an error once another package is seen to log it.

Silent: lengths, comparisons, %T, hashes, last-four and first-six slices, functions that mask (by what they do or, without
a body, by their name), fields that are overwritten or keys that are deleted before the value is logged, types whose
own String, LogValue, MarshalJSON or MarshalLogObject method redacts, where the sink uses that method, and keys that a slog
ReplaceAttr function takes care of. Struct tags decide: paylint:"sensitive" and paylint:"safe"; datapolicy, masq, redact and mask count too.`,
	Bad: `slog.Info("charging", "card", req.CardNumber)
log.Printf("request: %+v", req)
return fmt.Errorf("card %s was declined", card.Number)`,
	Good: `slog.Info("charging", "card", "…"+req.CardNumber[len(req.CardNumber)-4:])
log.Printf("request: order %s, amount %d", req.OrderID, req.Amount)
return fmt.Errorf("card %s was declined", card.ID)`,
	Controls: []string{"DAT-2", "DAT-6", "OPS-4"},
	CWE:      []string{"CWE-532"},
	Categories: []catalog.Category{
		{
			Name: "value", Severity: catalog.Error,
			Summary: "a sensitive value reaches a log, trace, metric label, error report or panic",
		},
		{
			Name: "struct", Severity: catalog.Error,
			Summary: "a struct with a sensitive field is logged or encoded as a whole",
		},
		{
			Name: "dump", Severity: catalog.Error,
			Summary: "a whole request, response, header set or environment is logged, or a client's debug output is on",
		},
		{
			Name: "error-text", Severity: catalog.Warning, CWE: []string{"CWE-209", "CWE-532"},
			Summary: "a sensitive value is put into an error; an error finding when that error is seen to be logged",
		},
		{
			Name: "response", Severity: catalog.Warning, CWE: []string{"CWE-209"},
			Summary: "a sensitive value is sent back in an error response",
		},
	},
	Evidence: []string{
		"a sensitive value that is masked, hashed or cut before it is logged",
		"a type that redacts itself, logged",
	},
	Since: "0.1.0",
}

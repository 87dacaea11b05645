// Package unsaferetry finds payment requests that are sent again blindly.
package unsaferetry

import "github.com/paylint/paylint/analyzers/internal/catalog"

// Doc documents the check.
var Doc = catalog.Doc{
	Name:  "unsaferetry",
	Title: "payment requests repeated without a stable key or a status lookup, or for ever",
	Why: `A timeout says nothing about what the provider did. A loop, retrier or queue that sends the charge again
without a key that stays the same, and without asking for the status first, charges twice exactly when the
network is bad. Repeating what was declined or is invalid cannot succeed: it costs fees, blocks cards and
hides the error. Repeating without limit or pause turns a provider's short outage into a long one.`,
	Details: `Reported are loops that go round again because a money-moving request failed (counters, ranges over
numbers or delays, goto), retriers with a closure, those of the module included, clients that are set to repeat
every method, transports of the module that do, functions that call themselves, also by way of another one or a
timer, and what is delivered or run again:
handlers of queues and workflows whose error is returned, consumers that acknowledge after the request (Kafka,
RabbitMQ, NATS, SQS, Pub/Sub), jobs of schedulers, workers that put a failed item back or find it pending in the
next round. A loop that goes from provider to provider is a warning. One finding per place, the first category
that applies.

Silent are repeated reads, polling for a status, loops over items that do each once, a second provider after
errors that were told apart, failures that end a job (asynq.SkipRetry, non-retryable application errors, a dead
letter queue), retries with a stable key that stop on permanent errors, and repeated transactions of the own
database.`,
	Bad: `for i := 0; i < 3; i++ {
	_, err = paymentintent.New(params)
	if err == nil {
		break
	}
}
`,
	Good: `params.SetIdempotencyKey(order.PaymentKey)
for i := 0; i < 3; i++ {
	_, err = paymentintent.New(params)
	if err == nil || !retryable(err) {
		break
	}
	time.Sleep(backoff(i))
}
`,
	Controls: []string{"TXN-3", "TXN-4"},
	CWE:      []string{"CWE-837", "CWE-755"},
	Categories: []catalog.Category{
		{Name: "blind-retry", Summary: "A money-moving write is repeated with neither a stable idempotency key nor a status lookup.", Severity: catalog.Error},
		{Name: "permanent-error", Summary: "A money-moving write is repeated on errors that cannot heal.", Severity: catalog.Error, Controls: []string{"TXN-3"}, CWE: []string{"CWE-755"}},
		{Name: "unbounded", Summary: "A money-moving write is repeated without limit.", Severity: catalog.Warning, Controls: []string{"TXN-3"}, CWE: []string{"CWE-755"}},
		{Name: "no-backoff", Summary: "A money-moving write is repeated without a pause.", Severity: catalog.Warning, Controls: []string{"TXN-3"}, CWE: []string{"CWE-755"}},
	},
	Evidence: []string{"a repeated payment request with a stable key or a status lookup"},
	Since:    "v0.1.0",
}

// Package provider knows payment providers from the outside: the hosts of their
// sandboxes and of production, how each deduplicates requests, what their keys
// look like, and which card numbers they publish for tests.
//
// Everything is a table with its source; nothing here looks at Go code. Lookups
// are linear in the text that is looked at, and none keeps or prints a secret.
package provider

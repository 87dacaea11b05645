// Package retries is the model of what a package does again when it fails:
// loops, calls of retriers with a closure, functions that call themselves, and
// handlers that a queue or scheduler runs again.
//
// A [Region] is the code that one attempt runs. A loop is a retry when the
// outcome of a call in it decides whether it goes round again, and what the call
// gets is not an element of what the loop goes through: a loop over invoices
// that charges each is none, a loop that charges one until it works is.
//
// Retriers of the module are found by what they do (a function parameter is
// called in such a region) and known to importing packages by a fact.
package retries

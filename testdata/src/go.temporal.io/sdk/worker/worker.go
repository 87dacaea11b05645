// Package worker is a stub of the public API for tests.
package worker

// Worker runs activities.
type Worker interface {
	RegisterActivity(a any)
}

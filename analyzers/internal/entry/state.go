package entry

import "github.com/paylint/paylint/analyzers/internal/guard"

// Changes reports whether an effect stores a state that the request determines
// by itself, whatever the handler is for: untrustedstate's business where the
// handler is.
func Changes(e *guard.Effect) bool {
	return (e.Kind == guard.StateWrite || e.Kind == guard.Opaque && e.Final) && e.InContext &&
		(e.Written.Has(guard.Request) || e.Decided.Has(guard.Request) && e.Final)
}

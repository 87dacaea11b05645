// Package requests is a stub of the public API for tests.
package requests

import "context"

// Builder is a builder.
type Builder struct{}

// URL starts a request.
func URL(base string) *Builder { return nil }

// Post sets the method.
func (b *Builder) Post() *Builder { return b }

// Header sets a header.
func (b *Builder) Header(key string, values ...string) *Builder { return b }

// BodyJSON sets the body.
func (b *Builder) BodyJSON(v any) *Builder { return b }

// Fetch sends.
func (b *Builder) Fetch(ctx context.Context) error { return nil }

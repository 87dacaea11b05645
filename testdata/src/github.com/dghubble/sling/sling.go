// Package sling is a stub of the public API for tests.
package sling

// Sling is a builder.
type Sling struct{}

// New returns a builder.
func New() *Sling { return nil }

// Base sets the base URL.
func (s *Sling) Base(url string) *Sling { return s }

// Post sets method and path.
func (s *Sling) Post(path string) *Sling { return s }

// Get sets method and path.
func (s *Sling) Get(path string) *Sling { return s }

// Set sets a header.
func (s *Sling) Set(key, value string) *Sling { return s }

// BodyJSON sets the body.
func (s *Sling) BodyJSON(body interface{}) *Sling { return s }

// ReceiveSuccess sends.
func (s *Sling) ReceiveSuccess(v interface{}) (int, error) { return 0, nil }

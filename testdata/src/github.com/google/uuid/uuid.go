// Package uuid is a stub of the public API for tests.
package uuid

// UUID is an identifier.
type UUID [16]byte

// New makes a random identifier.
func New() UUID { return UUID{} }

// NewString makes a random identifier.
func NewString() string { return "" }

// NewSHA1 derives an identifier.
func NewSHA1(space UUID, data []byte) UUID { return UUID{} }

// NameSpaceOID is a name space.
var NameSpaceOID UUID

// String writes an identifier.
func (u UUID) String() string { return "" }

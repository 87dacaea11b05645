// Package midtrans is a stub of the public API for tests.
package midtrans

// EnvironmentType is an environment.
type EnvironmentType int8

// Environments.
const (
	_ EnvironmentType = iota
	Sandbox
	Production
)

// Defaults of all clients.
var (
	ServerKey   = ""
	Environment = Sandbox
)

// Package logging is a stub of the public API for tests.
package logging

// LoggableEvent is something that can be logged.
type LoggableEvent uint

// Events.
const (
	StartCall LoggableEvent = iota
	FinishCall
	PayloadReceived
	PayloadSent
)

// Option configures interceptors.
type Option func()

// WithLogOnEvents selects what is logged.
func WithLogOnEvents(events ...LoggableEvent) Option { return nil }

// Package log is a stub of the public API for tests.
package log

// Field is a field of a span's log.
type Field struct{ key, value string }

// String makes a field.
func String(key, val string) Field { return Field{key, val} }

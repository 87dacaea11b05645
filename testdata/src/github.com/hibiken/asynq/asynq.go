// Package asynq is a stub of the public API for tests.
package asynq

// Task is a task.
type Task struct{}

// Payload is its data.
func (t *Task) Payload() []byte { return nil }

// SkipRetry ends the attempts.
var SkipRetry error

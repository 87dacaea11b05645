// Package squirrel is a stub of the public API for tests.
package squirrel

// Eq is a condition.
type Eq map[string]interface{}

// UpdateBuilder builds an UPDATE.
type UpdateBuilder struct{}

// Update starts one.
func Update(table string) UpdateBuilder { return UpdateBuilder{} }

// Set sets a column.
func (b UpdateBuilder) Set(column string, value interface{}) UpdateBuilder { return b }

// Where adds a condition.
func (b UpdateBuilder) Where(pred interface{}, args ...interface{}) UpdateBuilder { return b }

// Exec runs it.
func (b UpdateBuilder) Exec() (interface{}, error) { return nil, nil }

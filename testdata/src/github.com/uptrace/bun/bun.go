// Package bun is a stub of the public API for tests.
package bun

import "context"

// DB is a database handle.
type DB struct{}

// NewUpdate starts an UPDATE.
func (db *DB) NewUpdate() *UpdateQuery { return &UpdateQuery{} }

// UpdateQuery is an UPDATE.
type UpdateQuery struct{}

// Model sets the model.
func (q *UpdateQuery) Model(model interface{}) *UpdateQuery { return q }

// Set sets a column.
func (q *UpdateQuery) Set(query string, args ...interface{}) *UpdateQuery { return q }

// Where adds a condition.
func (q *UpdateQuery) Where(query string, args ...interface{}) *UpdateQuery { return q }

// Exec runs it.
func (q *UpdateQuery) Exec(ctx context.Context) (interface{}, error) { return nil, nil }

// Package gorm is a stub of the public API for tests.
package gorm

import "context"

// DB is a database handle.
type DB struct {
	Error        error
	RowsAffected int64
}

func (db *DB) WithContext(ctx context.Context) *DB                        { return db }
func (db *DB) Model(value any) *DB                                        { return db }
func (db *DB) Table(name string, args ...any) *DB                         { return db }
func (db *DB) Where(query any, args ...any) *DB                           { return db }
func (db *DB) First(dest any, conds ...any) *DB                           { return db }
func (db *DB) Find(dest any, conds ...any) *DB                            { return db }
func (db *DB) Create(value any) *DB                                       { return db }
func (db *DB) Save(value any) *DB                                         { return db }
func (db *DB) Update(column string, value any) *DB                        { return db }
func (db *DB) Updates(values any) *DB                                     { return db }
func (db *DB) UpdateColumn(column string, value any) *DB                  { return db }
func (db *DB) Exec(sql string, values ...any) *DB                         { return db }
func (db *DB) Transaction(fc func(tx *DB) error, opts ...any) (err error) { return nil }

// Select names what is stored.
func (db *DB) Select(query any, args ...any) *DB { return db }

// Omit names what is not.
func (db *DB) Omit(columns ...string) *DB { return db }

// Package mongo is a stub of the public API for tests.
package mongo

import "context"

// Database is a database.
type Database struct{}

// Collection returns a collection.
func (d *Database) Collection(name string) *Collection { return &Collection{} }

// Collection is a collection.
type Collection struct{}

// UpdateOne changes one document.
func (c *Collection) UpdateOne(ctx context.Context, filter, update interface{}) (*int, error) {
	return nil, nil
}

// InsertOne stores a document.
func (c *Collection) InsertOne(ctx context.Context, document interface{}) (*int, error) {
	return nil, nil
}

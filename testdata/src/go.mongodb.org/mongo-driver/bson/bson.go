// Package bson is a stub of the public API for tests.
package bson

// M is a document.
type M map[string]interface{}

// E is one element of a document.
type E struct {
	Key   string
	Value interface{}
}

// D is an ordered document.
type D []E

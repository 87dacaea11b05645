// Package statewrite recognises calls that store data and says which columns or
// fields they write, from which values, and in which table or model.
//
// It knows SQL text (through sqltext), the common ORMs, query builders, document
// stores and key-value stores. What counts as the *state* of a transaction is
// the naming package's decision; this package only reports names and values.
package statewrite

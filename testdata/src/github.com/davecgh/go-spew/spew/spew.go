// Package spew is a stub of github.com/davecgh/go-spew/spew for tests.
package spew

func Dump(a ...interface{})         {}
func Sdump(a ...interface{}) string { return "" }

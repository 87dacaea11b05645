// Package pflag is a stub of the public API for tests.
package pflag

// FlagSet is a set of flags.
type FlagSet struct{}

// StringVarP defines a flag.
func (f *FlagSet) StringVarP(p *string, name, shorthand string, value string, usage string) {}

// String defines a flag.
func String(name string, value string, usage string) *string { return &value }

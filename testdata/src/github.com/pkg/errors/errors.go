// Package errors is a stub of github.com/pkg/errors for tests.
package errors

import "fmt"

func New(message string) error                                  { return fmt.Errorf("%s", message) }
func Errorf(format string, args ...interface{}) error           { return fmt.Errorf(format, args...) }
func Wrap(err error, message string) error                      { return err }
func Wrapf(err error, format string, args ...interface{}) error { return err }

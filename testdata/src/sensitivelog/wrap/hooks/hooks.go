// Package hooks keeps functions that log in fields and variables.
package hooks

import (
	"fmt"
	"log"
)

// Reporter reports what happens.
type Reporter struct {
	Report func(msg string)
	Count  func(msg string)
}

// New returns a reporter that logs.
func New(l *log.Logger) *Reporter {
	return &Reporter{
		Report: func(msg string) { log.Println(msg) },
		Count:  func(msg string) { log.Println(len(msg)) },
	}
}

type sink struct{ prefix string }

func (s *sink) write(msg string) { log.Println(s.prefix, msg) }

// Bound is a method value.
func Bound() *Reporter { return &Reporter{Report: (&sink{}).write} }

// Logf is set to a logger's function, Format to one that only makes text.
var (
	Logf   = log.Printf
	Format = fmt.Sprintf
)

// Package zerolog is a stub of github.com/rs/zerolog for tests.
package zerolog

import (
	"fmt"
	"io"
)

type Logger struct{}

func New(w io.Writer) Logger { return Logger{} }

func (l *Logger) Debug() *Event                          { return &Event{} }
func (l *Logger) Info() *Event                           { return &Event{} }
func (l *Logger) Warn() *Event                           { return &Event{} }
func (l *Logger) Error() *Event                          { return &Event{} }
func (l *Logger) Printf(format string, v ...interface{}) {}
func (l Logger) With() Context                           { return Context{} }

type LogObjectMarshaler interface {
	MarshalZerologObject(e *Event)
}

type Event struct{}

func (e *Event) Str(key, val string) *Event                       { return e }
func (e *Event) Strs(key string, vals []string) *Event            { return e }
func (e *Event) Bytes(key string, val []byte) *Event              { return e }
func (e *Event) RawJSON(key string, b []byte) *Event              { return e }
func (e *Event) Err(err error) *Event                             { return e }
func (e *Event) Int(key string, i int) *Event                     { return e }
func (e *Event) Int64(key string, i int64) *Event                 { return e }
func (e *Event) Any(key string, i interface{}) *Event             { return e }
func (e *Event) Interface(key string, i interface{}) *Event       { return e }
func (e *Event) Fields(fields interface{}) *Event                 { return e }
func (e *Event) Stringer(key string, val fmt.Stringer) *Event     { return e }
func (e *Event) Object(key string, obj LogObjectMarshaler) *Event { return e }
func (e *Event) Dict(key string, dict *Event) *Event              { return e }
func (e *Event) Msg(msg string)                                   {}
func (e *Event) Msgf(format string, v ...interface{})             {}
func (e *Event) Send()                                            {}

func Dict() *Event { return &Event{} }

type Context struct{}

func (c Context) Str(key, val string) Context                 { return c }
func (c Context) Interface(key string, i interface{}) Context { return c }
func (c Context) Logger() Logger                              { return Logger{} }

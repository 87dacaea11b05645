// Package log is a stub of github.com/rs/zerolog/log for tests.
package log

import "github.com/rs/zerolog"

var Logger zerolog.Logger

func Debug() *zerolog.Event                  { return &zerolog.Event{} }
func Info() *zerolog.Event                   { return &zerolog.Event{} }
func Warn() *zerolog.Event                   { return &zerolog.Event{} }
func Error() *zerolog.Event                  { return &zerolog.Event{} }
func Err(err error) *zerolog.Event           { return &zerolog.Event{} }
func With() zerolog.Context                  { return zerolog.Context{} }
func Printf(format string, v ...interface{}) {}

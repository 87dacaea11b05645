// Package klog is a stub of k8s.io/klog/v2 for tests.
package klog

type Level int32

type Verbose struct{}

func V(level Level) Verbose { return Verbose{} }

func (v Verbose) Enabled() bool                                  { return true }
func (v Verbose) Info(args ...interface{})                       {}
func (v Verbose) Infof(format string, args ...interface{})       {}
func (v Verbose) InfoS(msg string, keysAndValues ...interface{}) {}
func Info(args ...interface{})                                   {}
func Infof(format string, args ...interface{})                   {}
func InfoS(msg string, keysAndValues ...interface{})             {}
func ErrorS(err error, msg string, keysAndValues ...interface{}) {}
func Errorf(format string, args ...interface{})                  {}
func Warningf(format string, args ...interface{})                {}

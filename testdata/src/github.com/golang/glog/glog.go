// Package glog is a stub of github.com/golang/glog for tests.
package glog

func Infof(format string, args ...any)  {}
func Errorf(format string, args ...any) {}
func Warning(args ...any)               {}

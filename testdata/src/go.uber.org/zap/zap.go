// Package zap is a stub of go.uber.org/zap for tests.
package zap

import (
	"fmt"

	"go.uber.org/zap/zapcore"
)

type Field = zapcore.Field

type Logger struct{}

func NewProduction() (*Logger, error) { return &Logger{}, nil }
func L() *Logger                      { return &Logger{} }
func S() *SugaredLogger               { return &SugaredLogger{} }

func (l *Logger) Debug(msg string, fields ...Field) {}
func (l *Logger) Info(msg string, fields ...Field)  {}
func (l *Logger) Warn(msg string, fields ...Field)  {}
func (l *Logger) Error(msg string, fields ...Field) {}
func (l *Logger) Fatal(msg string, fields ...Field) {}
func (l *Logger) With(fields ...Field) *Logger      { return l }
func (l *Logger) Sugar() *SugaredLogger             { return &SugaredLogger{} }
func (l *Logger) Sync() error                       { return nil }

type SugaredLogger struct{}

func (s *SugaredLogger) Info(args ...interface{})                        {}
func (s *SugaredLogger) Infof(template string, args ...interface{})      {}
func (s *SugaredLogger) Infow(msg string, keysAndValues ...interface{})  {}
func (s *SugaredLogger) Errorw(msg string, keysAndValues ...interface{}) {}
func (s *SugaredLogger) Errorf(template string, args ...interface{})     {}
func (s *SugaredLogger) With(args ...interface{}) *SugaredLogger         { return s }

func String(key string, val string) Field                  { return Field{} }
func ByteString(key string, val []byte) Field              { return Field{} }
func Strings(key string, ss []string) Field                { return Field{} }
func Any(key string, value interface{}) Field              { return Field{} }
func Reflect(key string, val interface{}) Field            { return Field{} }
func Object(key string, val zapcore.ObjectMarshaler) Field { return Field{} }
func Stringer(key string, val fmt.Stringer) Field          { return Field{} }
func Error(err error) Field                                { return Field{} }
func Int(key string, val int) Field                        { return Field{} }
func Int64(key string, val int64) Field                    { return Field{} }
func Bool(key string, val bool) Field                      { return Field{} }
func Binary(key string, val []byte) Field                  { return Field{} }

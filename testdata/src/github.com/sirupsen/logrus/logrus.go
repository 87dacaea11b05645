// Package logrus is a stub of github.com/sirupsen/logrus for tests.
package logrus

type Fields map[string]any

type Logger struct{}

func New() *Logger { return &Logger{} }

func (l *Logger) WithField(key string, value any) *Entry { return &Entry{} }
func (l *Logger) WithFields(fields Fields) *Entry        { return &Entry{} }
func (l *Logger) Info(args ...any)                       {}
func (l *Logger) Infof(format string, args ...any)       {}
func (l *Logger) Debugf(format string, args ...any)      {}
func (l *Logger) Error(args ...any)                      {}

type Entry struct{ Data Fields }

func (e *Entry) WithField(key string, value any) *Entry { return e }
func (e *Entry) WithFields(fields Fields) *Entry        { return e }
func (e *Entry) WithError(err error) *Entry             { return e }
func (e *Entry) Info(args ...any)                       {}
func (e *Entry) Infof(format string, args ...any)       {}
func (e *Entry) Warnf(format string, args ...any)       {}
func (e *Entry) Error(args ...any)                      {}

type FieldLogger interface {
	WithField(key string, value any) *Entry
	Infof(format string, args ...any)
}

func WithField(key string, value any) *Entry { return &Entry{} }
func WithFields(fields Fields) *Entry        { return &Entry{} }
func WithError(err error) *Entry             { return &Entry{} }
func Info(args ...any)                       {}
func Infof(format string, args ...any)       {}
func Infoln(args ...any)                     {}
func Debugf(format string, args ...any)      {}
func Error(args ...any)                      {}
func Errorf(format string, args ...any)      {}

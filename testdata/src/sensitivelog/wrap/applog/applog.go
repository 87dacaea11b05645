// Package applog is a team's own logger.
package applog

import (
	"encoding/json"
	"fmt"

	"go.uber.org/zap"
)

// Logger is implemented by several loggers of the module.
type Logger interface {
	Event(name string, v any)
}

type zapLogger struct{ s *zap.SugaredLogger }

// New returns a logger.
func New() Logger { return &zapLogger{zap.S()} }

func (l *zapLogger) Event(name string, v any) { l.s.Infow(name, "value", v) }

// Info logs its arguments.
func Info(args ...any) { zap.S().Info(args...) }

// Infof logs a formatted message.
func Infof(format string, args ...any) { zap.S().Info(fmt.Sprintf(format, args...)) }

// JSON logs anything as JSON.
func JSON(msg string, v any) {
	b, _ := json.Marshal(v)
	zap.S().Infof("%s: %s", msg, b)
}

// Count does not log its argument.
func Count(msg string, v string) { zap.S().Infof("%s: %d", msg, len(v)) }

// Masked logs the end of its argument.
func Masked(msg string, v string) { zap.S().Infof("%s: ...%s", msg, v[len(v)-4:]) }

// Fields is a set of log fields.
type Fields map[string]any

// With logs a message with fields.
func With(msg string, f Fields) {
	var kv []any
	for k, v := range f {
		kv = append(kv, k, v)
	}
	zap.S().Infow(msg, kv...)
}

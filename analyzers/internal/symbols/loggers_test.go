package symbols_test

import (
	"testing"

	"github.com/paylint/paylint/analyzers/internal/symbols"
)

func TestLoggers(t *testing.T) {
	const logrus, zap, zerolog = "github.com/sirupsen/logrus", "go.uber.org/zap", "github.com/rs/zerolog"
	tests := []struct {
		pkg, symbol string
		role        symbols.Role
		want        bool
	}{
		{"log/slog", "Logger.WarnContext", symbols.LogSink, true},
		{logrus, "Entry.Warnf", symbols.LogSink, true},
		{logrus, "Logger.Debugln", symbols.LogSink, true},
		{logrus, "FieldLogger.Tracef", symbols.LogSink, true},
		{logrus, "Logger.WithField", symbols.LogField, true},
		{zap, "SugaredLogger.Warnln", symbols.LogSink, true},
		{zap, "Error", symbols.LogSink, false},
		{zap, "Error", symbols.LogField, true},
		{zerolog, "Event.Uint64", symbols.LogField, true},
		{zerolog, "Event.Err", symbols.LogSink, false},
		{zerolog, "Event.Enabled", symbols.LogField, false},
		{"k8s.io/klog/v2", "Verbose.InfoSDepth", symbols.LogSink, true},
		{"github.com/cloudwego/hertz/pkg/common/hlog", "CtxWarnf", symbols.LogSink, true},
		{"github.com/labstack/echo/v4", "Logger.Warnf", symbols.LogSink, true},
		{"github.com/labstack/echo/v4", "Context.Error", symbols.LogSink, false},
		{"log/slog", "SetDefault", symbols.LogSink, false},
		{"log", "SetPrefix", symbols.LogSink, false},
		{"errors", "New", symbols.LogSink, false},
		{"github.com/prometheus/client_golang/prometheus", "CounterVec.WithLabelValues", symbols.LogSink, true},
		{"os", "File.WriteString", symbols.LogWriter, true},
		{"os", "File.WriteString", symbols.LogSink, false},
	}
	for _, tt := range tests {
		if got := symbols.HasRef(symbols.RefOf(tt.pkg, tt.symbol), tt.role); got != tt.want {
			t.Errorf("%s %s is %s: %v, want %v", tt.pkg, tt.symbol, tt.role, got, tt.want)
		}
	}
}

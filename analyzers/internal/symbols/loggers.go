package symbols

import "regexp"

// loggers are packages all of whose functions and methods named for a level
// log. The generated table lists the usual ones; loggers have too many variants
// (Infof, InfoContext, InfowContext, Infoln, InfoS, CtxInfof …) to list.
var loggers = map[string]bool{
	"log":                                               true,
	"log/slog":                                          true,
	"log/syslog":                                        true,
	"go.uber.org/zap":                                   true,
	"github.com/rs/zerolog":                             true,
	"github.com/rs/zerolog/log":                         true,
	"github.com/sirupsen/logrus":                        true,
	"github.com/go-logr/logr":                           true,
	"k8s.io/klog":                                       true,
	"github.com/golang/glog":                            true,
	"github.com/hashicorp/go-hclog":                     true,
	"github.com/apex/log":                               true,
	"github.com/charmbracelet/log":                      true,
	"github.com/phuslu/log":                             true,
	"github.com/op/go-logging":                          true,
	"github.com/inconshreveable/log15":                  true,
	"github.com/labstack/echo":                          true,
	"github.com/labstack/gommon/log":                    true,
	"github.com/gofiber/fiber/log":                      true,
	"github.com/zeromicro/go-zero/core/logx":            true,
	"github.com/go-kratos/kratos/log":                   true,
	"github.com/cloudwego/hertz/pkg/common/hlog":        true,
	"google.golang.org/grpc/grpclog":                    true,
	"github.com/aws/smithy-go/logging":                  true,
	"github.com/uptrace/opentelemetry-go-extra/otelzap": true,
	"github.com/rollbar/rollbar-go":                     true,
	"github.com/beego/beego/core/logs":                  true,
	"github.com/beego/beego/logs":                       true,
	"github.com/astaxie/beego/logs":                     true,
	"github.com/gookit/slog":                            true,
	"github.com/gogf/gf/os/glog":                        true,
	"github.com/cihub/seelog":                           true,
	"github.com/kataras/golog":                          true,
	"github.com/pterm/pterm":                            true,
	"github.com/davecgh/go-spew/spew":                   true,
	"github.com/juju/loggo":                             true,
	"github.com/cockroachdb/cockroach/pkg/util/log":     true,
	"github.com/sourcegraph/log":                        true,
	"go.temporal.io/sdk/log":                            true,
}

// logMethod are the names of logging functions: a level, then a variant.
var logMethod = regexp.MustCompile(`^(Ctx)?(Trace|Debug|Info|Notice|Warn|Warning|Error|Err|Crit|Critical|Alert|Emerg|Emergency|Severe|Slow|Fatal|DPanic|Panic|Print|Log|Exit|Success)(f|ln|w|v|j|S|X|Context|Contextf|fContext|wContext|Ctx|Ctxf|fCtx|wCtx|Depth|Depthf|SDepth|lnDepth|Attrs|Writer)?$`)

// loggerType and loggerPackage are names of loggers that no table knows: a
// team's interface, another library.
var (
	loggerType    = regexp.MustCompile(`(?i)(logger|loggeriface|loggerinterface)$|^log$|^i?logger`)
	loggerPackage = regexp.MustCompile(`(^|/)(log|logs|logger|logging|xlog|zlog|slog|applog|logutil)$`)
)

// LooksLikeLogger reports whether a function without a body is a logger's by its
// name and its receiver's or package's: (x.Logger).Infof, logger.Error. Callers
// check that it takes a message and returns nothing but, perhaps, an error.
func LooksLikeLogger(ref Ref) bool {
	if !logMethod.MatchString(ref.Name) && !(ref.Recv != "" && logFieldMethod.MatchString(ref.Name)) {
		return false
	}
	if ref.Recv != "" {
		return loggerType.MatchString(ref.Recv)
	}
	return loggerPackage.MatchString(ref.Pkg)
}

// logFieldMethod are the names of functions that attach fields to a logger.
var logFieldMethod = regexp.MustCompile(`^(With|WithField|WithFields|WithValues|WithValue|WithLazy|WithPrefix|WithSuffix)$`)

// isLogger reports whether ref logs, or attaches a field, by the name of its
// package and its own.
func isLogger(ref Ref, role Role) bool {
	if !loggers[ref.Pkg] {
		return false
	}
	switch role {
	case LogSink:
		if ref.Pkg == "github.com/labstack/echo" && ref.Recv != "Logger" {
			return false
		}
		// zerolog and phuslu: Info() starts an event, Err(err) makes a field.
		if (ref.Pkg == "github.com/rs/zerolog" || ref.Pkg == "github.com/phuslu/log") && (ref.Recv == "Context" || ref.Recv == "Event" || ref.Recv == "Entry") {
			return false
		}
		if ref.Pkg == "go.uber.org/zap" && ref.Recv == "" || ref.Pkg == "github.com/sirupsen/logrus" && ref.Name == "Writer" {
			return false // zap.Error makes a field
		}
		return logMethod.MatchString(ref.Name)
	case LogField:
		return logFieldMethod.MatchString(ref.Name)
	}
	return false
}

// zerologFields are the typed methods of zerolog's Event and Context.
var zerologFields = regexp.MustCompile(`^(Str|Strs|Stringer|Stringers|Bytes|Hex|RawJSON|RawCBOR|Err|Errs|AnErr|Int|Int8|Int16|Int32|Int64|Uint|Uint32|Uint64|Ints|Ints64|Any|Interface|Fields|Dict|Object|EmbedObject|Array|IPAddr|Type)$`)

// isZerologField reports whether ref adds a field to a zerolog event or context.
func isZerologField(ref Ref) bool {
	return ref.Pkg == "github.com/rs/zerolog" && (ref.Recv == "Event" || ref.Recv == "Context") && zerologFields.MatchString(ref.Name)
}

// extraSinks are log sinks and field builders that the generated table lacks:
// object encoders, metric labels; and writes, which log
// when the writer is a log.
var extraSinks = []struct {
	role   Role
	pkg    string
	symbol string
}{
	{ErrorText, "errors", "New"},
	{ErrorText, "fmt", "Errorf"},
	{ErrorText, "github.com/pkg/errors", "New"},
	{ErrorText, "github.com/pkg/errors", "Errorf"},
	{ErrorText, "github.com/pkg/errors", "Wrap"},
	{ErrorText, "github.com/pkg/errors", "Wrapf"},
	{ErrorText, "github.com/pkg/errors", "WithMessage"},
	{ErrorText, "github.com/pkg/errors", "WithMessagef"},
	{ErrorText, "github.com/cockroachdb/errors", "New"},
	{ErrorText, "github.com/cockroachdb/errors", "Newf"},
	{ErrorText, "github.com/cockroachdb/errors", "Errorf"},
	{ErrorText, "github.com/cockroachdb/errors", "Wrap"},
	{ErrorText, "github.com/cockroachdb/errors", "Wrapf"},
	{ErrorText, "github.com/cockroachdb/errors", "WithDetailf"},
	{ErrorText, "github.com/cockroachdb/errors", "WithDetail"},
	{ErrorText, "golang.org/x/xerrors", "New"},
	{ErrorText, "golang.org/x/xerrors", "Errorf"},
	{LogWriter, "fmt", "Fprint"},
	{LogWriter, "fmt", "Fprintf"},
	{LogWriter, "fmt", "Fprintln"},
	{LogWriter, "os", "File.Write"},
	{LogWriter, "os", "File.WriteString"},
	{LogWriter, "io", "WriteString"},
	{LogWriter, "io", "Writer.Write"},
	{LogWriter, "bufio", "Writer.WriteString"},
	{LogWriter, "bufio", "Writer.Write"},
	{LogField, "go.uber.org/zap/zapcore", "ObjectEncoder.AddString"},
	{LogField, "go.uber.org/zap/zapcore", "ObjectEncoder.AddByteString"},
	{LogField, "go.uber.org/zap/zapcore", "ObjectEncoder.AddBinary"},
	{LogField, "go.uber.org/zap/zapcore", "ObjectEncoder.AddReflected"},
	{LogField, "go.uber.org/zap/zapcore", "ObjectEncoder.AddInt"},
	{LogField, "go.uber.org/zap/zapcore", "ObjectEncoder.AddInt64"},
	{LogField, "go.uber.org/zap", "Uint64"},
	{LogField, "go.uber.org/zap", "Uint"},
	{LogField, "log/slog", "GroupValue"},
	{LogField, "go.opentelemetry.io/otel/attribute", "StringValue"},
	{LogField, "go.opentelemetry.io/otel/attribute", "Key.StringSlice"},
	{LogField, "go.opentelemetry.io/otel/attribute", "Key.Int"},
	{LogField, "github.com/opentracing/opentracing-go/log", "String"},
	{LogField, "github.com/opentracing/opentracing-go/log", "Object"},
	{LogField, "github.com/opentracing/opentracing-go/log", "Event"},
	{LogField, "github.com/opentracing/opentracing-go/log", "Message"},
	{LogField, "github.com/opentracing/opentracing-go/log", "Int64"},
	{LogField, "github.com/opentracing/opentracing-go/log", "Uint64"},
	{LogField, "go.opentelemetry.io/otel/log", "String"},
	{LogField, "go.opentelemetry.io/otel/log", "StringValue"},
	{LogSink, "github.com/prometheus/client_golang/prometheus", "CounterVec.WithLabelValues"},
	{LogSink, "github.com/prometheus/client_golang/prometheus", "GaugeVec.WithLabelValues"},
	{LogSink, "github.com/prometheus/client_golang/prometheus", "HistogramVec.WithLabelValues"},
	{LogSink, "github.com/prometheus/client_golang/prometheus", "SummaryVec.WithLabelValues"},
	{LogSink, "github.com/prometheus/client_golang/prometheus", "CounterVec.With"},
	{LogSink, "github.com/prometheus/client_golang/prometheus", "GaugeVec.With"},
	{LogSink, "github.com/prometheus/client_golang/prometheus", "HistogramVec.With"},
	{LogSink, "github.com/getsentry/sentry-go", "Scope.SetExtra"},
	{LogSink, "github.com/getsentry/sentry-go", "Scope.SetExtras"},
	{LogSink, "gopkg.in/DataDog/dd-trace-go.v1/ddtrace/tracer", "Span.SetTag"},
	{LogSink, "github.com/DataDog/datadog-go/statsd", "Client.Event"},
}

// Propagates reports whether a symbol with the role [LogField] only makes a
// value of its arguments (text, a dump) that need not go to a log.
func Propagates(ref Ref) bool {
	switch ref.Pkg {
	case "fmt", "net/http/httputil", "runtime/debug", "github.com/davecgh/go-spew/spew", "github.com/kr/pretty", "github.com/k0kubun/pp",
		"github.com/pkg/errors", "github.com/cockroachdb/errors", "github.com/go-resty/resty", "resty.dev", "github.com/imroc/req", "expvar",
		"github.com/labstack/echo/middleware":
		return true
	}
	return false
}

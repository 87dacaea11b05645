package sensitivelog_test

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/sensitivelog"
	"golang.org/x/tools/go/analysis/analysistest"
)

// library is a logger, tracer, error reporter or dumper: as much of its API as
// the cases need, statements that log the card number pan, each to be found, and
// statements that log the brand, the length or nothing, each to stay silent.
type library struct {
	path, name string // name of the package when it is not the path's last element
	api        string
	bad, clean []string
}

// libraries are those of the fact base that the hand-written cases do not cover.
var libraries = []library{
	{path: "github.com/apex/log", api: `
		type Fields map[string]interface{}
		type Interface interface { Infof(string, ...interface{}); WithField(string, interface{}) *Entry }
		type Entry struct{}
		func (e *Entry) Info(msg string) {}
		func (e *Entry) WithField(k string, v interface{}) *Entry { return e }
		func Infof(f string, v ...interface{}) {}
		func Error(msg string) {}
		func WithField(k string, v interface{}) *Entry { return nil }
		func WithFields(f Fields) *Entry { return nil }`,
		bad:   []string{`log.Infof("card %s", pan)`, `log.WithField("card", pan).Info("x")`, `log.WithFields(log.Fields{"card": pan}).Info("x")`, `log.Error("card " + pan)`},
		clean: []string{`log.Infof("card %s", brand)`, `log.WithField("pan", brand).Info("x")`}},
	{path: "github.com/charmbracelet/log", api: `
		type Logger struct{}
		func (l *Logger) Info(msg interface{}, kv ...interface{}) {}
		func (l *Logger) With(kv ...interface{}) *Logger { return l }
		func Info(msg interface{}, kv ...interface{}) {}
		func Errorf(f string, v ...interface{}) {}
		func With(kv ...interface{}) *Logger { return nil }`,
		bad:   []string{`log.Info("x", "card", pan)`, `log.Errorf("card %s", pan)`, `log.With("card", pan).Info("x")`},
		clean: []string{`log.Info("x", "pan", brand)`, `log.With("len", len(pan)).Info("x")`}},
	{path: "github.com/phuslu/log", api: `
		type Entry struct{}
		func (e *Entry) Str(k, v string) *Entry { return e }
		func (e *Entry) Any(k string, v interface{}) *Entry { return e }
		func (e *Entry) Msg(m string) {}
		func (e *Entry) Msgf(f string, v ...interface{}) {}
		func Info() *Entry { return nil }
		func Printf(f string, v ...interface{}) {}`,
		bad:   []string{`log.Info().Str("card", pan).Msg("x")`, `log.Info().Any("card", pan).Msg("x")`, `log.Info().Msgf("card %s", pan)`, `log.Printf("card %s", pan)`},
		clean: []string{`log.Info().Str("pan", brand).Msg("x")`, `log.Printf("card %d", len(pan))`}},
	{path: "github.com/uptrace/opentelemetry-go-extra/otelzap", api: `
		type Logger struct{}
		type SugaredLogger struct{}
		func (l *Logger) InfoContext(ctx interface{}, msg string, fields ...interface{}) {}
		func (s *SugaredLogger) InfowContext(ctx interface{}, msg string, kv ...interface{}) {}
		func L() *Logger { return nil }
		func S() *SugaredLogger { return nil }`,
		bad:   []string{`otelzap.S().InfowContext(nil, "x", "card", pan)`, `otelzap.L().InfoContext(nil, "card "+pan)`},
		clean: []string{`otelzap.S().InfowContext(nil, "x", "pan", brand)`}},
	{path: "go.opentelemetry.io/otel/baggage", api: `
		type Member struct{}
		type Property struct{}
		func NewMember(k, v string, p ...Property) (Member, error) { return Member{}, nil }
		func NewMemberRaw(k, v string, p ...Property) (Member, error) { return Member{}, nil }`,
		bad:   []string{`baggage.NewMember("card", pan)`, `baggage.NewMemberRaw("card", pan)`},
		clean: []string{`baggage.NewMember("pan", brand)`}},
	{path: "go.opentelemetry.io/otel/log", api: `
		type Value struct{}
		type KeyValue struct{}
		type Record struct{}
		func StringValue(s string) Value { return Value{} }
		func String(k, v string) KeyValue { return KeyValue{} }
		func (r *Record) SetBody(v Value) {}
		func (r *Record) AddAttributes(kv ...KeyValue) {}`,
		bad:   []string{`new(log.Record).SetBody(log.StringValue(pan))`, `new(log.Record).AddAttributes(log.String("card", pan))`},
		clean: []string{`new(log.Record).SetBody(log.StringValue(brand))`}},
	{path: "gopkg.in/DataDog/dd-trace-go.v1/ddtrace", api: `
		type Span interface { SetTag(k string, v interface{}); SetBaggageItem(k, v string); SetOperationName(n string) }
		func Current() Span { return nil }`,
		bad:   []string{`ddtrace.Current().SetTag("card", pan)`, `ddtrace.Current().SetBaggageItem("card", pan)`, `ddtrace.Current().SetOperationName("pay " + pan)`},
		clean: []string{`ddtrace.Current().SetTag("pan", brand)`, `ddtrace.Current().SetTag("pan", len(pan))`}},
	{path: "github.com/DataDog/dd-trace-go/v2/ddtrace/tracer", api: `
		type Span struct{}
		type Option struct{}
		func (s *Span) SetTag(k string, v interface{}) {}
		func (s *Span) SetBaggageItem(k, v string) {}
		func Tag(k string, v interface{}) Option { return Option{} }
		func StartSpan(op string, o ...Option) *Span { return nil }`,
		bad:   []string{`tracer.StartSpan("pay").SetTag("card", pan)`, `tracer.StartSpan("pay").SetBaggageItem("card", pan)`, `tracer.StartSpan("pay", tracer.Tag("card", pan))`},
		clean: []string{`tracer.StartSpan("pay").SetTag("pan", brand)`}},
	{path: "github.com/opentracing/opentracing-go", name: "opentracing", api: `
		type Span interface { SetTag(k string, v interface{}) Span; LogKV(kv ...interface{}); SetBaggageItem(k, v string) Span }
		func StartSpan(op string) Span { return nil }`,
		bad:   []string{`opentracing.StartSpan("pay").SetTag("card", pan)`, `opentracing.StartSpan("pay").LogKV("card", pan)`, `opentracing.StartSpan("pay").SetBaggageItem("card", pan)`},
		clean: []string{`opentracing.StartSpan("pay").SetTag("pan", brand)`}},
	{path: "github.com/rollbar/rollbar-go", name: "rollbar", api: `
		func Error(i ...interface{}) {}
		func Info(i ...interface{}) {}
		func Message(level, msg string) {}
		func MessageWithExtras(level, msg string, extras map[string]interface{}) {}`,
		bad:   []string{`rollbar.Error("card " + pan)`, `rollbar.Info("x", map[string]interface{}{"card": pan})`, `rollbar.Message("error", "card "+pan)`, `rollbar.MessageWithExtras("error", "x", map[string]interface{}{"card": pan})`},
		clean: []string{`rollbar.Error("card of " + brand)`, `rollbar.Info("x", map[string]interface{}{"pan": brand})`}},
	{path: "github.com/bugsnag/bugsnag-go/v2", name: "bugsnag", api: `
		type MetaData map[string]map[string]interface{}
		func (m MetaData) Add(tab, k string, v interface{}) {}
		func Notify(err error, raw ...interface{}) error { return nil }`,
		bad:   []string{`bugsnag.Notify(nil, bugsnag.MetaData{"card": {"number": pan}})`, `bugsnag.MetaData{}.Add("card", "number", pan)`},
		clean: []string{`bugsnag.Notify(nil, bugsnag.MetaData{"card": {"number": brand}})`, `bugsnag.MetaData{}.Add("card", "pan", brand)`}},
	{path: "github.com/honeybadger-io/honeybadger-go", name: "honeybadger", api: `
		type Context map[string]interface{}
		func Notify(err interface{}, extra ...interface{}) (string, error) { return "", nil }
		func SetContext(c Context) {}`,
		bad:   []string{`honeybadger.Notify("card "+pan)`, `honeybadger.Notify("x", honeybadger.Context{"card": pan})`, `honeybadger.SetContext(honeybadger.Context{"card": pan})`},
		clean: []string{`honeybadger.Notify("card of "+brand)`, `honeybadger.SetContext(honeybadger.Context{"pan": brand})`}},
	{path: "github.com/inconshreveable/log15", api: `
		type Logger interface { Info(msg string, ctx ...interface{}) }
		func Info(msg string, ctx ...interface{}) {}
		func New(ctx ...interface{}) Logger { return nil }`,
		bad:   []string{`log15.Info("x", "card", pan)`, `log15.New("card", pan).Info("x")`, `log15.New().Info("x", "card", pan)`},
		clean: []string{`log15.Info("x", "pan", brand)`}},
	{path: "github.com/op/go-logging", name: "logging", api: `
		type Logger struct{}
		func (l *Logger) Infof(f string, v ...interface{}) {}
		func (l *Logger) Critical(v ...interface{}) {}
		func MustGetLogger(m string) *Logger { return nil }`,
		bad:   []string{`logging.MustGetLogger("x").Infof("card %s", pan)`, `logging.MustGetLogger("x").Critical("card", pan)`},
		clean: []string{`logging.MustGetLogger("x").Infof("card %s", brand)`}},
	{path: "github.com/davecgh/go-spew/spew", api: `
		func Dump(v ...interface{}) {}
		func Printf(f string, v ...interface{}) {}
		func Sdump(v ...interface{}) string { return "" }`,
		bad:   []string{`spew.Dump(pan)`, `spew.Printf("%v", pan)`, `println(spew.Sdump(pan))`},
		clean: []string{`spew.Dump(brand)`, `_ = spew.Sdump(pan)`}},
	{path: "github.com/kr/pretty", api: `
		func Println(v ...interface{}) {}
		func Sprint(v ...interface{}) string { return "" }`,
		bad:   []string{`pretty.Println(pan)`, `println(pretty.Sprint(pan))`},
		clean: []string{`pretty.Println(brand)`, `_ = pretty.Sprint(pan)`}},
	{path: "github.com/k0kubun/pp/v3", name: "pp", api: `
		func Println(v ...interface{}) {}
		func Sprint(v ...interface{}) string { return "" }`,
		bad:   []string{`pp.Println(pan)`, `println(pp.Sprint(pan))`},
		clean: []string{`pp.Println(brand)`, `_ = pp.Sprint(pan)`}},
	{path: "github.com/cockroachdb/errors", api: `
		func Newf(f string, v ...interface{}) error { return nil }
		func Wrapf(err error, f string, v ...interface{}) error { return err }
		func WithDetailf(err error, f string, v ...interface{}) error { return err }`,
		bad:   []string{`_ = errors.Newf("card %s", pan)`, `_ = errors.Wrapf(nil, "card %s", pan)`, `_ = errors.WithDetailf(nil, "card %s", pan)`},
		clean: []string{`_ = errors.Newf("card of %s", brand)`}},
	{path: "github.com/labstack/echo/v4", name: "echo", api: `
		type Logger interface { Infof(f string, v ...interface{}); Error(v ...interface{}); Infoj(j map[string]interface{}) }
		type Context interface { Logger() Logger; RealIP() string }
		var Current Context`,
		bad:   []string{`echo.Current.Logger().Infof("card %s", pan)`, `echo.Current.Logger().Error(pan)`, `echo.Current.Logger().Infoj(map[string]interface{}{"card": pan})`},
		clean: []string{`echo.Current.Logger().Infof("card of %s from %s", brand, echo.Current.RealIP())`}},
	{path: "github.com/gofiber/fiber/v2/log", api: `
		func Info(v ...interface{}) {}
		func Infof(f string, v ...interface{}) {}
		func Errorw(msg string, kv ...interface{}) {}`,
		bad:   []string{`log.Info(pan)`, `log.Infof("card %s", pan)`, `log.Errorw("x", "card", pan)`},
		clean: []string{`log.Info(brand)`, `log.Errorw("x", "pan", brand)`}},
	{path: "github.com/zeromicro/go-zero/core/logx", api: `
		type LogField struct{ Key string; Value interface{} }
		func Infof(f string, v ...interface{}) {}
		func Errorw(msg string, f ...LogField) {}
		func Slowf(f string, v ...interface{}) {}
		func Field(k string, v interface{}) LogField { return LogField{} }`,
		bad:   []string{`logx.Infof("card %s", pan)`, `logx.Slowf("card %s", pan)`, `logx.Errorw("x", logx.Field("card", pan))`},
		clean: []string{`logx.Infof("card of %s", brand)`, `logx.Errorw("x", logx.Field("pan", brand))`}},
	{path: "github.com/go-kratos/kratos/v2/log", api: `
		type Logger interface { Log(level int, kv ...interface{}) error }
		type Helper struct{}
		func (h *Helper) Infow(kv ...interface{}) {}
		func (h *Helper) Errorf(f string, v ...interface{}) {}
		func Infof(f string, v ...interface{}) {}
		func GetLogger() Logger { return nil }`,
		bad:   []string{`new(log.Helper).Infow("card", pan)`, `new(log.Helper).Errorf("card %s", pan)`, `log.Infof("card %s", pan)`, `log.GetLogger().Log(1, "card", pan)`},
		clean: []string{`new(log.Helper).Infow("pan", brand)`, `log.GetLogger().Log(1, "pan", brand)`}},
	{path: "github.com/cloudwego/hertz/pkg/common/hlog", api: `
		func Infof(f string, v ...interface{}) {}
		func CtxErrorf(ctx interface{}, f string, v ...interface{}) {}
		func Notice(v ...interface{}) {}`,
		bad:   []string{`hlog.Infof("card %s", pan)`, `hlog.CtxErrorf(nil, "card %s", pan)`, `hlog.Notice(pan)`},
		clean: []string{`hlog.Infof("card of %s", brand)`}},
	{path: "google.golang.org/grpc/grpclog", api: `
		func Infof(f string, v ...interface{}) {}
		func Warning(v ...interface{}) {}`,
		bad:   []string{`grpclog.Infof("card %s", pan)`, `grpclog.Warning(pan)`},
		clean: []string{`grpclog.Warning(brand)`}},
	{path: "github.com/aws/smithy-go/logging", api: `
		type Classification string
		type Logger interface { Logf(c Classification, f string, v ...interface{}) }
		var Default Logger`,
		bad:   []string{`logging.Default.Logf("DEBUG", "card %s", pan)`},
		clean: []string{`logging.Default.Logf("DEBUG", "card of %s", brand)`}},
	{path: "log/syslog", bad: []string{`new(syslog.Writer).Info("card " + pan)`, `new(syslog.Writer).Crit(pan)`}, clean: []string{`new(syslog.Writer).Info("card of " + brand)`}},
	{path: "expvar", bad: []string{`expvar.NewString("last").Set(pan)`}, clean: []string{`expvar.NewString("last").Set(brand)`}},
	{path: "log", bad: []string{`log.Print(pan)`, `log.Default().Output(2, "card "+pan)`, `log.Panicf("card %s", pan)`}, clean: []string{`log.Print(brand)`, `log.Default().SetPrefix(pan)`}},
}

// switchLibraries are the clients whose debug output shows whole requests.
var switchLibraries = []library{
	{path: "resty.dev/v3", name: "resty", api: `
		type Client struct{}
		func (c *Client) SetDebug(on bool) *Client { return c }
		func (c *Client) EnableDebug() *Client { return c }
		func New() *Client { return nil }`,
		bad: []string{`resty.New().SetDebug(true)`, `resty.New().EnableDebug()`}, clean: []string{`resty.New().SetDebug(false)`}},
	{path: "github.com/imroc/req/v3", name: "req", api: `
		type Client struct{}
		func (c *Client) DevMode() *Client { return c }
		func (c *Client) EnableDumpAll() *Client { return c }
		func C() *Client { return nil }`,
		bad: []string{`req.C().DevMode()`, `req.C().EnableDumpAll()`}, clean: []string{`req.C()`}},
	{path: "github.com/parnurzeal/gorequest", api: `
		type SuperAgent struct{}
		func (s *SuperAgent) SetDebug(on bool) *SuperAgent { return s }
		func New() *SuperAgent { return nil }`,
		bad: []string{`gorequest.New().SetDebug(true)`}, clean: []string{`gorequest.New().SetDebug(false)`}},
	{path: "github.com/omise/omise-go", name: "omise", api: `
		type Client struct{}
		func (c *Client) SetDebug(on bool) {}
		func NewClient() *Client { return nil }`,
		bad: []string{`omise.NewClient().SetDebug(true)`}, clean: []string{`omise.NewClient().SetDebug(false)`}},
}

func TestLibraries(t *testing.T) {
	files, pkgs := make(map[string]string), []string(nil)
	add := func(l library, want string) {
		name := l.name
		if name == "" {
			name = path.Base(l.path)
		}
		if l.api != "" {
			files[l.path+"/api.go"] = "package " + name + "\n" + l.api + "\n"
		}
		var b strings.Builder
		fmt.Fprintf(&b, "package shop\n\nimport %q\n\n", l.path)
		fmt.Fprintf(&b, "func bad(pan string) {\n")
		for _, stmt := range l.bad {
			fmt.Fprintf(&b, "\t%s // want `%s`\n", stmt, want)
		}
		fmt.Fprintf(&b, "}\n\nfunc clean(pan, brand string) {\n\t%s\n}\n", strings.Join(l.clean, "\n\t"))
		pkg := "shop/" + strings.NewReplacer("/", "_", ".", "_").Replace(l.path)
		files[pkg+"/shop.go"] = b.String()
		pkgs = append(pkgs, pkg)
	}
	for _, l := range libraries {
		add(l, "^card number")
	}
	for _, l := range switchLibraries {
		add(l, "log whole requests")
	}
	dir, cleanup, err := analysistest.WriteFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	defer cleanup()
	analysistest.Run(t, dir, sensitivelog.New(&config.Config{}), pkgs...)
}

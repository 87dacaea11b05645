// Package sentry is a stub of github.com/getsentry/sentry-go for tests.
package sentry

type EventID string

type Breadcrumb struct {
	Message string
	Data    map[string]interface{}
}

type Context = map[string]interface{}

type Scope struct{}

func (s *Scope) SetTag(key, value string)               {}
func (s *Scope) SetExtra(key string, value interface{}) {}
func (s *Scope) SetContext(key string, value Context)   {}

type ClientOptions struct {
	Dsn            string
	SendDefaultPII bool
	BeforeSend     func(event *Event) *Event
}

func Init(options ClientOptions) error       { return nil }
func CaptureMessage(message string) *EventID { return nil }
func CaptureException(err error) *EventID    { return nil }
func AddBreadcrumb(b *Breadcrumb)            {}
func WithScope(f func(scope *Scope))         {}
func ConfigureScope(f func(scope *Scope))    {}

// Event is a report.
type Event struct{ Message string }

// Package newrelic is a stub of github.com/newrelic/go-agent/v3/newrelic for tests.
package newrelic

type Transaction struct{}

func (t *Transaction) AddAttribute(key string, value interface{}) {}
func (t *Transaction) NoticeError(err error)                      {}

type Application struct{}

func (a *Application) RecordCustomEvent(eventType string, params map[string]interface{}) {}

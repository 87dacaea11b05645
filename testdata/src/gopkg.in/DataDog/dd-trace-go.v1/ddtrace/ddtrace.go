// Package ddtrace is a stub of gopkg.in/DataDog/dd-trace-go.v1/ddtrace for tests.
package ddtrace

type Span interface {
	SetTag(key string, value interface{})
	SetOperationName(operationName string)
	Finish()
}

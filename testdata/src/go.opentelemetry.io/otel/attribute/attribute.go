// Package attribute is a stub of go.opentelemetry.io/otel/attribute for tests.
package attribute

type Key string

type KeyValue struct{ Key Key }

func (k Key) String(v string) KeyValue          { return KeyValue{} }
func String(k, v string) KeyValue               { return KeyValue{} }
func StringSlice(k string, v []string) KeyValue { return KeyValue{} }
func Int(k string, v int) KeyValue              { return KeyValue{} }
func Int64(k string, v int64) KeyValue          { return KeyValue{} }
func Bool(k string, v bool) KeyValue            { return KeyValue{} }

// Package zapcore is a stub of go.uber.org/zap/zapcore for tests.
package zapcore

type Field struct{ Key string }

type ObjectEncoder interface {
	AddString(key, value string)
	AddReflected(key string, value interface{}) error
	AddInt(key string, value int)
}

type ObjectMarshaler interface {
	MarshalLogObject(ObjectEncoder) error
}

// Package context stands for beego's.
package context

import "net/http"

// BeegoInput is a stub.
type BeegoInput struct{ RequestBody []byte }

// Header is a stub.
func (i *BeegoInput) Header(key string) string { return "" }

// BeegoOutput is a stub.
type BeegoOutput struct{}

// SetStatus is a stub.
func (o *BeegoOutput) SetStatus(code int) {}

// Context is a stub.
type Context struct {
	Input   *BeegoInput
	Output  *BeegoOutput
	Request *http.Request
}

// Package web stands for beego's.
package web

import "github.com/beego/beego/v2/server/web/context"

// ControllerInterface is a stub.
type ControllerInterface interface{ Prepare() }

// HandleFunc is a stub.
type HandleFunc func(ctx *context.Context)

// Controller is a stub.
type Controller struct{ Ctx *context.Context }

// Prepare is a stub.
func (c *Controller) Prepare() {}

// GetString is a stub.
func (c *Controller) GetString(key string, def ...string) string { return "" }

// CustomAbort is a stub.
func (c *Controller) CustomAbort(status int, body string) {}

// Redirect is a stub.
func (c *Controller) Redirect(url string, code int) {}

// Router is a stub.
func Router(path string, c ControllerInterface, mapping ...string) {}

// Post is a stub.
func Post(path string, f HandleFunc) {}

// Package echo is a stub of the public API for tests.
package echo

import "net/http"

// HandlerFunc handles a request.
type HandlerFunc func(c Context) error

// MiddlewareFunc wraps a handler.
type MiddlewareFunc func(next HandlerFunc) HandlerFunc

// Context is one request.
type Context interface {
	Request() *http.Request
	Bind(i any) error
	Param(name string) string
	QueryParam(name string) string
	FormValue(name string) string
	JSON(code int, i any) error
	String(code int, s string) error
	NoContent(code int) error
	Redirect(code int, url string) error
	Get(key string) any
	Set(key string, val any)
}

// HTTPError is an error with a status.
type HTTPError struct{ Code int }

func (e *HTTPError) Error() string { return "" }

// NewHTTPError makes an error.
func NewHTTPError(code int, message ...any) *HTTPError { return &HTTPError{Code: code} }

// Route is a route.
type Route struct{}

// Group is a group of routes.
type Group struct{}

func (g *Group) Use(m ...MiddlewareFunc)                                     {}
func (g *Group) Group(prefix string, m ...MiddlewareFunc) *Group             { return g }
func (g *Group) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route  { return nil }
func (g *Group) POST(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }
func (g *Group) PUT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route  { return nil }

// Echo is the router.
type Echo struct{}

// New returns a router.
func New() *Echo { return &Echo{} }

func (e *Echo) Use(m ...MiddlewareFunc)                                     {}
func (e *Echo) Group(prefix string, m ...MiddlewareFunc) *Group             { return &Group{} }
func (e *Echo) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route  { return nil }
func (e *Echo) POST(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }

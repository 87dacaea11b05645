// Package gin is a stub of the public API for tests.
package gin

import (
	"io"
	"net/http"
	"os"
)

// H is a JSON object.
type H map[string]any

// HandlerFunc handles a request.
type HandlerFunc func(*Context)

// Context is one request.
type Context struct {
	Request *http.Request
	Writer  http.ResponseWriter
	Params  Params
}

// Params are route parameters.
type Params []Param

// Param is one route parameter.
type Param struct{ Key, Value string }

// ByName returns a route parameter.
func (p Params) ByName(name string) string { return "" }

func (c *Context) Next()                                       {}
func (c *Context) Abort()                                      {}
func (c *Context) AbortWithStatus(code int)                    {}
func (c *Context) AbortWithStatusJSON(code int, obj any)       {}
func (c *Context) AbortWithError(code int, err error) error    { return err }
func (c *Context) JSON(code int, obj any)                      {}
func (c *Context) String(code int, format string, args ...any) {}
func (c *Context) Status(code int)                             {}
func (c *Context) HTML(code int, name string, obj any)         {}
func (c *Context) Redirect(code int, location string)          {}
func (c *Context) GetHeader(key string) string                 { return "" }
func (c *Context) Header(key, value string)                    {}
func (c *Context) GetRawData() ([]byte, error)                 { return nil, nil }
func (c *Context) Param(key string) string                     { return "" }
func (c *Context) Query(key string) string                     { return "" }
func (c *Context) DefaultQuery(key, def string) string         { return def }
func (c *Context) GetQuery(key string) (string, bool)          { return "", false }
func (c *Context) PostForm(key string) string                  { return "" }
func (c *Context) Cookie(name string) (string, error)          { return "", nil }
func (c *Context) ClientIP() string                            { return "" }
func (c *Context) Bind(obj any) error                          { return nil }
func (c *Context) BindJSON(obj any) error                      { return nil }
func (c *Context) ShouldBind(obj any) error                    { return nil }
func (c *Context) ShouldBindJSON(obj any) error                { return nil }
func (c *Context) ShouldBindQuery(obj any) error               { return nil }
func (c *Context) ShouldBindUri(obj any) error                 { return nil }
func (c *Context) Set(key string, value any)                   {}
func (c *Context) Get(key string) (any, bool)                  { return nil, false }
func (c *Context) GetString(key string) string                 { return "" }
func (c *Context) MustGet(key string) any                      { return nil }

// IRoutes registers routes.
type IRoutes interface {
	Use(...HandlerFunc) IRoutes
	Handle(string, string, ...HandlerFunc) IRoutes
	GET(string, ...HandlerFunc) IRoutes
	POST(string, ...HandlerFunc) IRoutes
	PUT(string, ...HandlerFunc) IRoutes
	PATCH(string, ...HandlerFunc) IRoutes
	DELETE(string, ...HandlerFunc) IRoutes
	Any(string, ...HandlerFunc) IRoutes
}

// IRouter is a group of routes.
type IRouter interface {
	IRoutes
	Group(string, ...HandlerFunc) *RouterGroup
}

// RouterGroup is a group of routes.
type RouterGroup struct{ Handlers []HandlerFunc }

func (g *RouterGroup) Group(path string, h ...HandlerFunc) *RouterGroup     { return g }
func (g *RouterGroup) Use(h ...HandlerFunc) IRoutes                         { return g }
func (g *RouterGroup) Handle(method, path string, h ...HandlerFunc) IRoutes { return g }
func (g *RouterGroup) GET(path string, h ...HandlerFunc) IRoutes            { return g }
func (g *RouterGroup) POST(path string, h ...HandlerFunc) IRoutes           { return g }
func (g *RouterGroup) PUT(path string, h ...HandlerFunc) IRoutes            { return g }
func (g *RouterGroup) PATCH(path string, h ...HandlerFunc) IRoutes          { return g }
func (g *RouterGroup) DELETE(path string, h ...HandlerFunc) IRoutes         { return g }
func (g *RouterGroup) Any(path string, h ...HandlerFunc) IRoutes            { return g }

// Engine is the router.
type Engine struct{ RouterGroup }

// New returns a router.
func New() *Engine { return &Engine{} }

// Default returns a router with logging and recovery.
func Default() *Engine { return &Engine{} }

func (e *Engine) Use(h ...HandlerFunc) IRoutes                     { return e }
func (e *Engine) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
func (e *Engine) Run(addr ...string) error                         { return nil }

// DefaultWriter is what gin logs to.
var DefaultWriter io.Writer = os.Stdout

// Accounts are users and their passwords.
type Accounts map[string]string

// Package fiber is a stub of the public API for tests.
package fiber

import "context"

// Handler handles a request.
type Handler = func(*Ctx) error

// Map is a JSON object.
type Map map[string]any

// Ctx is one request.
type Ctx struct{}

func (c *Ctx) Body() []byte                                  { return nil }
func (c *Ctx) BodyParser(out any) error                      { return nil }
func (c *Ctx) Params(key string, def ...string) string       { return "" }
func (c *Ctx) Query(key string, def ...string) string        { return "" }
func (c *Ctx) FormValue(key string, def ...string) string    { return "" }
func (c *Ctx) Get(key string, def ...string) string          { return "" }
func (c *Ctx) Status(status int) *Ctx                        { return c }
func (c *Ctx) SendStatus(status int) error                   { return nil }
func (c *Ctx) SendString(body string) error                  { return nil }
func (c *Ctx) JSON(data any) error                           { return nil }
func (c *Ctx) Redirect(location string, status ...int) error { return nil }
func (c *Ctx) Next() error                                   { return nil }
func (c *Ctx) UserContext() context.Context                  { return context.Background() }

// Router is a group of routes.
type Router interface {
	Use(args ...any) Router
	Get(path string, handlers ...Handler) Router
	Post(path string, handlers ...Handler) Router
	Put(path string, handlers ...Handler) Router
	Group(prefix string, handlers ...Handler) Router
}

// App is the router.
type App struct{}

// New returns a router.
func New() *App { return &App{} }

func (a *App) Use(args ...any) Router                          { return a }
func (a *App) Get(path string, handlers ...Handler) Router     { return a }
func (a *App) Post(path string, handlers ...Handler) Router    { return a }
func (a *App) Put(path string, handlers ...Handler) Router     { return a }
func (a *App) Group(prefix string, handlers ...Handler) Router { return a }

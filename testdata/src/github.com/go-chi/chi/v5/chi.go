// Package chi is a stub of the public API for tests.
package chi

import "net/http"

// Router is the router.
type Router interface {
	http.Handler
	Use(middlewares ...func(http.Handler) http.Handler)
	With(middlewares ...func(http.Handler) http.Handler) Router
	Group(fn func(r Router)) Router
	Route(pattern string, fn func(r Router)) Router
	Mount(pattern string, h http.Handler)
	Handle(pattern string, h http.Handler)
	HandleFunc(pattern string, h http.HandlerFunc)
	Method(method, pattern string, h http.Handler)
	Get(pattern string, h http.HandlerFunc)
	Post(pattern string, h http.HandlerFunc)
	Put(pattern string, h http.HandlerFunc)
	Patch(pattern string, h http.HandlerFunc)
}

// Mux is a router.
type Mux struct{}

// NewRouter returns a router.
func NewRouter() *Mux { return &Mux{} }

func (m *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request)           {}
func (m *Mux) Use(middlewares ...func(http.Handler) http.Handler)         {}
func (m *Mux) With(middlewares ...func(http.Handler) http.Handler) Router { return m }
func (m *Mux) Group(fn func(r Router)) Router                             { return m }
func (m *Mux) Route(pattern string, fn func(r Router)) Router             { return m }
func (m *Mux) Mount(pattern string, h http.Handler)                       {}
func (m *Mux) Handle(pattern string, h http.Handler)                      {}
func (m *Mux) HandleFunc(pattern string, h http.HandlerFunc)              {}
func (m *Mux) Method(method, pattern string, h http.Handler)              {}
func (m *Mux) Get(pattern string, h http.HandlerFunc)                     {}
func (m *Mux) Post(pattern string, h http.HandlerFunc)                    {}
func (m *Mux) Put(pattern string, h http.HandlerFunc)                     {}
func (m *Mux) Patch(pattern string, h http.HandlerFunc)                   {}

// URLParam returns a path variable.
func URLParam(r *http.Request, key string) string { return "" }

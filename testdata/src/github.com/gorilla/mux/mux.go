// Package mux is a stub of the public API for tests.
package mux

import "net/http"

// MiddlewareFunc wraps a handler.
type MiddlewareFunc func(http.Handler) http.Handler

// Router is the router.
type Router struct{}

// Route is a route.
type Route struct{}

// NewRouter returns a router.
func NewRouter() *Router { return &Router{} }

func (r *Router) ServeHTTP(w http.ResponseWriter, req *http.Request) {}
func (r *Router) Use(mwf ...MiddlewareFunc)                          {}
func (r *Router) PathPrefix(tpl string) *Route                       { return &Route{} }
func (r *Router) Handle(path string, h http.Handler) *Route          { return &Route{} }
func (r *Router) HandleFunc(path string, f func(http.ResponseWriter, *http.Request)) *Route {
	return &Route{}
}
func (r *Route) Subrouter() *Router               { return &Router{} }
func (r *Route) Methods(methods ...string) *Route { return r }

// Vars returns the path variables.
func Vars(r *http.Request) map[string]string { return nil }

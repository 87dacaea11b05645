// Package routes finds out which function serves which route behind which
// middleware: net/http (patterns of Go 1.22 too), chi, gorilla/mux, gin, echo,
// fiber, huma, kratos, beego; groups, Use, With, Route and wrapping, in one
// package. A function that an adapter is handed ("Handle(svc.Notify)") serves
// the route with what the adapter has decoded.
//
// What cannot be seen (a router that is passed in, a handler registered by
// another package) is no middleware: a package knows nothing of those that
// import it. The importer sees route and middleware, and by the facts what the
// handler does.
package routes

// Package routes finds out which function serves which route behind which
// middleware: net/http (patterns of Go 1.22 too), chi, gorilla/mux, gin, echo,
// fiber; groups, Use, With, Route and wrapping, in one package.
//
// What cannot be seen (a router that is passed in, a handler registered by
// another package) is no middleware.
package routes

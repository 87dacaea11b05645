// Package router registers the pages of package handlers.
package router

import (
	"net/http"

	"untrustedstate/foreign/handlers"
)

// Routes puts everything together.
func Routes(m *http.ServeMux, s *handlers.Shop) {
	m.HandleFunc("GET /checkout/success", s.Finish) // want `\(\*Shop\)\.Finish \(\(Orders\)\.MarkPaid\) moves a transaction to a final state because a browser opened /checkout/success`
	m.HandleFunc("PUT /orders/paid", s.Ship)
	m.HandleFunc("GET /checkout/receipt/success", s.Receipt)
}

// Asking registers the page that asks.
func Asking(m *http.ServeMux, a *handlers.Asking) {
	m.HandleFunc("GET /checkout/asked/success", a.Finish)
}

// Package web is what customers and staff call.
package web

import (
	"net/http"
	"time"

	"example.com/shop/order"
	"example.com/shop/payment"
	"example.com/shop/requestid"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"go.uber.org/zap"
)

// Server answers HTTP requests.
type Server struct {
	orders     *order.Service
	providers  payment.Providers
	publicURL  string
	adminToken string
	log        *zap.Logger
}

// Options are a Server's parts.
type Options struct {
	Orders     *order.Service
	Providers  payment.Providers
	PublicURL  string
	AdminToken string
	Log        *zap.Logger
	// Webhooks are the providers' handlers by path.
	Webhooks map[string]http.Handler
}

// New returns the service's routes.
func New(o Options) http.Handler {
	s := &Server{
		orders:     o.Orders,
		providers:  o.Providers,
		publicURL:  o.PublicURL,
		adminToken: o.AdminToken,
		log:        o.Log,
	}
	r := chi.NewRouter()
	r.Use(requestid.Middleware, s.logRequests, middleware.Recoverer, middleware.Timeout(30*time.Second))
	r.Get("/healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	r.Post("/checkout", s.checkout)
	r.Get("/orders/{id}", s.showOrder)
	r.Get("/orders/{id}/return", s.returned)
	for path, h := range o.Webhooks {
		r.Method(http.MethodPost, path, h)
	}
	r.Route("/admin", func(r chi.Router) {
		r.Use(s.requireAdmin)
		r.Get("/orders", s.listOrders)
		r.Post("/orders/{id}/refund", s.refund)
	})
	return r
}

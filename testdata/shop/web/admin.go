package web

import (
	"net/http"

	"example.com/shop/order"
	"github.com/go-chi/chi/v5"
)

// listOrders shows staff the newest orders.
func (s *Server) listOrders(w http.ResponseWriter, r *http.Request) {
	all, err := s.orders.List(r.Context(), 100)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.respond(w, http.StatusOK, all)
}

// refund sends a paid order's money back.
func (s *Server) refund(w http.ResponseWriter, r *http.Request) {
	o, err := s.orders.Get(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if o.Status != order.StatusPaid {
		s.fail(w, r, order.ErrTransition)
		return
	}
	provider, err := s.providers.Get(o.Provider)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if err := provider.Refund(r.Context(), o); err != nil {
		s.fail(w, r, err)
		return
	}
	if err := s.orders.Refunded(r.Context(), o.ID); err != nil {
		s.fail(w, r, err)
		return
	}
	s.respond(w, http.StatusOK, map[string]string{"order": o.ID, "status": string(order.StatusRefunded)})
}

package web

import (
	"encoding/json"
	"net/http"
	"net/url"

	"example.com/shop/order"
	"github.com/go-chi/chi/v5"
)

type checkoutRequest struct {
	Customer string       `json:"customer"`
	Provider string       `json:"provider"`
	Lines    []order.Line `json:"lines"`
}

// checkout places an order and says where to pay it.
func (s *Server) checkout(w http.ResponseWriter, r *http.Request) {
	var req checkoutRequest
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&req); err != nil {
		s.respond(w, http.StatusBadRequest, map[string]string{"error": "malformed request"})
		return
	}
	provider, err := s.providers.Get(req.Provider)
	if err != nil {
		s.respond(w, http.StatusBadRequest, map[string]string{"error": "unknown payment method"})
		return
	}
	o, err := s.orders.Place(r.Context(), req.Customer, req.Provider, req.Lines)
	if err != nil {
		s.respond(w, http.StatusUnprocessableEntity, map[string]string{"error": "order not accepted"})
		return
	}
	p, err := provider.Start(r.Context(), o, s.publicURL+"/orders/"+url.PathEscape(o.ID)+"/return")
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if err := s.orders.Started(r.Context(), o.ID, p.ID); err != nil {
		s.fail(w, r, err)
		return
	}
	s.respond(w, http.StatusCreated, map[string]string{"order": o.ID, "pay_at": p.RedirectURL})
}

// showOrder tells the customer how an order stands.
func (s *Server) showOrder(w http.ResponseWriter, r *http.Request) {
	o, err := s.orders.Get(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.respond(w, http.StatusOK, map[string]any{"order": o.ID, "status": o.Status, "total": o.Total})
}

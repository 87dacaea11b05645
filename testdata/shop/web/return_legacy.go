package web

import (
	"encoding/json"
	"net/http"

	"example.com/shop/order"
	"github.com/go-chi/chi/v5"
)

// returnedV1 takes the customer's word for it.
func (s *Server) returnedV1(w http.ResponseWriter, r *http.Request) {
	o, err := s.orders.Get(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if r.URL.Query().Get("status") == "success" {
		if err := s.orders.MarkPaid(r.Context(), o.ID); err != nil {
			s.fail(w, r, err)
			return
		}
	}
	s.respond(w, http.StatusOK, map[string]any{"order": o.ID})
}

// setStatus lets the support desk type any status.
func (s *Server) setStatus(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Status order.Status `json:"status"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		s.fail(w, r, err)
		return
	}
	if err := s.orders.SetStatus(r.Context(), chi.URLParam(r, "id"), in.Status); err != nil {
		s.fail(w, r, err)
		return
	}
	s.respond(w, http.StatusOK, in)
}

// confirm believes the app of the courier.
func (s *Server) confirm(w http.ResponseWriter, r *http.Request) {
	if r.PostFormValue("result") == "paid" {
		if err := s.orders.MarkPaid(r.Context(), chi.URLParam(r, "id")); err != nil {
			s.fail(w, r, err)
			return
		}
	}
	s.respond(w, http.StatusOK, nil)
}

// importOrder stores what a partner posts.
func (s *Server) importOrder(w http.ResponseWriter, r *http.Request) {
	var o order.Order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		s.fail(w, r, err)
		return
	}
	if err := s.orders.Import(r.Context(), o); err != nil {
		s.fail(w, r, err)
		return
	}
	s.respond(w, http.StatusCreated, o)
}

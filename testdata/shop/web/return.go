package web

import (
	"net/http"

	"example.com/shop/order"
	"example.com/shop/payment"
	"github.com/go-chi/chi/v5"
)

// returned is where the provider sends the customer back to. The address line
// proves nothing: how the payment stands is asked of the provider.
func (s *Server) returned(w http.ResponseWriter, r *http.Request) {
	o, err := s.orders.Get(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	provider, err := s.providers.Get(o.Provider)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p, err := provider.Get(r.Context(), o.PaymentID)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if p.Status != payment.StatusOpen && o.Status == order.StatusPending {
		err := s.orders.Settle(r.Context(), order.Settled{
			Provider:  o.Provider,
			EventID:   "return-" + p.ID,
			PaymentID: p.ID,
			Succeeded: p.Status == payment.StatusSucceeded,
			Total:     p.Total,
		})
		if err != nil {
			s.fail(w, r, err)
			return
		}
	}
	s.respond(w, http.StatusOK, map[string]any{"order": o.ID, "payment": p.Status})
}

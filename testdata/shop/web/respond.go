package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"example.com/shop/order"
	"example.com/shop/payment"
	"example.com/shop/requestid"
	"go.uber.org/zap"
)

func (s *Server) respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		s.log.Info("answer not written", zap.Error(err))
	}
}

// fail answers with what the caller may know; the rest is for the log.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	status, text := http.StatusBadGateway, "the payment provider cannot be reached"
	switch {
	case errors.Is(err, order.ErrNotFound):
		status, text = http.StatusNotFound, "no such order"
	case errors.Is(err, order.ErrTransition):
		status, text = http.StatusConflict, "the order is in another state"
	case errors.Is(err, payment.ErrDeclined):
		status, text = http.StatusPaymentRequired, "declined"
	}
	s.log.Error("request failed", zap.String("id", requestid.From(r.Context())), zap.Error(err))
	s.respond(w, status, map[string]string{"error": text})
}

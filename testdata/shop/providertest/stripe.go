package providertest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
)

// Stripe is a fake of the few Stripe calls the shop makes.
type Stripe struct {
	*httptest.Server
	mu       sync.Mutex
	sessions map[string]map[string]any
	byKey    map[string]string
}

// NewStripe starts a fake Stripe that stops with the test.
func NewStripe(t testing.TB) *Stripe {
	s := &Stripe{sessions: make(map[string]map[string]any), byKey: make(map[string]string)}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/checkout/sessions", s.create)
	mux.HandleFunc("GET /v1/checkout/sessions/{id}", s.get)
	s.Server = httptest.NewTLSServer(mux)
	t.Cleanup(s.Close)
	return s
}

func (s *Stripe) create(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := r.Header.Get("Idempotency-Key")
	id, known := s.byKey[key]
	if !known {
		id = "cs_" + strconv.Itoa(len(s.sessions)+1)
		amount, err := strconv.Atoi(r.FormValue("line_items[0][price_data][unit_amount]"))
		if err != nil {
			http.Error(w, "no amount", http.StatusBadRequest)
			return
		}
		s.byKey[key] = id
		s.sessions[id] = map[string]any{
			"id": id, "object": "checkout.session", "status": "open", "payment_status": "unpaid",
			"amount_total": amount, "currency": r.FormValue("line_items[0][price_data][currency]"),
			"url": s.URL + "/pay/" + id,
		}
	}
	json.NewEncoder(w).Encode(s.sessions[id])
}

func (s *Stripe) get(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	session, ok := s.sessions[r.PathValue("id")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	json.NewEncoder(w).Encode(session)
}

package correlated

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"io"
	"net/http"
)

// Invoices is the store of invoices: Settle moves one to settled.
type Invoices interface {
	Settle(ctx context.Context, id string) error
}

type signed struct {
	key      []byte
	db       *sql.DB
	invoices Invoices
}

// The sum of the MAC is no sum of money.
func (s *signed) check(body []byte, sig string) bool {
	m := hmac.New(sha256.New, s.key)
	m.Write(body)
	return hmac.Equal(m.Sum(nil), []byte(sig))
}

func (s *signed) settleWebhook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || !s.check(body, r.Header.Get("X-Signature")) {
		http.Error(w, "signature", http.StatusUnauthorized)
		return
	}
	var p paid
	if err := json.Unmarshal(body, &p); err != nil {
		return
	}
	_ = s.invoices.Settle(r.Context(), p.OrderID) // want `moves the order to "settled" because of an event whose amount`
}

// The statement asks for the amount itself.
func (s *signed) askingWebhook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || !s.check(body, r.Header.Get("X-Signature")) {
		http.Error(w, "signature", http.StatusUnauthorized)
		return
	}
	var p paid
	if err := json.Unmarshal(body, &p); err != nil {
		return
	}
	_, _ = s.db.ExecContext(r.Context(), `UPDATE payments SET status = 'paid' WHERE order_id = $1 AND amount = $2`, p.OrderID, p.Amount)
}

// There is no amount in the request to add a card, and none has moved yet.
func (s *signed) cardWebhook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || !s.check(body, r.Header.Get("X-Signature")) {
		http.Error(w, "signature", http.StatusUnauthorized)
		return
	}
	var p paid
	if err := json.Unmarshal(body, &p); err != nil {
		return
	}
	_, _ = s.db.ExecContext(r.Context(), `UPDATE add_card_requests SET status = 'completed' WHERE id = $1`, p.OrderID)
	_, _ = s.db.ExecContext(r.Context(), `UPDATE payments SET status = 'pending_settlement' WHERE id = $1`, p.OrderID)
}

package shapes

import (
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"net/http"
)

// signedMessage carries its signature along.
type signedMessage struct{ OrderID, Status, Signature string }

type plainMessage struct{ OrderID, Status string }

// payments is implemented where nobody here can see it.
type payments interface {
	HandleCallback(ctx context.Context, m *signedMessage) error
	HandlePlainCallback(ctx context.Context, m *plainMessage) error
	SetStatus(ctx context.Context, id, status string) error
}

type ported struct{ payments payments }

// The message is handed on whole, signature included: who takes it verifies it.
func (p *ported) signedCallback(w http.ResponseWriter, r *http.Request) {
	var m signedMessage
	if json.NewDecoder(r.Body).Decode(&m) == nil {
		_ = p.payments.HandleCallback(r.Context(), &m)
	}
}

// Without a signature there is nothing to verify.
func (p *ported) plainPaymentCallback(w http.ResponseWriter, r *http.Request) {
	var m plainMessage
	if json.NewDecoder(r.Body).Decode(&m) == nil {
		_ = p.payments.HandlePlainCallback(r.Context(), &m) // want `webhook payload reaches \(payments\)\.HandlePlainCallback`
	}
}

// A part of it cannot be verified either.
func (p *ported) partCallback(w http.ResponseWriter, r *http.Request) {
	var m signedMessage
	if json.NewDecoder(r.Body).Decode(&m) == nil {
		_ = p.payments.SetStatus(r.Context(), m.OrderID, m.Status) // want `webhook payload reaches \(payments\)\.SetStatus`
	}
}

// tokenMessage has the provider's static token in it.
type tokenMessage struct{ OrderID, Status, CallbackToken string }

func (m *tokenMessage) valid(token string) bool { return m.CallbackToken == token }

func (p *ported) tokenCallback(token string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var m tokenMessage
		if json.NewDecoder(r.Body).Decode(&m) != nil || !m.valid(token) {
			http.Error(w, "token", http.StatusForbidden)
			return
		}
		_ = p.payments.SetStatus(r.Context(), m.OrderID, m.Status)
	}
}

// outgoingHook is what is sent to others: making one is receiving none.
type outgoingHook struct{ URL, Body string }

func (p *ported) refundOrder(w http.ResponseWriter, r *http.Request) {
	var in struct{ OrderID, URL string }
	if json.NewDecoder(r.Body).Decode(&in) != nil {
		return
	}
	_ = p.payments.SetStatus(r.Context(), in.OrderID, "refund_requested")
	deliver(&outgoingHook{URL: in.URL, Body: in.OrderID})
}

func deliver(*outgoingHook) {}

// tickets has states that are a payment's by their name.
type tickets interface {
	UpdateStatus(ctx context.Context, id string, status int) error
}

type box struct {
	db      *sql.DB
	tickets tickets
}

func (b *box) hook(w http.ResponseWriter, r *http.Request) {
	var m plainMessage
	if json.NewDecoder(r.Body).Decode(&m) == nil {
		b.db.Exec("UPDATE tickets SET payment_status = $1 WHERE id = $2", m.Status, m.OrderID) // want `webhook payload reaches the UPDATE of tickets\.payment_status`
	}
}

func (b *box) seatHook(w http.ResponseWriter, r *http.Request) {
	var m plainMessage
	if json.NewDecoder(r.Body).Decode(&m) == nil {
		b.db.Exec("UPDATE tickets SET seat_status = $1 WHERE id = $2", m.Status, m.OrderID)
	}
}

// many has a function for every provider that verifies its messages, and one
// that parses them.
type many struct {
	verifiers map[string]func(body []byte, h http.Header) error
	parsers   map[string]func(body []byte, h http.Header) error
	payments  payments
}

func (p *many) chosenCallback(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	verify, ok := p.verifiers[r.PathValue("provider")]
	if !ok || verify(body, r.Header) != nil {
		http.Error(w, "signature", http.StatusForbidden)
		return
	}
	var m plainMessage
	if json.Unmarshal(body, &m) == nil {
		_ = p.payments.SetStatus(r.Context(), m.OrderID, m.Status)
	}
}

func (p *many) parsedCallback(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if parse, ok := p.parsers[r.PathValue("provider")]; !ok || parse(body, r.Header) != nil {
		http.Error(w, "body", http.StatusBadRequest)
		return
	}
	var m plainMessage
	if json.Unmarshal(body, &m) == nil {
		_ = p.payments.SetStatus(r.Context(), m.OrderID, m.Status) // want `webhook payload reaches \(payments\)\.SetStatus`
	}
}

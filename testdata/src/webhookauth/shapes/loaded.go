package shapes

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
)

// purchase is loaded with Scan before it is written.
type purchase struct{ ID, State string }

type scanned struct {
	db  *sql.DB
	key []byte
}

func (s *scanned) load(ctx context.Context, id string) (*purchase, error) {
	p := &purchase{}
	err := s.db.QueryRowContext(ctx, "SELECT id, state FROM purchases WHERE id = $1", id).Scan(&p.ID, &p.State)
	return p, err
}

// What was found by a message is found because of it.
func (s *scanned) pay(ctx context.Context, id string) error {
	p, err := s.load(ctx, id)
	if err != nil {
		return err
	}
	p.State = "paid"
	_, err = s.db.ExecContext(ctx, "INSERT INTO purchases (id, state) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state", p.ID, p.State)
	return err
}

var errUnsigned = errors.New("missing")

func (s *scanned) verify(body []byte, sig string) error {
	if sig == "" {
		return errUnsigned
	}
	m := hmac.New(sha256.New, s.key)
	m.Write(body)
	if !hmac.Equal(m.Sum(nil), []byte(sig)) {
		return errors.New("wrong")
	}
	return nil
}

type paidMessage struct {
	ID   string
	Paid bool
}

// Some errors are refused, wrong signatures are not.
func (s *scanned) purchaseWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := s.verify(body, r.Header.Get("X-Signature")); errors.Is(err, errUnsigned) {
		http.Error(w, "signature", http.StatusUnauthorized)
		return
	}
	var m paidMessage
	if json.Unmarshal(body, &m) == nil {
		_ = s.pay(r.Context(), m.ID) // want `webhook payload reaches \(\*scanned\)\.pay`
	}
}

// A field that a decoder has filled says nothing about the check.
func (s *scanned) loggedWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := s.verify(body, r.Header.Get("X-Signature")); err != nil {
		log.Print(err)
	}
	var m paidMessage
	if err := json.Unmarshal(body, &m); err != nil {
		return
	}
	if m.Paid {
		_ = s.pay(r.Context(), m.ID) // want `webhook payload reaches \(\*scanned\)\.pay`
	}
}

// A variable of the function's own does.
func (s *scanned) flaggedWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var verdict struct{ ok bool }
	if err := s.verify(body, r.Header.Get("X-Signature")); err == nil {
		verdict.ok = true
	} else {
		log.Print(err)
		http.Error(w, "signature", http.StatusUnauthorized)
	}
	var m paidMessage
	if json.Unmarshal(body, &m) == nil && verdict.ok {
		s.db.Exec("UPDATE purchases SET state = 'seen' WHERE id = $1", m.ID)
	}
}

func decodeInto(r *http.Request, v any) error { return json.NewDecoder(r.Body).Decode(v) }

// The helper fills whatever it is handed.
func (s *scanned) decodedWebhook(w http.ResponseWriter, r *http.Request) {
	m := new(paidMessage)
	if err := decodeInto(r, m); err != nil {
		return
	}
	_ = s.pay(r.Context(), m.ID) // want `webhook payload reaches \(\*scanned\)\.pay`
}

// hooks edits what webhooks are sent for: a PUT is no webhook.
type hooks struct{ db *sql.DB }

func (h *hooks) edit(w http.ResponseWriter, r *http.Request) {
	m := new(paidMessage)
	if err := decodeInto(r, m); err != nil {
		return
	}
	h.db.Exec("UPDATE purchases SET note = $1 WHERE id = $2", m.ID, m.ID)
	h.db.Exec("UPDATE purchases SET state = 'open' WHERE id = $1", m.ID)
}

func (h *hooks) routes(m *http.ServeMux) { m.HandleFunc("PUT /purchases/{id}", h.edit) }

package state

import (
	"database/sql"
	"errors"
	"net/http"
	"strconv"
)

// Charge is the model of the table charges.
type Charge struct{ ID, Owner, Status string }

func newCharge(owner string) *Charge { return &Charge{ID: "x", Owner: owner, Status: "open"} }

func newChargeIn(owner, status string) *Charge { return &Charge{ID: "x", Owner: owner, Status: status} }

var errMove = errors.New("move")

// moveTo refuses wrong moves.
func (c *Charge) moveTo(status string) error {
	if !mayFollow[c.Status][status] {
		return errMove
	}
	c.Status = status
	return nil
}

// setTo does not.
func (c *Charge) setTo(status string) { c.Status = status }

var mayFollow = map[string]map[string]bool{"open": {"cancelled": true}}

type charges struct{ db *sql.DB }

func (s *charges) load(id string) *Charge {
	c := &Charge{ID: id}
	if err := s.db.QueryRow("SELECT owner, status FROM charges WHERE id = $1", id).Scan(&c.Owner, &c.Status); err != nil {
		return nil
	}
	return c
}

func (s *charges) store(c *Charge) {
	s.db.Exec("UPDATE charges SET owner = $1, status = $2 WHERE id = $3", c.Owner, c.Status, c.ID)
}

// The owner is the client's, the state is not.
func (s *charges) open(w http.ResponseWriter, r *http.Request) {
	s.store(newCharge(r.FormValue("owner")))
}

func (s *charges) openIn(w http.ResponseWriter, r *http.Request) {
	s.store(newChargeIn("me", r.FormValue("status"))) // want `stores status as the client sent it`
}

// The transaction's body captures what was made.
func (s *charges) openWithin(w http.ResponseWriter, r *http.Request) {
	c := newCharge(r.FormValue("owner"))
	_ = within(func() error { s.store(c); return nil })
}

func within(f func() error) error { return f() }

func (s *charges) move(w http.ResponseWriter, r *http.Request) {
	c := s.load(r.PathValue("id"))
	if c.moveTo(r.FormValue("status")) != nil {
		return
	}
	s.store(c)
}

func (s *charges) set(w http.ResponseWriter, r *http.Request) {
	c := s.load(r.PathValue("id"))
	c.setTo(r.FormValue("status"))
	s.store(c) // want `stores status as the client sent it`
}

// What is shown to the client later is not what was stored.
func (s *charges) shown(w http.ResponseWriter, r *http.Request) {
	c := s.load(r.PathValue("id"))
	s.store(c)
	c.Status = r.FormValue("status")
	_, _ = w.Write([]byte(c.Status))
}

// cents is an amount of its own type.
type cents int64

func (c cents) String() string { return "" }

// Purse is the model of the table purses.
type Purse struct {
	Owner   string
	Balance cents
}

// A new purse is empty whoever asks for it.
func (s *charges) openPurse(w http.ResponseWriter, r *http.Request) {
	s.storePurse(&Purse{Owner: r.FormValue("owner")})
}

func (s *charges) fillPurse(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("balance"))
	s.storePurse(&Purse{Owner: "me", Balance: cents(n)}) // want `stores balance as the client sent it`
}

func (s *charges) storePurse(p *Purse) {
	s.db.Exec("INSERT INTO wallets (owner, balance) VALUES ($1, $2)", p.Owner, p.Balance.String())
}

type transferInput struct {
	To     string `json:"to"`
	Amount int64  `json:"amount"`
}

// What one balance gets another one loses.
func (s *charges) transfer(w http.ResponseWriter, r *http.Request) {
	var in transferInput
	if err := decode(r, &in); err != nil {
		return
	}
	s.db.Exec("UPDATE wallets SET balance = balance - $1 WHERE owner = $2 AND balance >= $1", in.Amount, "me")
	s.db.Exec("UPDATE wallets SET balance = balance + $1 WHERE owner = $2", in.Amount, in.To)
}

// A fee that is taken elsewhere pays for nothing here.
func (s *charges) topUp(w http.ResponseWriter, r *http.Request) {
	var in transferInput
	if err := decode(r, &in); err != nil {
		return
	}
	fee := int64(1)
	s.db.Exec("UPDATE wallets SET balance = balance - $1 WHERE owner = $2", fee, "me")
	s.db.Exec("UPDATE wallets SET balance = balance + $1 WHERE owner = $2", in.Amount, in.To) // want `stores balance as the client sent it`
}

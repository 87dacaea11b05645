package shapes

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

type renderer struct{ db *sql.DB }

type rendered struct{ ID, State string }

// The state of a picture moves no money.
func (s *renderer) notifyPicture(w http.ResponseWriter, r *http.Request) {
	var p rendered
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		http.Error(w, "json", http.StatusBadRequest)
		return
	}
	s.db.Exec("UPDATE pictures SET state = ? WHERE id = ?", p.State, p.ID)
}

// Its balance would.
func (s *renderer) notifyCredit(w http.ResponseWriter, r *http.Request) {
	var p rendered
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		http.Error(w, "json", http.StatusBadRequest)
		return
	}
	s.db.Exec("UPDATE accounts SET balance = balance + ? WHERE id = ?", p.State, p.ID) // want `webhook payload reaches the UPDATE of accounts\.balance`
}

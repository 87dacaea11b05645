package state

import (
	"database/sql"
	"net/http"
)

type adjustmentID struct {
	PaymentID string
	Status    string
}

type adjustment struct {
	ID     adjustmentID
	Status string
}

type adjustmentRow struct {
	PaymentID string
	Status    string
	Reason    *string
}

func rowOf(from adjustment) adjustmentRow {
	return adjustmentRow{
		PaymentID: from.ID.PaymentID,
		Status:    from.Status,
		Reason: func() *string {
			if from.ID.Status == "" {
				return nil
			}
			return &from.ID.Status
		}(),
	}
}

type adjustments struct{ db *sql.DB }

func (s *adjustments) insert(a adjustment) error {
	row := rowOf(a)
	_, err := s.db.Exec("INSERT INTO payment_adjustments (payment_id, status, reason) VALUES ($1, $2, $3)", row.PaymentID, row.Status, row.Reason)
	return err
}

// The client says which payment, the program says what becomes of it.
func (s *adjustments) reject(w http.ResponseWriter, r *http.Request) {
	a := adjustment{ID: adjustmentID{PaymentID: r.PathValue("id"), Status: "REJECTED"}, Status: "REJECTED"}
	if err := s.insert(a); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (s *adjustments) adjust(w http.ResponseWriter, r *http.Request) {
	a := adjustment{ID: adjustmentID{PaymentID: r.PathValue("id")}, Status: r.FormValue("status")}
	if err := s.insert(a); err != nil { // want `stores status as the client sent it`
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

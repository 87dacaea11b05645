package shapes

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

type relay struct{ db *sql.DB }

// Whether the merchant has got our own message is no transaction's state.
func (s *relay) paymentCallbackDelivered(w http.ResponseWriter, r *http.Request) {
	var m told
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		return
	}
	s.db.Exec("UPDATE callback_status SET status = ? WHERE order_id = ?", m.Status, m.OrderID)
}

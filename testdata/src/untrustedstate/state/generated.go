package state

import (
	"context"
	"database/sql"
	"net/http"
	"strconv"
)

// Status of a charge.
type Status string

// Statuses.
const (
	Paid   Status = "paid"
	Failed Status = "failed"
)

type queries struct{ db *sql.DB }

// A generator puts the query's name before it.
const updateChargeStatus = `-- name: UpdateChargeStatus :exec
UPDATE charges SET status = $2 WHERE id = $1
`

type updateChargeStatusParams struct {
	ID     string
	Status string
}

func (q *queries) UpdateChargeStatus(ctx context.Context, arg updateChargeStatusParams) error {
	_, err := q.db.ExecContext(ctx, updateChargeStatus, arg.ID, arg.Status)
	return err
}

type chargeNotification struct {
	ID     string
	Status Status
}

type chargeService struct{ queries *queries }

func (s *chargeService) apply(ctx context.Context, n *chargeNotification) error {
	return s.queries.UpdateChargeStatus(ctx, updateChargeStatusParams{ID: n.ID, Status: string(n.Status)})
}

func (s *chargeService) override(w http.ResponseWriter, r *http.Request) {
	arg := updateChargeStatusParams{ID: r.PathValue("id"), Status: r.FormValue("status")}
	_ = s.queries.UpdateChargeStatus(r.Context(), arg) // want `stores status as the client sent it`
}

// A page that makes a notification of its parameters is no webhook.
func (s *chargeService) landed(w http.ResponseWriter, r *http.Request) {
	n := &chargeNotification{ID: r.URL.Query().Get("ref"), Status: Paid}
	if r.URL.Query().Get("result") != "ok" {
		n.Status = Failed
	}
	_ = s.apply(r.Context(), n) // want `moves a transaction to a final state because a browser opened this page`
}

// Opening a page may open a charge.
func (s *chargeService) opened(w http.ResponseWriter, r *http.Request) {
	_ = s.apply(r.Context(), &chargeNotification{ID: r.URL.Query().Get("ref"), Status: "open"})
}

func (s *chargeService) approve(w http.ResponseWriter, r *http.Request) {
	approved, _ := strconv.ParseBool(r.FormValue("approved"))
	if approved {
		_ = s.queries.UpdateChargeStatus(r.Context(), updateChargeStatusParams{ID: r.PathValue("id"), Status: "paid"}) // want `happens because the request says so`
	}
}

func (s *chargeService) routes(mux *http.ServeMux) {
	mux.HandleFunc("PUT /charges/{id}/status", s.override)
	mux.HandleFunc("GET /checkout/return", s.landed)
	mux.HandleFunc("GET /checkout/return/opened", s.opened)
	mux.HandleFunc("POST /charges/{id}/approve", s.approve)
}

// Package handlers has a page whose route is registered in another package.
package handlers

import (
	"context"
	"net/http"
)

// Orders is the store.
type Orders interface {
	MarkPaid(ctx context.Context, id string) error
}

// Shop serves the shop.
type Shop struct{ Orders Orders }

// Finish is a page that browsers return to by its route only.
func (s *Shop) Finish(w http.ResponseWriter, r *http.Request) {
	_ = s.Orders.MarkPaid(r.Context(), r.URL.Query().Get("order"))
}

// Ship is a command of the staff.
func (s *Shop) Ship(w http.ResponseWriter, r *http.Request) {
	_ = s.Orders.MarkPaid(r.Context(), r.URL.Query().Get("order"))
}

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

// Receipt is such a page, too, and shows only what is stored.
func (s *Shop) Receipt(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(r.URL.Query().Get("order")))
}

// Payments is the provider's API.
type Payments interface {
	FetchStatus(ctx context.Context, id string) (string, error)
}

// Asking is a page that asks the provider.
type Asking struct {
	Orders   Orders
	Payments Payments
}

// Finish marks the order only when the provider says that it is paid.
func (a *Asking) Finish(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Query().Get("order")
	status, err := a.Payments.FetchStatus(r.Context(), id)
	if err != nil || status != "paid" {
		http.Redirect(w, r, "/cart", http.StatusSeeOther)
		return
	}
	_ = a.Orders.MarkPaid(r.Context(), id)
}

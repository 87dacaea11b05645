package shapes

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/midtrans/midtrans-go/coreapi"
)

type asking struct {
	orders interface {
		MarkPaid(ctx context.Context, id string) error
	}
	core coreapi.Client
}

type told struct {
	OrderID string `json:"order_id"`
	Status  string `json:"transaction_status"`
}

// The provider is asked, and what it answers is dropped.
func (a *asking) droppedPaymentWebhook(w http.ResponseWriter, r *http.Request) {
	var m told
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		return
	}
	if _, err := a.core.CheckTransaction(m.OrderID); err != nil {
		return
	}
	if m.Status == "settlement" {
		a.orders.MarkPaid(r.Context(), m.OrderID) // want `webhook payload reaches .*MarkPaid`
	}
}

// The provider says which order, the message whether it is paid.
func (a *asking) halfPaymentWebhook(w http.ResponseWriter, r *http.Request) {
	var m told
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		return
	}
	res, _ := a.core.CheckTransaction(m.OrderID)
	if m.Status == "settlement" {
		a.orders.MarkPaid(r.Context(), res.OrderID) // want `webhook payload reaches .*MarkPaid`
	}
}

// The provider decides; the message's type only says that there is something
// to ask for.
func (a *asking) askedPaymentWebhook(w http.ResponseWriter, r *http.Request) {
	var m told
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		return
	}
	if m.Status == "" || m.Status == "pending" {
		return
	}
	res, err := a.core.CheckTransaction(m.OrderID)
	if err != nil {
		return
	}
	if res.TransactionStatus == "settlement" {
		a.orders.MarkPaid(r.Context(), res.OrderID)
	}
}

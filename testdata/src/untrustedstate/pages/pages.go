// Package pages has the pages that browsers return to after paying.
package pages

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
	"github.com/razorpay/razorpay-go/utils"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
)

// Orders is the store.
type Orders interface {
	MarkPaid(ctx context.Context, id string) error
	CancelOrder(ctx context.Context, id string) error
	GetOrder(ctx context.Context, id string) (string, error)
}

type server struct {
	orders  Orders
	db      *sql.DB
	secret  string
	gateway Gateway
}

// Whoever opens the page has paid.
func (s *server) paymentSuccess(w http.ResponseWriter, r *http.Request) {
	s.orders.MarkPaid(r.Context(), r.URL.Query().Get("order_id")) // want `\(Orders\)\.MarkPaid moves a transaction to a final state because a browser opened this page`
	http.Redirect(w, r, "/thanks", http.StatusSeeOther)
}

// The status in the address is the customer's claim.
func (s *server) paymentReturn(c *gin.Context) {
	if c.Query("status") == "success" {
		s.db.Exec("UPDATE orders SET status = 'paid' WHERE id = ?", c.Query("order_id")) // want `the UPDATE of orders\.status moves a transaction to a final state because a browser opened this page`
	}
	c.Redirect(http.StatusSeeOther, "/thanks")
}

// A 3-D Secure return is a POST, and still the browser's.
func (s *server) threeDSReturn(c echo.Context) error {
	if c.FormValue("mdStatus") == "1" {
		return s.orders.MarkPaid(c.Request().Context(), c.FormValue("oid")) // want `\(Orders\)\.MarkPaid moves a transaction to a final state`
	}
	return c.NoContent(http.StatusOK)
}

// Registered for GET.
func (s *server) finishPayment(w http.ResponseWriter, r *http.Request) {
	s.orders.MarkPaid(r.Context(), chi.URLParam(r, "id")) // want `\(Orders\)\.MarkPaid moves a transaction to a final state`
}

// --- what is fine

// The provider is asked.
func (s *server) paymentReturnFetched(c *gin.Context) {
	intent, err := paymentintent.Get(c.Query("payment_intent"), nil)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	if intent.Status == stripe.PaymentIntentStatusSucceeded {
		s.orders.MarkPaid(c.Request.Context(), intent.ID)
	}
}

// The return's signature is checked.
func (s *server) razorpayReturn(w http.ResponseWriter, r *http.Request) {
	params := map[string]any{
		"razorpay_order_id":   r.FormValue("razorpay_order_id"),
		"razorpay_payment_id": r.FormValue("razorpay_payment_id"),
	}
	if !utils.VerifyPaymentSignature(params, r.FormValue("razorpay_signature"), s.secret) {
		http.Error(w, "bad signature", http.StatusBadRequest)
		return
	}
	s.orders.MarkPaid(r.Context(), r.FormValue("razorpay_order_id"))
}

// Gateway is a provider's client.
type Gateway interface {
	Capture(ctx context.Context, token string) error
}

// The provider captures, or refuses.
func (s *server) paypalReturn(w http.ResponseWriter, r *http.Request) {
	token := r.URL.Query().Get("token")
	if err := s.gateway.Capture(r.Context(), token); err != nil {
		http.Error(w, "not paid", http.StatusPaymentRequired)
		return
	}
	s.orders.MarkPaid(r.Context(), token)
}

// Only shown.
func (s *server) showResult(w http.ResponseWriter, r *http.Request) {
	status, err := s.orders.GetOrder(r.Context(), r.URL.Query().Get("order_id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	_, _ = w.Write([]byte(status))
}

// A command of the customer, not a page.
func (s *server) cancelOrder(w http.ResponseWriter, r *http.Request) {
	s.orders.CancelOrder(r.Context(), chi.URLParam(r, "id"))
}

func routes(s *server) {
	r := chi.NewRouter()
	r.Get("/payments/{id}/finish", s.finishPayment)
	r.Post("/orders/{id}/cancel", s.cancelOrder)
	r.Get("/payments/result", s.showResult)
}

// Package handler serves callbacks two packages away from the database.
package handler

import (
	"context"
	"encoding/json"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"webhookauth/layers/domain"
	"webhookauth/layers/service"
)

// Handler calls the service directly.
type Handler struct{ svc *service.Service }

func (h *Handler) notification(c *gin.Context) {
	var in domain.Callback
	if err := c.ShouldBindJSON(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	if err := h.svc.ProcessPayment(c.Request.Context(), &in); err != nil { // want `webhook payload reaches \(\*Service\)\.ProcessPayment \(the UPDATE of Transaction\.Status\)`
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, gin.H{})
}

func (h *Handler) paymentNotificationVerified(c *gin.Context) {
	body, err := io.ReadAll(c.Request.Body)
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	if err := h.svc.Verify(body, c.GetHeader("Stripe-Signature")); err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	var in domain.Callback
	if json.Unmarshal(body, &in) == nil {
		h.svc.ProcessPayment(c.Request.Context(), &in) // want `\(\*Service\)\.ProcessPayment \(the UPDATE of Transaction\.Status\) moves the order to "paid" because of an event whose amount`
	}
}

func (h *Handler) paymentNotificationInside(c *gin.Context) {
	body, _ := io.ReadAll(c.Request.Body)
	if err := h.svc.Handle(c.Request.Context(), body, c.GetHeader("Stripe-Signature")); err != nil { // want `\(\*Service\)\.Handle \(the UPDATE of Transaction\.Status\) moves the order to "paid" because of an event whose amount`
		c.Status(http.StatusBadRequest)
	}
}

// Usecase is declared by its consumer; what implements it imports this package
// or is put together in main.
type Usecase interface {
	ProcessPayment(ctx context.Context, id int, status string) error
	GetPayment(ctx context.Context, id int) (*domain.Transaction, error)
	VerifyCallback(ctx context.Context, body []byte, sig string) (bool, error)
}

// Consumer has the interface only.
type Consumer struct{ uc Usecase }

func (h *Consumer) callback(w http.ResponseWriter, r *http.Request) {
	var in domain.Callback
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_ = h.uc.ProcessPayment(r.Context(), in.OrderID, in.TransactionStatus) // want `webhook payload reaches \(Usecase\)\.ProcessPayment`
}

// Reading is no effect.
func (h *Consumer) callbackRead(w http.ResponseWriter, r *http.Request) {
	var in domain.Callback
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	t, err := h.uc.GetPayment(r.Context(), in.OrderID)
	if err != nil {
		return
	}
	_ = json.NewEncoder(w).Encode(t)
}

// A verifier that cannot be seen is taken at its word.
func (h *Consumer) callbackVerified(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	ok, err := h.uc.VerifyCallback(r.Context(), body, r.Header.Get("X-Signature"))
	if err != nil || !ok {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var in domain.Callback
	_ = json.Unmarshal(body, &in)
	_ = h.uc.ProcessPayment(r.Context(), in.OrderID, in.TransactionStatus)
}

// PaymentClient calls another service.
type PaymentClient interface {
	NotifyPayment(ctx context.Context, in *domain.Callback) error
	QueryPayment(ctx context.Context, id int) (*domain.Transaction, error)
}

// Gateway is a provider's adapter, which may verify by itself.
type Gateway interface {
	HandleWebhook(ctx context.Context, in *domain.Callback) error
}

// Relay hands messages on.
type Relay struct {
	client  PaymentClient
	gateway Gateway
}

func (h *Relay) callback(w http.ResponseWriter, r *http.Request) {
	var in domain.Callback
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_ = h.client.NotifyPayment(r.Context(), &in) // want `webhook payload reaches \(PaymentClient\)\.NotifyPayment`
}

func (h *Relay) callbackQuery(w http.ResponseWriter, r *http.Request) {
	var in domain.Callback
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_, _ = h.client.QueryPayment(r.Context(), in.OrderID)
}

func (h *Relay) callbackAdapter(w http.ResponseWriter, r *http.Request) {
	var in domain.Callback
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_ = h.gateway.HandleWebhook(r.Context(), &in)
}

// Package handlers has handlers whose routes are registered in another package.
package handlers

import (
	"context"

	"github.com/gin-gonic/gin"
)

// Orders is the store.
type Orders interface {
	MarkPaid(ctx context.Context, id string) error
	SetNote(ctx context.Context, id, note string) error
}

// Handler serves payments.
type Handler struct{ Orders Orders }

type message struct {
	Order string `json:"order"`
}

// Inbound is a webhook's handler by its route only.
func (h *Handler) Inbound(c *gin.Context) {
	var m message
	if err := c.ShouldBindJSON(&m); err != nil {
		return
	}
	_ = h.Orders.MarkPaid(c.Request.Context(), m.Order)
}

// Ping is one, too, and changes nothing.
func (h *Handler) Ping(c *gin.Context) {
	var m message
	if err := c.ShouldBindJSON(&m); err != nil {
		return
	}
	c.JSON(200, m)
}

// PaymentWebhook says by its name what it is: reported here, not at the route.
func (h *Handler) PaymentWebhook(c *gin.Context) {
	var m message
	if err := c.ShouldBindJSON(&m); err != nil {
		return
	}
	_ = h.Orders.MarkPaid(c.Request.Context(), m.Order) // want `webhook payload reaches \(Orders\)\.MarkPaid`
}

// Finish is a page that browsers return to by its route only.
func (h *Handler) Finish(c *gin.Context) {
	_ = h.Orders.MarkPaid(c.Request.Context(), c.Query("order"))
}

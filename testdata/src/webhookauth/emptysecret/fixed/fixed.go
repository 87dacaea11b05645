// Package fixed refuses webhooks until a secret is configured.
package fixed

import (
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/stripe/stripe-go/v82/webhook"

	"webhookauth/emptysecret/setting"
)

// Recharge credits a user.
type Recharge interface {
	Recharge(reference string) error
}

var orders Recharge

// StripeWebhook answers only when Stripe is configured.
func StripeWebhook(c *gin.Context) {
	if setting.StripeWebhookSecret == "" {
		c.AbortWithStatus(http.StatusForbidden)
		return
	}
	payload, err := io.ReadAll(c.Request.Body)
	if err != nil {
		c.AbortWithStatus(http.StatusServiceUnavailable)
		return
	}
	event, err := webhook.ConstructEventWithOptions(payload, c.GetHeader("Stripe-Signature"), setting.StripeWebhookSecret,
		webhook.ConstructEventOptions{IgnoreAPIVersionMismatch: true})
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	orders.Recharge(event.ID)
	c.Status(http.StatusOK)
}

func enabled() bool { return setting.StripeWebhookSecret != "" }

// StripeWebhookEnabled asks a function.
func StripeWebhookEnabled(c *gin.Context) {
	if !enabled() {
		c.AbortWithStatus(http.StatusForbidden)
		return
	}
	payload, err := io.ReadAll(c.Request.Body)
	if err != nil {
		return
	}
	event, err := webhook.ConstructEvent(payload, c.GetHeader("Stripe-Signature"), setting.StripeWebhookSecret)
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	orders.Recharge(event.ID)
}

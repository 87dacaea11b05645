// Package vulnerable is a reduction of GHSA-xff3-5c9p-2mr4: with no secret
// configured, a signature made with the empty key verifies.
package vulnerable

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

// StripeWebhook is public whether or not Stripe is configured.
func StripeWebhook(c *gin.Context) {
	payload, err := io.ReadAll(c.Request.Body)
	if err != nil {
		c.AbortWithStatus(http.StatusServiceUnavailable)
		return
	}
	event, err := webhook.ConstructEventWithOptions(payload, c.GetHeader("Stripe-Signature"), setting.StripeWebhookSecret, // want `StripeWebhookSecret may be empty, and then webhook\.ConstructEventWithOptions accepts forged signatures`
		webhook.ConstructEventOptions{IgnoreAPIVersionMismatch: true})
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	orders.Recharge(event.ID)
	c.Status(http.StatusOK)
}

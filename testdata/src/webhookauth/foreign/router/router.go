// Package router registers the handlers of package handlers.
package router

import (
	"crypto/hmac"
	"crypto/sha256"
	"io"
	"log"

	"github.com/gin-gonic/gin"

	"webhookauth/foreign/handlers"
)

func signed(key []byte) gin.HandlerFunc {
	return func(c *gin.Context) {
		body, err := io.ReadAll(c.Request.Body)
		if err != nil {
			c.AbortWithStatus(400)
			return
		}
		m := hmac.New(sha256.New, key)
		m.Write(body)
		if !hmac.Equal(m.Sum(nil), []byte(c.GetHeader("X-Signature"))) {
			log.Print("signature")
			c.AbortWithStatus(401)
			return
		}
		c.Next()
	}
}

// Routes puts everything together.
func Routes(r *gin.Engine, h *handlers.Handler, key []byte) {
	hooks := r.Group("/webhooks")
	hooks.POST("/acquirer", h.Inbound) // want `webhook payload of /webhooks/acquirer reaches \(\*Handler\)\.Inbound`
	hooks.POST("/ping", h.Ping)
	hooks.POST("/payment", h.PaymentWebhook)
	verified := r.Group("/webhooks/signed", signed(key))
	verified.POST("/acquirer", h.Inbound)
	r.POST("/orders/import", h.Inbound)
	r.GET("/checkout/success", h.Finish)
}

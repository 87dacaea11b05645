package pages

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func (s *server) moreRoutes(r *gin.Engine) {
	r.GET("/subscription/activate", s.activate)
	r.GET("/subscription/callback/success", s.afterCheckout)
	r.POST("/payment/3ds/complete", s.challenged)
}

// A subscription is active because somebody opened a link.
func (s *server) activate(c *gin.Context) {
	s.db.Exec("UPDATE subscriptions SET state = 'active' WHERE user_id = ?", c.Query("user")) // want `the UPDATE of subscriptions\.state moves a transaction to a final state`
}

// The route says callback, and success: the browser's.
func (s *server) afterCheckout(c *gin.Context) {
	s.db.Exec("UPDATE subscriptions SET state = 'active' WHERE id = ?", c.Query("id")) // want `the UPDATE of subscriptions\.state moves a transaction to a final state`
	c.Redirect(http.StatusFound, "/home")
}

// The bank's page posts the browser back.
func (s *server) challenged(c *gin.Context) {
	s.db.Exec("UPDATE payments SET status = 'authorized' WHERE id = ?", c.PostForm("MD")) // want `the UPDATE of payments\.status moves a transaction to a final state`
}

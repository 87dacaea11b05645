package commands

import (
	"context"

	"github.com/gin-gonic/gin"
)

var follows = map[string][]string{"pending": {"confirmed", "cancelled"}, "confirmed": {"shipped"}}

var states = []string{"pending", "confirmed", "shipped"}

// A loop over the states that may follow the stored one sets a flag.
func (s *shop) flagged(c *gin.Context) {
	ctx := context.Background()
	o, err := s.orders.Get(ctx, c.Param("id"))
	if err != nil {
		return
	}
	allowed := false
	for _, next := range follows[o.Status] {
		if next == c.Query("status") {
			allowed = true
			break
		}
	}
	if !allowed {
		c.JSON(409, "transition")
		return
	}
	_ = s.orders.SetStatus(ctx, o.ID, c.Query("status"))
}

// Knowing the states is not knowing which one follows.
func (s *shop) flaggedKnown(c *gin.Context) {
	ctx := context.Background()
	ok := false
	for _, name := range states {
		if name == c.Query("status") {
			ok = true
		}
	}
	if !ok {
		return
	}
	_ = s.orders.SetStatus(ctx, c.Param("id"), c.Query("status")) // want `\(Orders\)\.SetStatus stores status as the client sent it`
}

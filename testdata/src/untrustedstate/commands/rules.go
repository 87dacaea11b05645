package commands

import (
	"context"
	"fmt"

	"github.com/gin-gonic/gin"
)

// mayMove knows which states follow which.
func mayMove(id, current, proposed string) error {
	switch current {
	case "reviewable":
		if proposed == "pending" || proposed == "cancelled" {
			return nil
		}
	case "pending":
		if proposed == "cancelled" {
			return nil
		}
	}
	return fmt.Errorf("%s: %s does not follow %s", id, proposed, current)
}

// The team's own rule is handed the stored state and the one asked for.
func (s *shop) moveOrder(c *gin.Context) {
	ctx := context.Background()
	o, err := s.orders.Get(ctx, c.Param("id"))
	if err != nil {
		return
	}
	if err := mayMove(o.ID, o.Status, c.Query("status")); err != nil {
		c.JSON(409, err.Error())
		return
	}
	_ = s.orders.SetStatus(ctx, o.ID, c.Query("status"))
}

// A comparison with the owner is no rule about states.
func (s *shop) moveOwnOrder(c *gin.Context) {
	ctx := context.Background()
	o, err := s.orders.Get(ctx, c.Param("id"))
	if err != nil || o.ID != c.GetHeader("X-Order") {
		return
	}
	_ = s.orders.SetStatus(ctx, o.ID, c.Query("status")) // want `\(Orders\)\.SetStatus stores status as the client sent it`
}

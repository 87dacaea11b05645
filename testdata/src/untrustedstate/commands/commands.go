// Package commands has handlers that look like pages or like somebody writing
// what a client has sent.
package commands

import (
	"context"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/redis/go-redis/v9"
)

type order struct {
	ID     string
	Status string
	Price  float64
}

// Orders is the store.
type Orders interface {
	Get(ctx context.Context, id string) (*order, error)
	SetStatus(ctx context.Context, id, status string) error
	Balance(ctx context.Context, user string) (float64, error)
	UpdateBalance(ctx context.Context, user string, balance float64) error
}

type shop struct {
	orders Orders
	rdb    *redis.Client
}

func (s *shop) routes(r *gin.Engine) {
	r.PUT("/orders/return", s.ReturnUserOrder)
	r.PUT("/orders/status", s.changeStatus)
	r.PUT("/orders/status/any", s.setStatus)
	r.POST("/orders", s.payFromWallet)
	r.POST("/wallet/add", s.addToWallet)
}

// ReturnUserOrder sends goods back; no browser comes from a provider here.
func (s *shop) ReturnUserOrder(c *gin.Context) {
	_ = s.orders.SetStatus(c.Request.Context(), c.Query("id"), "refunded")
}

// The service knows the states and looks at the stored one.
func (s *shop) changeStatus(c *gin.Context) {
	if err := s.change(c.Request.Context(), c.Query("id"), c.Query("status")); err != nil {
		c.JSON(http.StatusConflict, err.Error())
	}
}

var known = map[string]bool{"shipped": true, "cancelled": true, "delivered": true}

func (s *shop) change(ctx context.Context, id, status string) error {
	if !known[status] {
		return errors.New("unknown status")
	}
	o, err := s.orders.Get(ctx, id)
	if err != nil {
		return err
	}
	switch status {
	case "shipped":
		if o.Status == "cancelled" {
			return errors.New("cancelled already")
		}
	case "delivered":
		if o.Status != "shipped" {
			return errors.New("not shipped")
		}
	}
	return s.orders.SetStatus(ctx, id, status)
}

// Nobody asks what the state is.
func (s *shop) setStatus(c *gin.Context) {
	_ = s.orders.SetStatus(c.Request.Context(), c.Query("id"), c.Query("status")) // want `\(Orders\)\.SetStatus stores status as the client sent it`
}

// What is left after paying is no money from the client.
func (s *shop) payFromWallet(c *gin.Context) {
	var o order
	if err := c.ShouldBindJSON(&o); err != nil {
		return
	}
	left, err := s.orders.Balance(c.Request.Context(), c.GetHeader("X-User"))
	if err != nil || left < o.Price {
		return
	}
	_ = s.pay(c.Request.Context(), c.GetHeader("X-User"), left-o.Price)
}

func (s *shop) pay(ctx context.Context, user string, left float64) error {
	return s.rdb.HSet(ctx, "wallet", "balance", left).Err()
}

// Money from nowhere.
func (s *shop) addToWallet(c *gin.Context) {
	var in struct{ Cents int64 }
	if err := c.ShouldBindJSON(&in); err != nil {
		return
	}
	s.rdb.HIncrBy(c.Request.Context(), "wallet:"+c.Query("user"), "balance", in.Cents) // want `the UPDATE of wallet:%v\.balance stores balance as the client sent it`
}

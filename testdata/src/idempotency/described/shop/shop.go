// Package shop describes its requests to package rest.
package shop

import (
	"context"
	"math/rand/v2"
	"strconv"
	"time"

	"idempotency/described/rest"
)

type payment struct{ ID, Status string }

type order struct {
	Amount int64  `json:"amount"`
	Number string `json:"order_number"`
}

type keyedOrder struct {
	Amount int64  `json:"amount"`
	Key    string `json:"idempotency_key"`
}

func pay(ctx context.Context, c *rest.Client, o order) (p payment, err error) {
	err = c.Post(ctx, "/v2/payments", o, &p) // want `the POST to /v2/payments is sent without an idempotency key`
	return p, err
}

func payOnce(ctx context.Context, c *rest.Client, key string, o order) (p payment, err error) {
	err = c.Post(ctx, "/v2/payments", o, &p, rest.Once(key))
	return p, err
}

func payInBody(ctx context.Context, c *rest.Client, o keyedOrder) (p payment, err error) {
	err = c.Post(ctx, "/v2/payments", o, &p)
	return p, err
}

func payInMap(ctx context.Context, c *rest.Client, id string) (p payment, err error) {
	err = c.Post(ctx, "/v2/payments", map[string]any{"idempotency_key": id}, &p)
	return p, err
}

func capture(ctx context.Context, c *rest.Client, id string) error {
	return c.Exec(ctx, "POST", "/v2/payments/"+id+"/captures", rest.JSON(map[string]int{"amount": 1})) // want `is sent without an idempotency key`
}

func captureTraced(ctx context.Context, c *rest.Client, id string) error {
	return c.Exec(ctx, "POST", "/v2/payments/"+id+"/captures", rest.Field("X-Trace", id)) // want `is sent without an idempotency key`
}

func captureOnce(ctx context.Context, c *rest.Client, id string) error {
	return c.Exec(ctx, "POST", "/v2/payments/"+id+"/captures", rest.Field("Idempotency-Key", "capture-"+id))
}

func refund(ctx context.Context, c *rest.Client, id string) error {
	return c.Exec(ctx, "POST", "/v2/refunds", rest.Once(id+strconv.FormatInt(time.Now().UnixNano(), 36))) // want `comes from time.Now`
}

func refundNamed(ctx context.Context, c *rest.Client, id string) error {
	return c.Exec(ctx, "POST", "/v2/refunds", rest.Field("Idempotency-Key", id+strconv.Itoa(rand.Int()))) // want `comes from rand.Int`
}

func settle(ctx context.Context, c *rest.Client) error {
	return c.Exec(ctx, "POST", "/v2/settlements", rest.Once("settle")) // want `carries the constant`
}

func settleOnce(ctx context.Context, c *rest.Client, batch string) error {
	return c.Exec(ctx, "POST", "/v2/settlements", rest.Once("settle-"+batch))
}

func get(ctx context.Context, c *rest.Client, id string) (p payment, err error) {
	return p, c.Exec(ctx, "GET", "/v2/payments/"+id, rest.Into(&p))
}

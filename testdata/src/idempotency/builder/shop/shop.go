// Package shop sends by a builder of another package.
package shop

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"

	"idempotency/builder/fluent"
)

type move struct {
	ID     string `json:"-"`
	Amount int64  `json:"amount"`
}

func transfer(ctx context.Context, c *http.Client, m move) error {
	return fluent.New(c).POST("transfers").Payload(m).Send(ctx) // want `the POST to transfers is sent without an idempotency key`
}

func transferOnce(ctx context.Context, c *http.Client, m move) error {
	return fluent.New(c).POST("transfers").Key(m.ID).Payload(m).Send(ctx)
}

func transferInBody(ctx context.Context, c *http.Client, id string) error {
	return fluent.New(c).POST("transfers").Payload(map[string]string{"idempotency_key": id}).Send(ctx)
}

func steps(ctx context.Context, c *http.Client, wallet string) error {
	b := fluent.New(c).POST("payments", wallet, "capture")
	b.With("X-Trace", wallet)
	return b.Send(ctx) // want `is sent without an idempotency key`
}

func stepsOnce(ctx context.Context, c *http.Client, wallet, op string) error {
	b := fluent.New(c).POST("payments", wallet, "capture")
	b.With("Idempotency-Key", op)
	return b.Send(ctx)
}

func constant(ctx context.Context, c *http.Client) error {
	return fluent.New(c).POST("payouts").Key("payout").Send(ctx) // want `carries the constant Idempotency-Key`
}

func read(ctx context.Context, c *http.Client, id string) error {
	return fluent.New(c).GET("payments", id).Send(ctx)
}

func newKey() string {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	return hex.EncodeToString(b)
}

func fresh(ctx context.Context, c *http.Client, m move) (err error) {
	for range 3 {
		m.ID = newKey()
		if err = transferOnce(ctx, c, m); err == nil { // want `is made by rand.Read in every attempt of the retry loop`
			return nil
		}
	}
	return err
}

// The key is made by a function, but before the loop.
func kept(ctx context.Context, c *http.Client, m move) (err error) {
	m.ID = newKey()
	for range 3 {
		if err = transferOnce(ctx, c, m); err == nil {
			return nil
		}
	}
	return err
}

// Doer is what others decorate.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type doerFunc func(*http.Request) (*http.Response, error)

func (f doerFunc) Do(r *http.Request) (*http.Response, error) { return f(r) }

var _ Doer = doerFunc(nil)

func decorated(d Doer) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, "https://api.example.com/refunds", nil)
	if err != nil {
		return nil, err
	}
	return d.Do(req) // want `the POST to /refunds is sent without an idempotency key`
}

func decoratedOnce(d Doer, key string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, "https://api.example.com/refunds", nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Idempotency-Key", key)
	return d.Do(req)
}

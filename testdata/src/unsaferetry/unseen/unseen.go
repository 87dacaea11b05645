// Package unseen depends on interfaces that are implemented elsewhere.
package unseen

import (
	"context"
	"errors"
	"time"
)

var errDeclined = errors.New("declined")

// Provider is a payment service provider.
type Provider interface {
	Refund(ctx context.Context, payment string, cents int64) error
	RefundOnce(ctx context.Context, payment string, cents int64, idempotencyKey string) error
	Status(ctx context.Context, payment string) (string, error)
}

// Repository keeps refunds.
type Repository interface {
	Refund(ctx context.Context, payment string, cents int64) error
}

func blind(ctx context.Context, p Provider, id string) (err error) {
	for i := range 3 { // want `the loop sends again the POST of Refund without an idempotency key`
		if err = p.Refund(ctx, id, 1); err == nil {
			return nil
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return err
}

func keyed(ctx context.Context, p Provider, id, key string) (err error) {
	for i := range 3 {
		if err = p.RefundOnce(ctx, id, 1, key); err == nil || errors.Is(err, errDeclined) {
			return err
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return err
}

func stored(ctx context.Context, r Repository, id string) (err error) {
	for i := range 3 {
		if err = r.Refund(ctx, id, 1); err == nil {
			return nil
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return err
}

func asked(ctx context.Context, p Provider, id string) (err error) {
	for i := range 3 {
		if s, serr := p.Status(ctx, id); serr != nil || s == "refunded" {
			return serr
		}
		if err = p.Refund(ctx, id, 1); err == nil || errors.Is(err, errDeclined) {
			return err
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return err
}

// PaymentGateway names the payment by its id, which says nothing about the refund.
type PaymentGateway interface {
	Refund(ctx context.Context, externalID string, cents int64) error
	Charge(ctx context.Context, orderID string, cents int64) error
}

func byID(ctx context.Context, g PaymentGateway, id string) (err error) {
	for i := range 3 { // want `the loop sends again the POST of Refund without an idempotency key`
		if err = g.Refund(ctx, id, 1); err == nil || errors.Is(err, errDeclined) {
			return err
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return err
}

// The order may well be the key.
func byOrder(ctx context.Context, g PaymentGateway, id string) (err error) {
	for i := range 3 {
		if err = g.Charge(ctx, id, 1); err == nil || errors.Is(err, errDeclined) {
			return err
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return err
}

// Policy says what is tried again.
type Policy struct {
	Max   int
	Retry func(error) bool
}

// Run runs f again.
func (p Policy) Run(f func() error) (err error) {
	for i := range p.Max {
		if err = f(); err == nil || !p.Retry(err) {
			return err
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return err
}

func told(ctx context.Context, pol Policy, p Provider, id, key string) error {
	return pol.Run(func() error { return p.RefundOnce(ctx, id, 1, key) })
}

func cascade(ctx context.Context, ps []Provider, id, key string) (err error) {
	for _, p := range ps { // want `the failover sends the POST of RefundOnce to the next provider`
		if err = p.RefundOnce(ctx, id, 1, key); err == nil {
			return nil
		}
	}
	return err
}

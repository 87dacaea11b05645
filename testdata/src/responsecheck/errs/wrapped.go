package checkout

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/refund"
)

type provider interface {
	Refund(ctx context.Context, id string) error
}

type stripeProvider struct{}

func (stripeProvider) Refund(ctx context.Context, id string) error {
	_, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)})
	return err
}

var _ provider = stripeProvider{}

func wrapperDropped(ctx context.Context, p stripeProvider, id string) {
	_ = p.Refund(ctx, id) // want `error of .*Refund, which sends a payment request, is ignored`
}

func interfaceDropped(ctx context.Context, p provider, id string) string {
	if err := p.Refund(ctx, id); err != nil { // want `Refund, which sends a payment request, is only logged`
		log.Println(err)
	}
	return "refunded"
}

func wrapperChecked(ctx context.Context, p provider, id string) error {
	if err := p.Refund(ctx, id); err != nil {
		return fmt.Errorf("refund %s: %w", id, err)
	}
	return nil
}

func each(ctx context.Context, p provider, ids []string) string {
	for _, id := range ids {
		if err := p.Refund(ctx, id); err != nil { // want `Refund, which sends a payment request, is only logged`
			log.Println(err)
		}
	}
	return "refunded"
}

func eachJoined(ctx context.Context, p provider, ids []string) error {
	var all error
	for _, id := range ids {
		if err := p.Refund(ctx, id); err != nil {
			all = errors.Join(all, err)
		}
	}
	return all
}

func eachListed(ctx context.Context, p provider, ids []string, failed chan<- string) {
	for _, id := range ids {
		if err := p.Refund(ctx, id); err != nil {
			failed <- id
		}
	}
}

// The charge is taken back on a path that fails anyway.
func compensation(ctx context.Context, p provider, id string, err error) error {
	if err != nil {
		_ = p.Refund(ctx, id)
		return fmt.Errorf("order %s: %w", id, err)
	}
	return nil
}

type orders struct{ db *sql.DB }

func (o *orders) markPaid(ctx context.Context, id string) {
	o.db.ExecContext(ctx, "UPDATE orders SET status = 'paid' WHERE id = ?", id) // want `stores the state of a payment, is ignored`
}

func (o *orders) markPaidChecked(ctx context.Context, id string) error {
	_, err := o.db.ExecContext(ctx, "UPDATE orders SET status = 'paid' WHERE id = ?", id)
	return err
}

func (o *orders) seen(ctx context.Context, id string) {
	o.db.ExecContext(ctx, "UPDATE visits SET seen = 1 WHERE id = ?", id)
}

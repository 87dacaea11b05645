// Package activities has what a workflow engine runs; the worker that
// registers it is elsewhere.
package activities

import (
	"context"
	"fmt"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/refund"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
)

// Payments are the activities.
type Payments struct{}

// Refund sends a refund.
func (p *Payments) Refund(ctx context.Context, id string) error {
	_, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)}) // want `temporal runs this again when it fails, which sends refund.New without an idempotency key`
	return err
}

// RefundOnce has a key.
func (p *Payments) RefundOnce(ctx context.Context, id string) error {
	params := &stripe.RefundParams{PaymentIntent: stripe.String(id)}
	params.SetIdempotencyKey("refund-" + id)
	_, err := refund.New(params)
	return err
}

// RefundNumbered has a key that changes with the attempt.
func (p *Payments) RefundNumbered(ctx context.Context, id string) error {
	params := &stripe.RefundParams{PaymentIntent: stripe.String(id)}
	params.SetIdempotencyKey(fmt.Sprintf("refund-%s-%d", id, activity.GetInfo(ctx).Attempt))
	_, err := refund.New(params) // want `temporal runs this again when it fails, which sends refund.New with another key in every attempt`
	return err
}

// RefundActivity has the activity's id in its key, which stays.
func (p *Payments) RefundActivity(ctx context.Context, id string) error {
	params := &stripe.RefundParams{PaymentIntent: stripe.String(id)}
	params.SetIdempotencyKey("refund-" + activity.GetInfo(ctx).ActivityID)
	_, err := refund.New(params)
	return err
}

// RefundNever is not tried again.
func (p *Payments) RefundNever(ctx context.Context, id string) error {
	if _, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)}); err != nil {
		return temporal.NewNonRetryableApplicationError("refund", "refund", err)
	}
	return nil
}

// helper is no activity.
func (p *Payments) helper(ctx context.Context, id string) error {
	_, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)})
	return err
}

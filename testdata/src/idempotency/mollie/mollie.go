// Package mollie has an SDK whose configuration makes the keys.
package mollie

import (
	"context"

	"github.com/VictorAvelar/mollie-api-go/v4/mollie"
)

func without(ctx context.Context) error {
	c, err := mollie.NewClient(nil, mollie.NewAPIConfig(false))
	if err != nil {
		return err
	}
	_, _, err = c.Payments.Create(ctx, mollie.CreatePayment{}, nil) // want `PaymentsService\).Create is sent without an idempotency key`
	return err
}

func with(ctx context.Context) error {
	c, err := mollie.NewClient(nil, mollie.NewAPIConfig(true))
	if err != nil {
		return err
	}
	_, _, err = c.Payments.Create(ctx, mollie.CreatePayment{}, nil)
	return err
}

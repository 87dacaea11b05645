// Package runners gives payments to retriers.
package runners

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
	"github.com/stripe/stripe-go/v82/refund"

	"unsaferetry/retryutil"
)

var errDeclined = errors.New("declined")

func create() error {
	_, err := paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(1)})
	return err
}

func createKeyed(key string) error {
	params := &stripe.PaymentIntentParams{Amount: stripe.Int64(1)}
	params.SetIdempotencyKey(key)
	_, err := paymentintent.New(params)
	return err
}

func library() error {
	return backoff.Retry(create, backoff.NewExponentialBackOff()) // want `backoff.Retry sends again paymentintent.New without an idempotency key`
}

func closure() error {
	return retry.Do(func() error { // want `retry-go.Do sends again refund.New without an idempotency key`
		_, err := refund.New(&stripe.RefundParams{})
		return err
	}, retry.Attempts(3))
}

func all(key string) error {
	return retry.Do(func() error { return createKeyed(key) }, retry.Attempts(3)) // want `retry-go.Do sends again paymentintent.New whatever the error is`
}

func some(key string) error {
	return retry.Do(func() error { return createKeyed(key) }, retry.Attempts(3), retry.RetryIf(func(err error) bool {
		return !errors.Is(err, errDeclined)
	}))
}

func permanent(key string) error {
	return backoff.Retry(func() error {
		err := createKeyed(key)
		if errors.Is(err, errDeclined) {
			return backoff.Permanent(err)
		}
		return err
	}, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 3))
}

func own(ctx context.Context) error {
	return retryutil.Do(ctx, create) // want `Do sends again paymentintent.New without an idempotency key`
}

func ownKeyed(ctx context.Context, key string) error {
	return retryutil.Do(ctx, func() error { // want `Do sends again paymentintent.New whatever the error is`
		return createKeyed(key)
	})
}

func ownSafe(ctx context.Context, key string) error {
	return retryutil.Classified(ctx, func() error { return createKeyed(key) })
}

func once() error {
	return retryutil.Once(create)
}

func try(n int, fn func() error) (err error) {
	for ; n > 0; n-- {
		if err = fn(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func local() error {
	return try(3, func() error { return create() }) // want `try sends again paymentintent.New without an idempotency key`
}

func reads(ctx context.Context) error {
	return retryutil.Do(ctx, func() error {
		_, err := paymentintent.Get("pi", nil)
		return err
	})
}

func otherPosts() error {
	return try(3, func() error {
		_, err := http.Post("https://api.example.com/articles", "", nil)
		return err
	})
}

// A transaction of the own database may be repeated.
func transaction(ctx context.Context, begin func() error) error {
	return retryutil.Do(ctx, begin)
}

package runners

import (
	"context"
	"errors"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	goretry "github.com/sethvargo/go-retry"
)

func forEver(key string) error {
	op := func() error {
		err := createKeyed(key)
		if errors.Is(err, errDeclined) {
			return backoff.Permanent(err)
		}
		return err
	}
	if key == "elapsed" {
		b := backoff.NewExponentialBackOff()
		b.MaxElapsedTime = 0
		return backoff.Retry(op, b) // want `backoff.Retry sends again paymentintent.New without limit`
	}
	if key == "background" {
		return backoff.Retry(op, backoff.WithContext(backoff.NewConstantBackOff(time.Second), context.Background())) // want `backoff.Retry sends again paymentintent.New without limit`
	}
	return backoff.Retry(op, backoff.NewConstantBackOff(time.Second)) // want `backoff.Retry sends again paymentintent.New without limit`
}

func atOnce(key string) error {
	op := func() error {
		err := createKeyed(key)
		if errors.Is(err, errDeclined) {
			return backoff.Permanent(err)
		}
		return err
	}
	return backoff.Retry(op, backoff.WithMaxRetries(&backoff.ZeroBackOff{}, 3)) // want `backoff.Retry sends again paymentintent.New without a pause`
}

func policy(ctx context.Context) backoff.BackOff {
	return backoff.WithContext(backoff.NewConstantBackOff(time.Second), ctx)
}

func ended(ctx context.Context, key string) error {
	op := func() error {
		err := createKeyed(key)
		if errors.Is(err, errDeclined) {
			return backoff.Permanent(err)
		}
		return err
	}
	switch key {
	case "context":
		return backoff.Retry(op, policy(ctx))
	case "exponential":
		return backoff.Retry(op, backoff.NewExponentialBackOff())
	}
	return backoff.Retry(op, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Second), 4))
}

func marked(ctx context.Context, key string) error {
	f := func(ctx context.Context) error {
		err := createKeyed(key)
		if errors.Is(err, errDeclined) {
			return err
		}
		return goretry.RetryableError(err)
	}
	if key == "background" {
		return goretry.Do(context.Background(), goretry.NewConstant(time.Second), f) // want `go-retry.Do sends again paymentintent.New without limit`
	}
	if key == "limited" {
		return goretry.Do(context.Background(), goretry.WithMaxRetries(3, goretry.NewConstant(time.Second)), f)
	}
	return goretry.Do(ctx, goretry.NewConstant(time.Second), f)
}

func attempts(ctx context.Context, key string) error {
	f := func() error { return createKeyed(key) }
	tells := retry.RetryIf(func(err error) bool { return !errors.Is(err, errDeclined) })
	if key == "context" {
		return retry.Do(f, retry.Attempts(0), retry.Context(ctx), tells)
	}
	return retry.Do(f, retry.Attempts(0), tells) // want `retry-go.Do sends again paymentintent.New without limit`
}

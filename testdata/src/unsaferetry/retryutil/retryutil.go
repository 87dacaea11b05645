// Package retryutil has retriers of the module.
package retryutil

import (
	"context"
	"errors"
	"time"
)

// Do runs fn until it works, three times at most.
func Do(ctx context.Context, fn func() error) error {
	var err error
	for i := 0; i < 3; i++ {
		if err = fn(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// ErrPermanent ends the attempts.
var ErrPermanent = errors.New("permanent")

// Classified runs fn until it works or cannot.
func Classified(ctx context.Context, fn func() error) error {
	for {
		err := fn()
		if err == nil || errors.Is(err, ErrPermanent) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// Once runs fn once.
func Once(fn func() error) error { return fn() }

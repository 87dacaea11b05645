package payment

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"time"
)

// attempts is how often a call is tried.
const attempts = 4

// firstPause is the pause after the first failure; a variable for the tests.
var firstPause = 200 * time.Millisecond

// Retry repeats a call that failed for a reason that may pass, with growing
// pauses. The call must be safe to repeat: a read, or a write that carries the
// same idempotency key each time.
func Retry(ctx context.Context, call func() error) error {
	pause := firstPause
	for attempt := 1; ; attempt++ {
		err := call()
		if err == nil || attempt == attempts || !temporary(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(pause + rand.N(pause/2+1)):
		}
		pause *= 2
	}
}

func temporary(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.Temporary()
	}
	var netErr net.Error
	return errors.As(err, &netErr)
}

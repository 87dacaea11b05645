package payment

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestRetry(t *testing.T) {
	firstPause = time.Millisecond
	busy := &StatusError{Operation: "refund", Status: 503}
	for _, c := range []struct {
		name  string
		err   error
		calls int
	}{
		{"success", nil, 1},
		{"declined", ErrDeclined, 1},
		{"bad request", &StatusError{Operation: "refund", Status: 400}, 1},
		{"always busy", busy, attempts},
	} {
		calls := 0
		err := Retry(context.Background(), func() error { calls++; return c.err })
		if !errors.Is(err, c.err) || calls != c.calls {
			t.Errorf("%s: %d calls and %v, want %d and %v", c.name, calls, err, c.calls, c.err)
		}
	}
}

func TestRetryStopsWithTheContext(t *testing.T) {
	firstPause = time.Hour
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := Retry(ctx, func() error { return &StatusError{Status: 503} })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Retry = %v", err)
	}
}

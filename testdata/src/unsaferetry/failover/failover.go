// Package failover tries one provider after another.
package failover

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/sethvargo/go-retry"
)

// Provider takes payments.
type Provider struct {
	Base   string
	client *http.Client
}

// Charge sends a payment.
func (p *Provider) Charge(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, "POST", p.Base+"/charges", strings.NewReader(`{"amount":1}`))
	if err != nil {
		return err
	}
	res, err := p.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != 201 {
		return errors.New(res.Status)
	}
	return nil
}

// Key sends a payment with a key.
func (p *Provider) Key(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, "POST", p.Base+"/charges", nil)
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", id)
	res, err := p.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode == 429 || res.StatusCode >= 500 {
		return retry.RetryableError(errors.New(res.Status))
	}
	if res.StatusCode != 201 {
		return errors.New(res.Status)
	}
	return nil
}

func any1(ctx context.Context, ps []*Provider, id string) error {
	for _, p := range ps { // want `the failover sends the POST of Charge to the next provider whatever became of it`
		if err := p.Charge(ctx, id); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("no provider")
}

var errRefused = errors.New("refused")

// The next one is asked only when this one has refused.
func refused(ctx context.Context, ps []*Provider, id string) error {
	for _, p := range ps {
		err := p.Charge(ctx, id)
		if err == nil {
			return nil
		}
		if !errors.Is(err, errRefused) {
			return err
		}
	}
	return errors.New("no provider")
}

// Every provider gets a payment of its own.
func all(ctx context.Context, ps []*Provider, ids map[*Provider]string) error {
	for _, p := range ps {
		if err := p.Charge(ctx, ids[p]); err != nil {
			return err
		}
	}
	return nil
}

// Every error is marked as one that may heal.
func marksAll(ctx context.Context, p *Provider, id string) error {
	return retry.Do(ctx, retry.WithMaxRetries(3, retry.NewConstant(time.Second)), func(ctx context.Context) error { // want `go-retry.Do sends again the POST of Key whatever the error is`
		return retry.RetryableError(p.Key(ctx, id))
	})
}

// Only some are.
func marksSome(ctx context.Context, p *Provider, id string) error {
	return retry.Do(ctx, retry.WithMaxRetries(3, retry.NewConstant(time.Second)), func(ctx context.Context) error {
		err := p.Key(ctx, id)
		if isTemporary(err) {
			return retry.RetryableError(err)
		}
		return err
	})
}

func isTemporary(err error) bool { return errors.Is(err, context.DeadlineExceeded) }

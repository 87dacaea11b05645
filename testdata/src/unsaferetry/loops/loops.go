// Package loops sends payments in loops.
package loops

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
)

var errDeclined = errors.New("declined")

func charge(ctx context.Context, id, key string) error {
	req, err := http.NewRequestWithContext(ctx, "POST", "https://api.example.com/charges", nil)
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", key)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func unkeyed(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, "POST", "https://api.example.com/charges", nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req)
	return err
}

func blind(ctx context.Context) error {
	var err error
	for i := 0; i < 3; i++ { // want `the loop sends again the POST of unkeyed without an idempotency key and without looking its status up`
		if err = unkeyed(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func blindSDK() (err error) {
	for range 5 { // want `the loop sends again paymentintent.New without an idempotency key`
		_, err = paymentintent.New(&stripe.PaymentIntentParams{Amount: stripe.Int64(1)})
		if err == nil {
			break
		}
	}
	return err
}

func fresh(ctx context.Context, id string) (err error) {
	for i := 0; i < 3; i++ { // want `the loop sends again the POST of charge with another key in every attempt`
		if err = charge(ctx, id, uuid.NewString()); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func delays(ctx context.Context) (err error) {
	for _, d := range []time.Duration{time.Second, time.Minute} { // want `the loop sends again the POST of unkeyed without`
		if err = unkeyed(ctx); err == nil {
			return nil
		}
		time.Sleep(d)
	}
	return err
}

func status(ctx context.Context) error {
	for attempt := 0; attempt < 3; attempt++ { // want `the loop sends again the POST of status without`
		req, err := http.NewRequestWithContext(ctx, "POST", "https://api.example.com/charges", nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil && resp.StatusCode == http.StatusOK {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errDeclined
}

func jump(ctx context.Context) error {
	n := 0
again:
	err := unkeyed(ctx) // want `the jump back sends again the POST of unkeyed without`
	if err != nil && n < 3 {
		n++
		time.Sleep(time.Second)
		goto again
	}
	return err
}

func recursive(ctx context.Context, left int) error {
	err := unkeyed(ctx)
	if err != nil && left > 0 {
		time.Sleep(time.Second)
		return recursive(ctx, left-1) // want `recursive calling itself sends again the POST of unkeyed without`
	}
	return err
}

// Walking a tree is no retry.
func recursiveWalk(ctx context.Context, depth int) error {
	if depth == 0 {
		return nil
	}
	if err := unkeyed(ctx); err != nil {
		return err
	}
	return recursiveWalk(ctx, depth-1)
}

func everything(ctx context.Context, id string) (err error) {
	for i := 0; i < 3; i++ { // want `the loop sends again the POST of charge whatever the error is`
		if err = charge(ctx, id, id); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func forever(id string) error {
	for { // want `the loop sends again the POST of charge without limit`
		err := charge(context.Background(), id, id)
		if err == nil || errors.Is(err, errDeclined) {
			return err
		}
		time.Sleep(time.Second)
	}
}

func hasty(id string) (err error) {
	for i := 0; i < 3; i++ { // want `the loop sends again the POST of charge without a pause`
		err = charge(context.Background(), id, id)
		if err == nil || errors.Is(err, errDeclined) {
			return err
		}
	}
	return err
}

func safe(ctx context.Context, id string) (err error) {
	for i := 0; i < 3; i++ {
		err = charge(ctx, id, id)
		if err == nil || errors.Is(err, errDeclined) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return err
}

func getStatus(ctx context.Context, id string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://api.example.com/charges/"+id, nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	return resp.Status, resp.Body.Close()
}

// The status is asked for before the charge is sent again.
func lookedUp(ctx context.Context, id string) (err error) {
	for i := 0; i < 3; i++ {
		if err = unkeyed(ctx); err == nil || errors.Is(err, errDeclined) {
			return err
		}
		time.Sleep(time.Second)
		if s, serr := getStatus(ctx, id); serr == nil && s == "paid" {
			return nil
		}
	}
	return err
}

type sentCharge struct{ id string }

func lookup(ctx context.Context, id string) (*sentCharge, error) {
	status, err := getStatus(ctx, id)
	if err != nil || status == "" {
		return nil, err
	}
	return &sentCharge{id}, nil
}

// From the second attempt on it looks for what the first one left.
func lookedFor(ctx context.Context, id string) (*sentCharge, error) {
	var last error
	for i := 0; i < 3; i++ {
		if i > 0 {
			found, err := lookup(ctx, id)
			if err != nil {
				return nil, err
			}
			if found != nil {
				return found, nil
			}
		}
		last = unkeyed(ctx)
		if last == nil || errors.Is(last, errDeclined) {
			return nil, last
		}
		time.Sleep(time.Second)
	}
	return nil, last
}

// The answer is logged and decides nothing.
func lookedAt(ctx context.Context, id string) (err error) {
	for i := 0; i < 3; i++ { // want `the loop sends again the POST of unkeyed without`
		if err = unkeyed(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second)
		s, _ := getStatus(ctx, id)
		fmt.Println(s)
	}
	return err
}

func poll(ctx context.Context, id string) error {
	for i := 0; i < 30; i++ {
		if s, err := getStatus(ctx, id); err == nil && s == "paid" {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errDeclined
}

type invoice struct{ ID string }

func items(ctx context.Context, invoices []invoice) error {
	for _, inv := range invoices {
		if err := charge(ctx, inv.ID, inv.ID); err != nil {
			return err
		}
	}
	return nil
}

// One charge per item, failures are skipped.
func itemsOn(ctx context.Context, invoices []invoice) {
	for _, inv := range invoices {
		if err := charge(ctx, inv.ID, inv.ID); err != nil {
			continue
		}
		fmt.Println("charged", inv.ID)
	}
}

// The first that can pays.
func firstOf(ctx context.Context, cards []invoice) error {
	for _, c := range cards {
		if err := charge(ctx, c.ID, c.ID); err == nil {
			return nil
		}
	}
	return errDeclined
}

func worker(ctx context.Context, jobs <-chan invoice) {
	for j := range jobs {
		if err := charge(ctx, j.ID, j.ID); err != nil {
			fmt.Println(err)
		}
	}
}

// Package keys makes idempotency keys well and badly.
package keys

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand"
	"net/http"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/google/uuid"
	"github.com/hibiken/asynq"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
)

type order struct {
	ID      string
	Attempt int
}

func send(key string) error {
	req, err := http.NewRequest("POST", "https://api.example.com/charges", nil)
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", key)
	_, err = http.DefaultClient.Do(req)
	return err
}

func literal() error {
	return send("my-key") // want `the POST to /charges carries the constant Idempotency-Key "my-key"`
}

const prefix = "pay"

func named() error {
	return send(prefix) // want `carries the constant Idempotency-Key "pay"`
}

func empty() error {
	return send("") // want `the key of the POST to /charges \(Idempotency-Key\) may be empty`
}

func maybe(o order, keyed bool) error {
	key := ""
	if keyed {
		key = o.ID
	}
	return send(key) // want `may be empty`
}

// One finding is enough: not a second one where it is called.
func maybeNamed(o order) error {
	key := ""
	if o.ID != "" {
		key = "order-" + o.ID
	}
	return send(key) // want `may be empty`
}

func callsMaybe(id string) error {
	return maybeNamed(order{ID: id})
}

func clock(o order) error {
	return send(fmt.Sprintf("%s-%d", o.ID, time.Now().UnixNano())) // want `comes from time.Now`
}

func clockText() error {
	return send(strconv.FormatInt(time.Now().Unix(), 10)) // want `comes from time.Now`
}

func dice(o order) error {
	return send(o.ID + strconv.Itoa(rand.Intn(1000))) // want `comes from rand.Intn`
}

// A key per day is what a daily charge wants.
func daily(o order) error {
	return send(o.ID + "-" + time.Now().Format("2006-01-02"))
}

func derived(o order) error {
	sum := sha256.Sum256([]byte("charge:" + o.ID))
	return send(hex.EncodeToString(sum[:]))
}

func named5(o order) error {
	return send(uuid.NewSHA1(uuid.NameSpaceOID, []byte(o.ID)).String())
}

// A random key that is used once is as good as it gets without a store.
func random() error {
	return send(uuid.NewString())
}

// A random suffix undoes the stable part.
func suffixed(o order) error {
	return send("charge-" + o.ID + "-" + uuid.New().String()) // want `ends in uuid.New, so that whoever sends it again has another key`
}

// The number of the attempt is stored with the order: a new attempt on purpose.
func numbered(o order) error {
	return send(fmt.Sprintf("%s-%d", o.ID, o.Attempt))
}

func loop() error {
	var err error
	for i := 0; i < 3; i++ {
		err = send(uuid.NewString()) // want `the key of the POST to /charges \(Idempotency-Key\) is made by uuid.NewString in every attempt of the retry loop`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func counter(o order) error {
	var err error
	for attempt := range 3 {
		err = send(fmt.Sprintf("%s-%d", o.ID, attempt)) // want `changes with every attempt of the retry loop`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func outside() error {
	key := uuid.NewString()
	var err error
	for i := 0; i < 3; i++ {
		if err = send(key); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// Every item has a key of its own.
func items(orders []order) error {
	for range orders {
		if err := send(uuid.NewString()); err != nil {
			return err
		}
	}
	return nil
}

// Failures of one item do not end the loop, and do not repeat it either.
func itemsOn(orders []order) (failed int) {
	for _, o := range orders {
		if err := send(uuid.NewString()); err != nil {
			failed++
			_ = o
			continue
		}
	}
	return failed
}

func closure() error {
	return backoff.Retry(func() error {
		params := &stripe.PaymentIntentParams{Amount: stripe.Int64(1)}
		params.SetIdempotencyKey(stripe.NewIdempotencyKey())
		_, err := paymentintent.New(params) // want `the key of paymentintent.New \(SetIdempotencyKey\) is made by .*NewIdempotencyKey in every attempt of backoff.Retry`
		return err
	}, backoff.NewExponentialBackOff())
}

func closureOutside(o order) error {
	key := uuid.NewString()
	params := &stripe.PaymentIntentParams{Amount: stripe.Int64(1)}
	params.SetIdempotencyKey(key)
	return backoff.Retry(func() error {
		_, err := paymentintent.New(params)
		return err
	}, backoff.NewExponentialBackOff())
}

// Only set when it is empty: the first attempt's key stays.
func onlyWhenEmpty(req *http.Request) error {
	var err error
	for i := 0; i < 3; i++ {
		if _, err = http.DefaultClient.Do(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// HandleCharge is run again by the queue.
func HandleCharge(ctx context.Context, t *asynq.Task) error {
	return send(uuid.NewString()) // want `is made by uuid.NewString in every attempt of the job that asynq runs again`
}

// HandleKeyed takes the key from the task.
func HandleKeyed(ctx context.Context, t *asynq.Task) error {
	return send(string(t.Payload()))
}

// A key that is made before the closure is one for all of its runs.

func sendTo(path, key string) error {
	req, err := http.NewRequest("POST", "https://api.example.com/charges/"+path, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", key)
	_, err = http.DefaultClient.Do(req)
	return err
}

func madeBefore(id string) error {
	key := uuid.NewString()
	return backoff.Retry(func() error {
		return sendTo(id, key)
	}, backoff.NewExponentialBackOff())
}

func madeInside(id string) error {
	return backoff.Retry(func() error {
		key := uuid.NewString()
		return sendTo(id, key) // want `is made by uuid.NewString in every attempt of backoff.Retry`
	}, backoff.NewExponentialBackOff())
}

// Package remote has clients whose keys take a way of their own: pairs of names
// and values, pipes, keys that are made once and kept.
package remote

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"
)

type money struct{ Amount int64 }

func post(path string, body io.Reader, headers ...string) error {
	req, err := http.NewRequest("POST", "https://api.example.com"+path, body)
	if err != nil {
		return err
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return errors.New(res.Status)
	}
	return nil
}

func capture(id string) error {
	return post("/payments/"+id+"/capture", nil, "X-Reason", "shipped") // want `is sent without an idempotency key`
}

func captureOnce(id string) error {
	return post("/payments/"+id+"/capture", nil, "X-Reason", "shipped", "Idempotency-Key", "capture-"+id)
}

type envelope struct {
	RequestID string `json:"request_id"`
	Data      any    `json:"data"`
}

func pipe(path string, e envelope) error {
	r, w := io.Pipe()
	go func() { w.CloseWithError(json.NewEncoder(w).Encode(e)) }()
	return post(path, r)
}

func piped(m money) error {
	return pipe("/payments/charge", envelope{Data: m}) // want `is sent without an idempotency key`
}

func pipedOnce(id string, m money) error {
	return pipe("/payments/charge", envelope{RequestID: id, Data: m})
}

type refund struct {
	once sync.Once
	key  string
}

func (r *refund) id() string {
	r.once.Do(func() { r.key = uuid.NewString() })
	return r.key
}

func (r *refund) lazy() string {
	if r.key == "" {
		r.key = uuid.NewString()
	}
	return r.key
}

func (r *refund) fresh() string {
	r.key = uuid.NewString()
	return r.key
}

func again(f func() error) (err error) {
	for i := range 3 {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return err
}

func kept(r *refund) error {
	return again(func() error { return post("/refunds", nil, "Idempotency-Key", r.id()) })
}

func keptLazily(r *refund) error {
	return again(func() error { return post("/refunds", nil, "Idempotency-Key", r.lazy()) })
}

func remade(r *refund) error {
	return again(func() error {
		return post("/refunds", nil, "Idempotency-Key", r.fresh()) // want `is made by uuid.NewString in every attempt`
	})
}

type recordStore struct{ kept map[string]string }

// Acquire makes an id and keeps it.
func (s *recordStore) Acquire(account string) (id string, err error) {
	id = uuid.NewString()
	s.kept[account] = id
	return id, nil
}

func stored(s *recordStore, account string) error {
	return again(func() error {
		id, err := s.Acquire(account)
		if err != nil {
			return err
		}
		return post("/refunds", nil, "Idempotency-Key", "refund-"+id)
	})
}

// Gateway is implemented where this package is imported.
type Gateway interface {
	Charge(key string, m money) error
}

func outOfSight(g Gateway, m money) error {
	return again(func() error {
		return g.Charge(uuid.NewString(), m) // want `is made by uuid.NewString in every attempt`
	})
}

func outOfSightOnce(g Gateway, m money) error {
	key := uuid.NewString()
	return again(func() error { return g.Charge(key, m) })
}

// Package remote has clients whose keys take a way of their own: pairs of names
// and values, pipes, keys that are made once and kept.
package remote

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/valyala/fasthttp"
)

func edited(path string, edit ...func(*http.Request)) error {
	req, err := http.NewRequest("POST", "https://api.example.com"+path, nil)
	if err != nil {
		return err
	}
	for _, e := range edit {
		e(req)
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

func language(r *http.Request) { r.Header.Set("Accept-Language", "pt") }

func settle(id string) error {
	return edited("/settlements", language) // want `is sent without an idempotency key`
}

func settleOnce(id string) error {
	return edited("/settlements", language, func(r *http.Request) { r.Header.Set("Idempotency-Key", "settle-"+id) })
}

// A name for the logs is no key, and nothing is wrong with its being new.
func traced(id string) error {
	return edited("/settlements", func(r *http.Request) { // want `is sent without an idempotency key`
		r.Header.Set("Request-Id", uuid.NewString())
	})
}

type sender struct {
	do func(*http.Request) (*http.Response, error)
}

func (s *sender) payout() (*http.Response, error) {
	req, err := http.NewRequest("POST", "https://api.example.com/payouts", nil)
	if err != nil {
		return nil, err
	}
	return s.do(req) // want `the POST to /payouts is sent without an idempotency key`
}

func (s *sender) payoutOnce(id string) (*http.Response, error) {
	req, err := http.NewRequest("POST", "https://api.example.com/payouts", nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Idempotency-Key", "payout-"+id)
	return s.do(req)
}

func prepare(req *fasthttp.Request, path string) {
	req.SetRequestURI("https://api.example.com" + path)
	req.Header.SetMethod("POST")
}

func fast(id string) error {
	req, res := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	prepare(req, "/payments/"+id+"/refund")
	return fasthttp.Do(req, res) // want `is sent without an idempotency key`
}

func fastOnce(id string) error {
	req, res := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	prepare(req, "/payments/"+id+"/refund")
	req.Header.Set("Idempotency-Key", "refund-"+id)
	return fasthttp.Do(req, res)
}

// A body that is a text already may hold anything.
type form struct{ text string }

func posted(f form) error { return post("/charges", strings.NewReader(f.text)) }

func texts(id string) error {
	return posted(form{"created=" + time.Now().String() + "&out_trade_no=" + id})
}

// A signature over the body is no key.
func signed(path string, secret, body []byte) error {
	req, err := http.NewRequest("POST", "https://api.example.com"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	req.Header.Set("X-Signature", hex.EncodeToString(mac.Sum(nil)))
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

func tip(secret []byte, m money) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return signed("/payments/send", secret, body) // want `is sent without an idempotency key`
}

func tipOnce(secret []byte, e envelope) error {
	e.RequestID = "tip-1"
	body, err := json.Marshal(envelope{RequestID: e.RequestID, Data: 1})
	if err != nil {
		return err
	}
	return signed("/payments/send", secret, body) // want `carries the constant`
}

func tipKeyed(secret []byte, id string) error {
	body, err := json.Marshal(envelope{RequestID: id, Data: 1})
	if err != nil {
		return err
	}
	return signed("/payments/send", secret, body)
}

const soap = `<Transfer><Amount>%d</Amount></Transfer>`

const soapOnce = `<Transfer><ns:ClientRequestId>%s</ns:ClientRequestId><Amount>%d</Amount></Transfer>`

func soapTransfer(cents int) error {
	return post("/transfers", strings.NewReader(fmt.Sprintf(soap, cents))) // want `is sent without an idempotency key`
}

func soapTransferOnce(id string, cents int) error {
	return post("/transfers", strings.NewReader(fmt.Sprintf(soapOnce, id, cents)))
}

// A message about an order is no order.
func notifyWhatsApp(order string) error {
	return post("/middleware/order-status/whatsapp", strings.NewReader(order))
}

type header struct{ name, value string }

func listed(path string, extra ...header) error {
	return edited(path, func(r *http.Request) {
		for _, h := range extra {
			r.Header.Set(h.name, h.value)
		}
	})
}

func posting(path string, extra ...header) error {
	req, err := http.NewRequest("POST", "https://api.example.com"+path, nil)
	if err != nil {
		return err
	}
	for _, h := range extra {
		req.Header.Set(h.name, h.value)
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

func disburse() error {
	return posting("/payouts", header{"X-Reason", "salary"}) // want `is sent without an idempotency key`
}

func disburseOnce(id string) error {
	return posting("/payouts", header{"X-Reason", "salary"}, header{"X-Idempotency-Key", id})
}

func disburseHeader(h header) error { return posting("/payouts", h) }

func disburseListed(id string) error { return listed("/payouts", header{"Idempotency-Key", id}) }

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

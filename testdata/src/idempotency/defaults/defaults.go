// Package defaults lets the client set keys.
package defaults

import (
	"net/http"

	"github.com/PuerkitoBio/rehttp"
	"github.com/go-resty/resty/v2"
	"github.com/google/uuid"
)

const pay = "https://api.example.com/payments"

type keyed struct{ next http.RoundTripper }

// RoundTrip sets a key when there is none.
func (t *keyed) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	if r.Header.Get("Idempotency-Key") == "" {
		r.Header.Set("Idempotency-Key", uuid.NewString())
	}
	return t.next.RoundTrip(r)
}

type plain struct{ next http.RoundTripper }

// RoundTrip sets something else.
func (t *plain) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("User-Agent", "shop")
	return t.next.RoundTrip(r)
}

type shop struct {
	keyed *http.Client
	plain *http.Client
	below *http.Client
	rest  *resty.Client
	hook  *resty.Client
}

func newShop() *shop {
	s := &shop{
		keyed: &http.Client{Transport: &keyed{http.DefaultTransport}},
		plain: &http.Client{Transport: &plain{http.DefaultTransport}},
		below: &http.Client{Transport: rehttp.NewTransport(&keyed{http.DefaultTransport}, rehttp.RetryMaxRetries(3), nil)},
		rest:  resty.New(),
	}
	s.hook = resty.New().OnBeforeRequest(func(c *resty.Client, r *resty.Request) error {
		r.SetHeader("Idempotency-Key", uuid.NewString())
		return nil
	})
	return s
}

func (s *shop) transport() (*http.Response, error) {
	req, _ := http.NewRequest("POST", pay, nil)
	return s.keyed.Do(req)
}

func (s *shop) otherTransport() (*http.Response, error) {
	req, _ := http.NewRequest("POST", pay, nil)
	return s.plain.Do(req) // want `the POST to /payments is sent without`
}

// Every attempt passes the transport below the retrying one.
func (s *shop) belowRetry() (*http.Response, error) {
	req, _ := http.NewRequest("POST", pay, nil)
	return s.below.Do(req) // want `uuid.NewString makes the key of the POST to /payments below rehttp.NewTransport`
}

func (s *shop) hooked() error {
	_, err := s.hook.R().Post(pay)
	return err
}

func (s *shop) unhooked() error {
	_, err := s.rest.R().Post(pay) // want `the POST to /payments is sent without`
	return err
}

// A package variable's transport.

var global = &http.Client{Transport: &keyed{http.DefaultTransport}}

func throughGlobal() (*http.Response, error) {
	req, _ := http.NewRequest("POST", pay, nil)
	return global.Do(req)
}

var globalPlain = &http.Client{Transport: &plain{http.DefaultTransport}}

func throughPlainGlobal() (*http.Response, error) {
	req, _ := http.NewRequest("POST", pay, nil)
	return globalPlain.Do(req) // want `the POST to /payments is sent without`
}

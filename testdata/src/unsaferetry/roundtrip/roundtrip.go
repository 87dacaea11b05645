// Package roundtrip has clients whose transports repeat requests.
package roundtrip

import (
	"net/http"
	"time"
)

type everything struct{ base http.RoundTripper }

func (t *everything) RoundTrip(r *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		res, err := t.base.RoundTrip(r)
		if err == nil && res.StatusCode != http.StatusServiceUnavailable || i == 4 {
			return res, err
		}
		time.Sleep(time.Second << i)
	}
}

type readsOnly struct{ base http.RoundTripper }

func (t *readsOnly) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodGet {
		return t.base.RoundTrip(r)
	}
	for i := 0; ; i++ {
		res, err := t.base.RoundTrip(r)
		if err == nil || i == 4 {
			return res, err
		}
		time.Sleep(time.Second << i)
	}
}

type shop struct{ all, reads *http.Client }

func newShop() *shop {
	return &shop{
		all:   &http.Client{Transport: &everything{http.DefaultTransport}},
		reads: &http.Client{Transport: &readsOnly{http.DefaultTransport}},
	}
}

func (s *shop) pay() (*http.Response, error) {
	return s.all.Post("https://api.example.com/payments", "", nil) // want `the transport everything sends the POST of pay again without an idempotency key`
}

func (s *shop) payOnce(key string) (*http.Response, error) {
	req, err := http.NewRequest("POST", "https://api.example.com/payments", nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Idempotency-Key", key)
	return s.all.Do(req)
}

func (s *shop) paySingle() (*http.Response, error) {
	return s.reads.Post("https://api.example.com/payments", "", nil)
}

func (s *shop) read() (*http.Response, error) { return s.all.Get("https://api.example.com/payments/1") }

// Package knobs has clients that repeat requests.
package knobs

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/go-resty/resty/v2"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/parnurzeal/gorequest"
)

const pay = "https://api.example.com/payments"

type shop struct {
	retrying *resty.Client
	plain    *resty.Client
	std      *http.Client
	hm       *httpclient.Client
}

func newShop() *shop {
	return &shop{
		retrying: resty.New().SetRetryCount(3),
		plain:    resty.New(),
		std:      retryablehttp.NewClient().StandardClient(),
		hm:       httpclient.NewClient(httpclient.WithRetryCount(2)),
	}
}

func (s *shop) blind() error {
	_, err := s.retrying.R().Post(pay) // want `\(resty.Client\).SetRetryCount sends the POST of blind again without an idempotency key`
	return err
}

func (s *shop) keyed(key string) error {
	_, err := s.retrying.R().SetHeader("Idempotency-Key", key).Post(pay)
	return err
}

func (s *shop) once() error {
	_, err := s.plain.R().Post(pay)
	return err
}

func (s *shop) read() error {
	_, err := s.retrying.R().Get(pay)
	return err
}

func (s *shop) standard() (*http.Response, error) {
	return s.std.Post(pay, "", strings.NewReader("{}")) // want `retryablehttp.NewClient sends the POST of standard again without`
}

func (s *shop) heimdall() (*http.Response, error) {
	return s.hm.Post(pay, strings.NewReader("{}"), nil) // want `httpclient.WithRetryCount sends the POST of heimdall again without`
}

func local() (*http.Response, error) {
	c := retryablehttp.NewClient()
	return c.Post(pay, "", []byte("{}")) // want `sends the POST of local again without`
}

func switchedOff() (*http.Response, error) {
	c := retryablehttp.NewClient()
	c.RetryMax = 0
	return c.Post(pay, "", []byte("{}"))
}

func quiet() *retryablehttp.Client {
	c := retryablehttp.NewClient()
	c.RetryMax = 0
	return c
}

func quietly() (*http.Response, error) { return quiet().Post(pay, "", []byte("{}")) }

func loud() *retryablehttp.Client {
	c := retryablehttp.NewClient()
	c.RetryMax = 7
	return c
}

func loudly() (*http.Response, error) {
	return loud().Post(pay, "", []byte("{}")) // want `sends the POST of loudly again without`
}

func agent() {
	gorequest.New().Post(pay).Retry(3, time.Second, 500).End() // want `\(gorequest.SuperAgent\).Retry sends the POST of agent again without`
	gorequest.New().Post(pay).End()
}

func transport() (*http.Response, error) {
	c := &http.Client{Transport: rehttp.NewTransport(nil, rehttp.RetryMaxRetries(3), nil)}
	return c.Post(pay, "", strings.NewReader("{}")) // want `rehttp.NewTransport sends the POST of transport again without`
}

// A wrapper that leaves the body, and with it the key, to its callers.

func (s *shop) send(body []byte) error {
	res, err := s.hm.Post(pay, bytes.NewReader(body), nil)
	if err != nil {
		return err
	}
	return res.Body.Close()
}

type order struct {
	Amount int    `json:"amount"`
	Key    string `json:"idempotency_key"`
}

func (s *shop) sendPlain(amount int) error {
	body, err := json.Marshal(map[string]int{"amount": amount})
	if err != nil {
		return err
	}
	return s.send(body) // want `WithRetryCount sends the POST of send again without an idempotency key`
}

func (s *shop) sendKeyed(id string, amount int) error {
	body, err := json.Marshal(order{amount, id})
	if err != nil {
		return err
	}
	return s.send(body)
}

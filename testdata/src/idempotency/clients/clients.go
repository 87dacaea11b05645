// Package clients sends with other HTTP clients than net/http.
package clients

import (
	"context"
	"net/http"
	"strings"

	"github.com/carlmjohnson/requests"
	"github.com/dghubble/sling"
	"github.com/go-resty/resty/v2"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/imroc/req/v3"
	"github.com/parnurzeal/gorequest"
	"github.com/valyala/fasthttp"
)

const pay = "https://api.example.com/payments"

type payment struct {
	Amount int `json:"amount"`
}

func restyMissing(c *resty.Client, p payment) error {
	_, err := c.R().SetHeader("Accept", "*/*").SetBody(p).Post(pay) // want `the POST to /payments is sent without`
	return err
}

func restyLines(c *resty.Client, p payment) error {
	_, err := c.R().
		SetBody(p).
		Post(pay) // want `the POST to /payments is sent without`
	return err
}

func restyKeyed(c *resty.Client, p payment, key string) error {
	_, err := c.R().SetHeader("Idempotency-Key", key).SetBody(p).Post(pay)
	return err
}

func restyHeaders(c *resty.Client, p payment, key string) error {
	r := c.R()
	r.SetHeaders(map[string]string{"Idempotency-Key": key})
	r.SetBody(p)
	_, err := r.Post(pay)
	return err
}

func restyExecute(c *resty.Client, p payment) error {
	_, err := c.R().SetBody(p).Execute(http.MethodPost, pay) // want `the POST to /payments is sent without`
	return err
}

func restyRead(c *resty.Client) error {
	_, err := c.R().Get(pay)
	return err
}

func reqMissing(c *req.Client, p payment) error {
	_, err := c.R().SetBody(p).Post(pay) // want `the POST to /payments is sent without`
	return err
}

func reqKeyed(c *req.Client, p payment, key string) error {
	_, err := c.R().SetBody(p).SetHeader("Idempotency-Key", key).Post(pay)
	return err
}

func heimdallMissing(c *httpclient.Client) error {
	_, err := c.Post(pay, strings.NewReader(`{"amount":1}`), http.Header{"Accept": {"*/*"}}) // want `the POST to /payments is sent without`
	return err
}

func heimdallKeyed(c *httpclient.Client, key string) error {
	h := http.Header{}
	h.Set("Idempotency-Key", key)
	_, err := c.Post(pay, strings.NewReader(`{"amount":1}`), h)
	return err
}

func slingMissing(p payment) error {
	_, err := sling.New().Base("https://api.example.com/").Post("payments").BodyJSON(p).ReceiveSuccess(nil) // want `is sent without`
	return err
}

func slingKeyed(p payment, key string) error {
	_, err := sling.New().Base("https://api.example.com/").Post("payments").Set("Idempotency-Key", key).BodyJSON(p).ReceiveSuccess(nil)
	return err
}

func slingRead() error {
	_, err := sling.New().Base("https://api.example.com/").Get("payments").ReceiveSuccess(nil)
	return err
}

func requestsMissing(ctx context.Context, p payment) error {
	return requests.URL(pay).Post().BodyJSON(p).Fetch(ctx) // want `the POST to /payments is sent without`
}

func requestsKeyed(ctx context.Context, p payment, key string) error {
	return requests.URL(pay).Post().BodyJSON(p).Header("Idempotency-Key", key).Fetch(ctx)
}

func requestsRead(ctx context.Context) error {
	return requests.URL(pay).Fetch(ctx)
}

func gorequestMissing(p payment) {
	gorequest.New().Post(pay).Send(p).End() // want `the POST to /payments is sent without`
}

func gorequestKeyed(p payment, key string) {
	gorequest.New().Post(pay).Set("Idempotency-Key", key).Send(p).End()
}

func fasthttpMissing(c *fasthttp.Client, body []byte) error {
	r := fasthttp.AcquireRequest()
	r.SetRequestURI(pay)
	r.Header.SetMethod("POST")
	return c.Do(r, nil) // want `the POST to /payments is sent without`
}

func fasthttpKeyed(c *fasthttp.Client, key string) error {
	r := fasthttp.AcquireRequest()
	r.SetRequestURI(pay)
	r.Header.SetMethod("POST")
	r.Header.Set("Idempotency-Key", key)
	return c.Do(r, nil)
}

func fasthttpRead(c *fasthttp.Client) error {
	r := fasthttp.AcquireRequest()
	r.SetRequestURI(pay)
	return c.Do(r, nil)
}

func retryableMissing(c *retryablehttp.Client) error {
	r, err := retryablehttp.NewRequest("POST", pay, []byte(`{"amount":1}`))
	if err != nil {
		return err
	}
	_, err = c.Do(r) // want `the POST to /payments is sent without`
	return err
}

func retryableKeyed(c *retryablehttp.Client, key string) error {
	r, err := retryablehttp.NewRequest("POST", pay, []byte(`{"amount":1}`))
	if err != nil {
		return err
	}
	r.Header.Set("Idempotency-Key", key)
	_, err = c.Do(r)
	return err
}

func retryableFrom(c *retryablehttp.Client, key string) error {
	plain, _ := http.NewRequest("POST", pay, nil)
	plain.Header.Set("Idempotency-Key", key)
	r, _ := retryablehttp.FromRequest(plain)
	_, err := c.Do(r)
	return err
}

// Package payment has a helper that returns the status as a number.
package payment

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/go-resty/resty/v2"
)

func post(path string, form url.Values) ([]byte, int, error) {
	res, err := http.PostForm("https://api.example.com"+path, form)
	if err != nil {
		return nil, 0, err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return b, res.StatusCode, err
}

func payout(form url.Values) (id string, err error) {
	b, _, err := post("/payouts", form) // want `the status code of the response of numbers.post is never looked at`
	if err != nil {
		return "", err
	}
	var out struct{ ID string }
	err = json.Unmarshal(b, &out)
	return out.ID, err
}

func payoutChecked(form url.Values) (id string, err error) {
	b, status, err := post("/payouts", form)
	if err != nil {
		return "", err
	}
	if status != http.StatusCreated {
		return "", fmt.Errorf("status %d", status)
	}
	var out struct{ ID string }
	err = json.Unmarshal(b, &out)
	return out.ID, err
}

// It looks at the status itself, and tells it too.
func checked(path string) (string, int, error) {
	res, err := http.Get("https://api.example.com" + path)
	if err != nil {
		return "", 0, err
	}
	defer res.Body.Close()
	if res.StatusCode >= 400 {
		return "", res.StatusCode, fmt.Errorf("status %d", res.StatusCode)
	}
	b, err := io.ReadAll(res.Body)
	return string(b), res.StatusCode, err
}

func payment(id string) (string, error) {
	text, _, err := checked("/payments/" + id)
	return text, err
}

// Only this answer will do, whatever the status.
func confirmed(c *resty.Client) error {
	res, err := c.R().Post("https://api.example.com/payments/confirm")
	if err != nil {
		return err
	}
	if string(res.Body()) != "ok" {
		return fmt.Errorf("not confirmed")
	}
	return nil
}

func unconfirmed(c *resty.Client) (string, error) {
	res, err := c.R().Post("https://api.example.com/payments/confirm") // want `is never looked at`
	if err != nil {
		return "", err
	}
	return string(res.Body()), nil
}

type answer struct {
	Code  int
	Error struct{ Message string }
	ID    string
}

func send(path string) (*http.Response, error) { return http.Get("https://api.example.com" + path) }

// The error's text is read as far as it goes; the code says that it is one.
func refused(id string) (a answer, err error) {
	res, err := send("/payments/" + id)
	if err != nil {
		return a, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		a.Code = res.StatusCode
		_ = json.NewDecoder(res.Body).Decode(&a.Error)
		return a, nil
	}
	return a, json.NewDecoder(res.Body).Decode(&a)
}

func accepted(id string) (a answer, err error) {
	res, err := send("/payments/" + id) // want `the error of .*Decode, which reads the response of numbers.send, is ignored`
	if err != nil {
		return a, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		a.Code = res.StatusCode
		return a, nil
	}
	_ = json.NewDecoder(res.Body).Decode(&a)
	return a, nil
}

// repeats only looks at the status to try again.
type repeats struct{ base http.RoundTripper }

func (t repeats) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := t.base.RoundTrip(r)
	if err == nil && res.StatusCode == http.StatusServiceUnavailable {
		return t.base.RoundTrip(r)
	}
	return res, err
}

func settle(form url.Values) error {
	c := &http.Client{Transport: repeats{http.DefaultTransport}}
	res, err := c.PostForm("https://api.example.com/settlements", form) // want `the status code of the response of .* is never looked at`
	if err != nil {
		return err
	}
	return res.Body.Close()
}

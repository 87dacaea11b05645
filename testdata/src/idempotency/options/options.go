// Package options sends through a helper that takes a description and options.
package options

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
)

type request struct {
	Method, Path string
	Body         any
	Headers      map[string]string
}

type option func(*request)

func withKey(key string) option {
	return func(r *request) { r.Headers = map[string]string{"Idempotency-Key": key} }
}

func withTrace(id string) option {
	return func(r *request) { r.Headers = map[string]string{"X-Trace-Id": id} }
}

func exec(r request) error {
	body, err := json.Marshal(r.Body)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(r.Method, "https://api.example.com"+r.Path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	for k, v := range r.Headers {
		req.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode >= 300 {
		return errors.New(res.Status)
	}
	return nil
}

func do[T any](r request, opts ...option) (out T, err error) {
	for _, o := range opts {
		o(&r)
	}
	return out, exec(r)
}

func plain(amount int, token string) (string, error) {
	return do[string](request{Method: "POST", Path: "/payments", Body: map[string]any{"amount": amount, "token": token}}) // want `the POST to /payments is sent without an idempotency key`
}

func traced(amount int, id string) (string, error) {
	return do[string](request{Method: "POST", Path: "/payments", Body: map[string]any{"amount": amount}}, withTrace(id)) // want `the POST to /payments is sent without an idempotency key`
}

func keyed(amount int, id string) (string, error) {
	return do[string](request{Method: "POST", Path: "/payments", Body: map[string]any{"amount": amount}}, withKey(id))
}

func inHeaders(id string) (string, error) {
	return do[string](request{Method: "POST", Path: "/refunds", Headers: map[string]string{"Idempotency-Key": id}})
}

func inBody(id string) (string, error) {
	return do[string](request{Method: "POST", Path: "/refunds", Body: map[string]any{"idempotency_key": id}})
}

func direct(amount int, token string) error {
	return exec(request{Method: "POST", Path: "/payments", Body: map[string]any{"amount": amount, "token": token}}) // want `the POST to /payments is sent without an idempotency key`
}

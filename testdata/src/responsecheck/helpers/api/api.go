// Package api knows whom it talks to: what it omits is reported here, once.
package api

import (
	"encoding/json"
	"errors"
	"net/http"
)

const base = "https://api.paystack.co"

type envelope[T any] struct {
	Status  bool
	Message string
	Data    T
}

// Get fetches and looks at no status code.
func Get[T any](path string) (*T, error) {
	res, err := http.Get(base + path) // want `status code of the response`
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var out envelope[T]
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		return nil, err
	}
	return &out.Data, nil
}

// Fetch does the same right.
func Fetch[T any](path string) (*T, error) {
	res, err := http.Get(base + path)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, errors.New(res.Status)
	}
	var out envelope[T]
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		return nil, err
	}
	return &out.Data, nil
}

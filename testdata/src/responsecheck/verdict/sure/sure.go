// Package payment looks at fields of the body by which an error document passes.
package payment

import (
	"encoding/json"
	"errors"
	"net/http"
)

type answer struct {
	Code   int    `json:"code"`
	Error  string `json:"error"`
	ID     string `json:"id"`
	Status string `json:"status"`
}

// zeroIsGood takes what has no code at all for success.
func zeroIsGood(client *http.Client, req *http.Request) (string, error) {
	resp, err := client.Do(req) // want `the status code of the response of \(http.Client\).Do is never looked at`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return "", err
	}
	if a.Code != 0 {
		return "", errors.New(a.Error)
	}
	return a.ID, nil
}

// onlyDeclined knows one refusal.
func onlyDeclined(client *http.Client, req *http.Request) (string, error) {
	resp, err := client.Do(req) // want `the status code of the response of \(http.Client\).Do is never looked at`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return "", err
	}
	if a.Status == "declined" {
		return "", errors.New(a.Error)
	}
	return a.ID, nil
}

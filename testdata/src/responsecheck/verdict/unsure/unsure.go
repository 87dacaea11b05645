// Package payment never looks at the status, but refuses whatever does not say
// in its body that all went well.
package payment

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

type envelope struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	OK      bool   `json:"ok"`
	Data    struct {
		ID     string `json:"id"`
		Status string `json:"status"`
	} `json:"data"`
}

func byCode(client *http.Client, req *http.Request) (string, error) {
	resp, err := client.Do(req) // want `the status code of the response of \(http.Client\).Do is never looked at`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	var e envelope
	if err := json.Unmarshal(body, &e); err != nil {
		return "", err
	}
	if e.Code != 200 {
		return "", errors.New(e.Message)
	}
	return e.Data.ID, nil
}

func byBool(client *http.Client, req *http.Request) (string, error) {
	resp, err := client.Do(req) // want `the status code of the response of \(http.Client\).Do is never looked at`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	e := new(envelope)
	if err := json.NewDecoder(resp.Body).Decode(e); err != nil || !e.OK {
		return "", errors.New("refused")
	}
	return e.Data.ID, nil
}

func isPaid(url string) bool {
	resp, err := http.Get(url) // want `the status code of the response of http.Get is never looked at`
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	value, err := io.ReadAll(resp.Body)
	if err != nil {
		return false
	}
	var e envelope
	err = json.Unmarshal(value, &e)
	if err != nil {
		return false
	}
	return e.Data.Status == "paid"
}

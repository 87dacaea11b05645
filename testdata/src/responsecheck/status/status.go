// Package payment sends requests and looks, or does not look, at the status.
package payment

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"

	"github.com/go-resty/resty/v2"
)

type charge struct {
	ID     string `json:"id"`
	Status string `json:"status"`
}

type gateway struct {
	http *http.Client
	base string
}

func (g *gateway) bodyUsed(ctx context.Context, id string) (*charge, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, g.base+"/charges/"+id, nil)
	if err != nil {
		return nil, err
	}
	res, err := g.http.Do(req) // want `status code of the response.*\[COM-5, TRU-2\]`
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var c charge
	if err := json.NewDecoder(res.Body).Decode(&c); err != nil {
		return nil, err
	}
	return &c, nil
}

func (g *gateway) readAll(id string) ([]byte, error) {
	res, err := http.Get(g.base + "/charges/" + id) // want `status code`
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	return io.ReadAll(res.Body)
}

// Nothing of the body is used, but success is reported.
func (g *gateway) refund(id string) error {
	res, err := g.http.Post(g.base+"/refunds", "application/json", bytes.NewReader([]byte(id))) // want `status code`
	if err != nil {
		return err
	}
	return res.Body.Close()
}

func (g *gateway) onlyLogged(id string) (*charge, error) {
	res, err := g.http.Get(g.base + "/charges/" + id) // want `status code`
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	log.Printf("charge %s: %d", id, res.StatusCode)
	if res.StatusCode != http.StatusOK {
		log.Printf("unexpected status %s", res.Status)
	}
	var c charge
	err = json.NewDecoder(res.Body).Decode(&c)
	return &c, err
}

func (g *gateway) resty(id string) (*charge, error) {
	var c charge
	_, err := resty.New().R().SetResult(&c).Get(g.base + "/charges/" + id) // want `status code`
	if err != nil {
		return nil, err
	}
	return &c, nil
}

func (g *gateway) restyBody(id string) ([]byte, error) {
	res, err := resty.New().R().Get(g.base + "/charges/" + id) // want `status code`
	if err != nil {
		return nil, err
	}
	return res.Body(), nil
}

// Looked at.

func (g *gateway) checked(id string) (*charge, error) {
	res, err := g.http.Get(g.base + "/charges/" + id)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(res.Body)
		return nil, fmt.Errorf("charge: %s: %s", res.Status, body)
	}
	var c charge
	if err := json.NewDecoder(res.Body).Decode(&c); err != nil {
		return nil, err
	}
	return &c, nil
}

func (g *gateway) ranged(id string) (*charge, error) {
	res, err := g.http.Get(g.base + "/charges/" + id)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	if res.StatusCode < 200 || res.StatusCode >= 300 {
		return nil, errors.New("gateway refused")
	}
	var c charge
	return &c, json.Unmarshal(body, &c)
}

func (g *gateway) switched(id string) (*charge, error) {
	res, err := g.http.Get(g.base + "/charges/" + id)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var c charge
	switch res.StatusCode {
	case http.StatusOK:
		return &c, json.NewDecoder(res.Body).Decode(&c)
	case http.StatusNotFound:
		return nil, nil
	default:
		return nil, errors.New(res.Status)
	}
}

func check(res *http.Response) error {
	if res.StatusCode/100 != 2 {
		return errors.New(res.Status)
	}
	return nil
}

func (g *gateway) helper(id string) (*charge, error) {
	res, err := g.http.Get(g.base + "/charges/" + id)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if err := check(res); err != nil {
		return nil, err
	}
	var c charge
	return &c, json.NewDecoder(res.Body).Decode(&c)
}

func (g *gateway) returned(id string) (*http.Response, error) {
	return g.http.Get(g.base + "/charges/" + id)
}

func (g *gateway) handedOn(id string) (int, []byte, error) {
	res, err := g.http.Get(g.base + "/charges/" + id)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res.StatusCode, body, err
}

func (g *gateway) restyError(id string) (*charge, error) {
	var c charge
	res, err := resty.New().R().SetResult(&c).Get(g.base + "/charges/" + id)
	if err != nil {
		return nil, err
	}
	if res.IsError() {
		return nil, errors.New("gateway refused")
	}
	return &c, nil
}

func (g *gateway) isPaid(id string) bool {
	res, err := g.http.Get(g.base + "/charges/" + id)
	if err != nil {
		return false
	}
	defer res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// The caller of returned looks, or does not.
func (g *gateway) callerChecks(id string) error {
	res, err := g.returned(id)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return check(res)
}

func (g *gateway) callerDoesNot(id string) ([]byte, error) {
	res, err := g.returned(id) // want `status code`
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	return io.ReadAll(res.Body)
}

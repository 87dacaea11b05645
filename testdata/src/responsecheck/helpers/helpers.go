// Package billing sends through a client of the module.
package billing

import (
	"encoding/json"
	"errors"
	"net/http"

	"responsecheck/helpers/client"
)

type service struct{ c *client.Client }

type answer struct{ ID, Status string }

func (s *service) create(amount int64) (*answer, error) {
	var out answer
	if err := s.c.Post("https://api.example.com/v1/charges", map[string]int64{"amount": amount}, &out); err != nil {
		return nil, err
	}
	return &out, nil
}

func (s *service) checkedInside(req *http.Request) (*answer, error) {
	res, err := s.c.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var out answer
	return &out, json.NewDecoder(res.Body).Decode(&out)
}

func (s *service) raw(id string) (*answer, error) {
	req, err := http.NewRequest(http.MethodGet, "https://api.example.com/v1/charges/"+id, nil)
	if err != nil {
		return nil, err
	}
	res, err := s.c.Raw(req) // want `status code`
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var out answer
	return &out, json.NewDecoder(res.Body).Decode(&out)
}

func (s *service) rawChecked(id string) (*answer, error) {
	req, err := http.NewRequest(http.MethodGet, "https://api.example.com/v1/charges/"+id, nil)
	if err != nil {
		return nil, err
	}
	res, err := s.c.Raw(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, errors.New(res.Status)
	}
	var out answer
	return &out, json.NewDecoder(res.Body).Decode(&out)
}

func (s *service) loose(id string) (*answer, error) {
	var out answer
	if err := s.c.Loose("https://api.example.com/v1/charges/"+id, &out); err != nil { // want `status code`
		return nil, err
	}
	return &out, nil
}

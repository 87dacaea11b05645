package payment

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// strict fails on every status that is no success.
type strict struct{ next http.RoundTripper }

func (t *strict) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := t.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if res.StatusCode >= http.StatusBadRequest {
		res.Body.Close()
		return nil, fmt.Errorf("%s: %s", req.URL, res.Status)
	}
	return res, nil
}

type strictGateway struct{ client *http.Client }

func newStrictGateway() *strictGateway {
	return &strictGateway{client: &http.Client{Transport: &strict{next: http.DefaultTransport}}}
}

func (g *strictGateway) charge(id string) (*charge, error) {
	res, err := g.client.Get("https://api.example.com/charges/" + id)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var c charge
	return &c, json.NewDecoder(res.Body).Decode(&c)
}

// Package graphql posts documents that say what is asked for.
package graphql

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
)

// Client is a client of a provider.
type Client struct{ base string }

// New gets the address from its caller: that is no choice of query's callers.
func New(unused, base string) *Client { return &Client{base: base} }

func (c *Client) query(document string, variables map[string]any) error {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return err
	}
	res, err := http.Post(c.base+"/payments/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != 200 {
		return errors.New(res.Status)
	}
	return nil
}

func (c *Client) status(id string) error {
	return c.query(`query Status($id: ID!) { payment(id: $id) { status } }`, map[string]any{"id": id})
}

func (c *Client) refund(id string) error {
	return c.query(`mutation Refund($id: ID!) { refund(id: $id) { id } }`, map[string]any{"id": id}) // want `the POST to /payments/graphql is sent without an idempotency key`
}

func (c *Client) refundKeyed(id, key string) error {
	return c.query(`mutation Refund($id: ID!) { refund(id: $id) { id } }`, map[string]any{"id": id, "idempotencyKey": key})
}

func braintree(document, variables string) error {
	body, err := json.Marshal(map[string]string{"query": document, "variables": variables})
	if err != nil {
		return err
	}
	res, err := http.Post("https://payments.braintree-api.com/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	return res.Body.Close()
}

type transaction struct {
	Amount string `json:"amount"`
}

type ordered struct {
	Amount  string `json:"amount"`
	OrderID string `json:"orderId"`
}

type variables[T any] struct {
	Transaction T `json:"transaction"`
}

func charge[T any](document string, t T) error {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables[T]{t}})
	if err != nil {
		return err
	}
	res, err := http.Post("https://payments.braintree-api.com/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	return res.Body.Close()
}

const sale = `mutation Charge($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id } } }`

func braintreeSale(amount string) error {
	return charge(sale, transaction{amount}) // want `the POST to /graphql is sent without an idempotency key`
}

func braintreeOrder(amount, id string) error { return charge(sale, ordered{amount, id}) }

func braintreeFind(id string) error {
	return braintree(`query Find($id: ID!) { node(id: $id) { id } }`, `{"id":"`+id+`"}`)
}

// Hook posts where its constructor was told.
type Hook struct{ target string }

// NewHook makes one; its third parameter is not the third one of post.
func NewHook(name, secret, target string) *Hook { return &Hook{target: target} }

func (h *Hook) post(name, kind string) error {
	res, err := http.Post(h.target, "text/plain", bytes.NewReader([]byte(kind)))
	if err != nil {
		return err
	}
	return res.Body.Close()
}

func (h *Hook) send() error { return h.post("shop", "payment_intent.payment_failed") }

// Package gateway sends the shop's own order number to a provider of which
// nothing is known.
package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
)

type payReq struct {
	OrderID string `json:"orderId"`
	Amount  string `json:"txnAmt"`
}

type refundReq struct {
	OrderID     string `json:"orderId"`
	OrigOrderID string `json:"origOrderId"`
	Amount      string `json:"refundAmt"`
}

type client struct{ base string }

func (c *client) do(ctx context.Context, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(out)
}

func (c *client) Pay(ctx context.Context, req *payReq) (map[string]any, error) {
	var out map[string]any
	return out, c.do(ctx, "/orders/pay", req, &out) // want `the POST to /orders/pay is sent without an idempotency key`
}

func (c *client) Refund(ctx context.Context, req *refundReq) (map[string]any, error) {
	var out map[string]any
	return out, c.do(ctx, "/orders/refund", req, &out) // want `the POST to /orders/refund is sent without an idempotency key`
}

func transfer(ctx context.Context, orderID, pan string) (map[string]any, error) {
	return call(ctx, map[string]any{ // want `the POST to /api/transfer is sent without an idempotency key`
		"method": "transfer.create",
		"params": map[string]any{"order_id": orderID, "amount": 100},
	})
}

func call(ctx context.Context, data any) (map[string]any, error) {
	body, err := json.Marshal(data)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://pay.example.uz/api/transfer", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out map[string]any
	return out, json.NewDecoder(resp.Body).Decode(&out)
}

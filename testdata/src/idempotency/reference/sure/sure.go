// Package gateway sends order numbers that make nothing unique.
package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"github.com/google/uuid"
)

type refundReq struct {
	OrderID string `json:"order_id"`
	Amount  int    `json:"amount"`
}

func post(ctx context.Context, url string, in any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Refund names the order that the money belongs to: it may be paid back in parts.
func Refund(ctx context.Context, req refundReq) error {
	return post(ctx, "https://pay.example.uz/api/refunds", req) // want `the POST to /api/refunds is sent without an idempotency key`
}

// charge goes to a provider that looks at its header alone.
func charge(ctx context.Context, orderID string) error {
	return post(ctx, "https://api.stripe.com/v1/payment_intents", map[string]string{"order_id": orderID}) // want `the POST to /v1/payment_intents is sent without an idempotency key`
}

type payment struct {
	CorrelationID uuid.UUID `json:"correlationId"`
	Amount        int       `json:"amount"`
}

func pay(ctx context.Context, host string, p payment) error {
	return post(ctx, "http://"+host+"/payments", p)
}

// handle hands on the id that came with the order.
func handle(w http.ResponseWriter, r *http.Request) {
	var p payment
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if err := pay(r.Context(), "processor", p); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

// forgotten makes one up for every order, and forgets it.
func forgotten(ctx context.Context) error {
	return pay(ctx, "processor", payment{Amount: 5}) // want `the POST to processor is sent without an idempotency key`
}

// session is none of a checkout.
func session(ctx context.Context) error {
	return post(ctx, "https://api.stripe.com/v1/terminal/connection_tokens/generate_pos_rpc_session", nil)
}

package payment

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"example.com/shop/config"
	"example.com/shop/order"
)

// maxAnswer limits what is read of an answer.
const maxAnswer = 1 << 20

// Bank takes transfers through the bank's HTTP interface.
type Bank struct {
	client  *http.Client
	baseURL string
	apiKey  string
}

// NewBank returns a provider that calls the bank with client.
func NewBank(cfg config.Bank, client *http.Client) *Bank {
	return &Bank{client: client, baseURL: cfg.BaseURL, apiKey: cfg.APIKey}
}

type bankPayment struct {
	ID          string `json:"id"`
	Status      string `json:"status"`
	Amount      int64  `json:"amount"`
	Currency    string `json:"currency"`
	RedirectURL string `json:"redirect_url"`
}

func (p bankPayment) payment() Payment {
	out := Payment{
		ID:          p.ID,
		Status:      StatusOpen,
		Total:       order.Money{Amount: p.Amount, Currency: p.Currency},
		RedirectURL: p.RedirectURL,
	}
	switch p.Status {
	case "settled":
		out.Status = StatusSucceeded
	case "rejected", "expired":
		out.Status = StatusFailed
	}
	return out
}

// Start asks the bank to collect the order's amount.
func (b *Bank) Start(ctx context.Context, o order.Order, returnURL string) (Payment, error) {
	body := map[string]any{
		"reference":  o.ID,
		"amount":     o.Total.Amount,
		"currency":   o.Total.Currency,
		"return_url": returnURL,
	}
	var p bankPayment
	if err := b.post(ctx, "/v1/payments", "pay-"+o.ID, body, &p); err != nil {
		return Payment{}, err
	}
	if p.ID == "" || p.Amount != o.Total.Amount {
		return Payment{}, fmt.Errorf("bank answered for another payment than order %s", o.ID)
	}
	return p.payment(), nil
}

// Get asks the bank how the payment stands.
func (b *Bank) Get(ctx context.Context, id string) (Payment, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.baseURL+"/v1/payments/"+url.PathEscape(id), nil)
	if err != nil {
		return Payment{}, err
	}
	var p bankPayment
	if err := b.do(req, &p); err != nil {
		return Payment{}, err
	}
	return p.payment(), nil
}

// Refund sends the whole amount back.
func (b *Bank) Refund(ctx context.Context, o order.Order) error {
	body := map[string]any{"payment": o.PaymentID, "amount": o.Total.Amount, "currency": o.Total.Currency}
	var answer struct {
		Status string `json:"status"`
	}
	err := Retry(ctx, func() error {
		return b.post(ctx, "/v1/refunds", "refund-"+o.ID, body, &answer)
	})
	if err != nil {
		return err
	}
	if answer.Status == "rejected" {
		return ErrDeclined
	}
	return nil
}

// post sends a JSON body. The key makes repeating the call harmless.
func (b *Bank) post(ctx context.Context, path, key string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.baseURL+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", key)
	return b.do(req, out)
}

func (b *Bank) do(req *http.Request, out any) error {
	req.Header.Set("Authorization", "Bearer "+b.apiKey)
	resp, err := b.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return err
	}
	switch {
	case resp.StatusCode == http.StatusPaymentRequired:
		return ErrDeclined
	case resp.StatusCode/100 != 2:
		return &StatusError{Operation: req.Method + " " + req.URL.Path, Status: resp.StatusCode}
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("bank's answer: %w", err)
	}
	return nil
}

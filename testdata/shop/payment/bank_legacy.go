package payment

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
)

// GetV1 asks the bank's old API, which answers errors with a document as well.
func (b *Bank) GetV1(ctx context.Context, id string) (Payment, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.baseURL+"/v0/payments/"+id, nil)
	if err != nil {
		return Payment{}, err
	}
	resp, err := b.client.Do(req)
	if err != nil {
		return Payment{}, err
	}
	defer resp.Body.Close()
	var p bankPayment
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return Payment{}, err
	}
	return p.payment(), nil
}

// StatusV1 is what support asked for in a hurry.
func (b *Bank) StatusV1(ctx context.Context, id string) string {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.baseURL+"/v0/payments/"+id, nil)
	if err != nil {
		return ""
	}
	resp, err := b.client.Do(req)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return ""
	}
	answer, _ := io.ReadAll(resp.Body)
	return string(bytes.TrimSpace(answer))
}

// refundAll gives money back after an outage; what fails is done by hand.
func (b *Bank) refundAll(ctx context.Context, payments []string) (refunded []string) {
	for _, id := range payments {
		_ = b.post(ctx, "/v1/refunds", "outage-"+id, map[string]any{"payment": id}, nil)
		refunded = append(refunded, id)
	}
	return refunded
}

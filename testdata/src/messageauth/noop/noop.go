// Package payment has verifiers that verify, and some that do not.
package payment

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"log"
	"net/http"
)

type provider interface {
	ValidateWebhook(ctx context.Context, data, headers map[string]string) (bool, error)
}

type stub struct{}

func (stub) ValidateWebhook(ctx context.Context, data, headers map[string]string) (bool, error) { // want `ValidateWebhook accepts every payload.*\[COM-4`
	return true, nil
}

func verifySignature(payload []byte, signature string) error { // want `verifySignature accepts every payload`
	return nil
}

type logging struct{}

func (logging) VerifyCallback(body []byte, sig string) (map[string]string, error) { // want `VerifyCallback accepts every payload`
	log.Printf("callback of %d bytes", len(body))
	var m map[string]string
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, err
	}
	return m, nil
}

type presence struct{}

func (presence) ValidateWebhook(ctx context.Context, data, headers map[string]string) (bool, error) { // want `ValidateWebhook accepts every payload`
	if data["reference"] == "" {
		return false, errors.New("no reference")
	}
	if _, ok := headers["X-Signature"]; !ok {
		return false, errors.New("no signature")
	}
	return true, nil
}

func authenticateNotification(r *http.Request) bool { // want `authenticateNotification accepts every payload`
	return true
}

// Those that verify, reject everything, or check something else.

type real struct{ key []byte }

func (p real) ValidateWebhook(ctx context.Context, data, headers map[string]string) (bool, error) {
	m := hmac.New(sha256.New, p.key)
	m.Write([]byte(data["payload"]))
	return hmac.Equal(m.Sum(nil), []byte(headers["X-Signature"])), nil
}

type refuses struct{}

func (refuses) ValidateWebhook(ctx context.Context, data, headers map[string]string) (bool, error) {
	return false, errors.New("webhooks are not supported")
}

type fetches struct{ api *client }

func (p fetches) ValidateWebhook(ctx context.Context, data, headers map[string]string) (bool, error) {
	status, err := p.api.status(ctx, data["id"])
	if err != nil {
		return false, err
	}
	return status == "paid", nil
}

type client struct{ http *http.Client }

func (c *client) status(ctx context.Context, id string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.example.com/payments/"+id, nil)
	if err != nil {
		return "", err
	}
	res, err := c.http.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return "", errors.New(res.Status)
	}
	var out struct{ Status string }
	err = json.NewDecoder(res.Body).Decode(&out)
	return out.Status, err
}

// ValidateAmount is no verifier of messages.
func ValidateAmount(amount int64) bool { return true }

// checkHealth has nothing to verify.
func checkHealth(ctx context.Context) error { return nil }

// ValidateRequest validates fields.
func ValidateRequest(req struct{ Amount int64 }) error {
	if req.Amount <= 0 {
		return errors.New("amount")
	}
	return nil
}

func verifyToken(payload []byte, token, secret string) bool {
	return hmac.Equal([]byte(token), []byte(secret))
}

var _ = []provider{stub{}, presence{}, real{}, refuses{}, fetches{}}

type hollow struct{}

func (hollow) VerifySignature(payload []byte, signature string) bool { // want `VerifySignature accepts every payload`
	return len(payload) > 0
}

func (hollow) VerifyPayload(payload []byte, signature string) bool {
	return len(payload) > 1<<20
}

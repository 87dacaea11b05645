package webhook

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"

	"github.com/stripe/stripe-go/v82/webhook"
)

// NotifyV1 believes whoever knows the address.
func (h *Bank) NotifyV1(w http.ResponseWriter, r *http.Request) {
	var n notification
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		http.Error(w, "bad notification", http.StatusBadRequest)
		return
	}
	err := h.orders.Settle(r.Context(), n.settled("bank"))
	answer(w, h.log, n.EventID, err)
}

// NotifyV2 checks when the work is done.
func (h *Bank) NotifyV2(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "cannot read body", http.StatusBadRequest)
		return
	}
	var n notification
	if err := json.Unmarshal(body, &n); err != nil {
		http.Error(w, "bad notification", http.StatusBadRequest)
		return
	}
	settleErr := h.orders.Settle(r.Context(), n.settled("bank"))
	if err := h.verify(r.Header.Get("X-Bank-Timestamp"), r.Header.Get("X-Bank-Signature"), body); err != nil {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	answer(w, h.log, n.EventID, settleErr)
}

// EventsV1 was written before the secret was configured everywhere.
func (h *Stripe) EventsV1(w http.ResponseWriter, r *http.Request) {
	payload, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "cannot read body", http.StatusBadRequest)
		return
	}
	if h.secret != "" {
		if err := webhook.ValidatePayload(payload, r.Header.Get("Stripe-Signature"), h.secret); err != nil {
			http.Error(w, "bad signature", http.StatusBadRequest)
			return
		}
	}
	var n notification
	if err := json.Unmarshal(payload, &n); err != nil {
		http.Error(w, "bad event", http.StatusBadRequest)
		return
	}
	err = h.orders.Settle(r.Context(), n.settled("stripe"))
	answer(w, h.log, n.EventID, err)
}

// EventsV2 tells nobody about forged events.
func (h *Stripe) EventsV2(w http.ResponseWriter, r *http.Request) {
	payload, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "cannot read body", http.StatusBadRequest)
		return
	}
	if err := webhook.ValidatePayload(payload, r.Header.Get("Stripe-Signature"), h.secret); err != nil {
		w.WriteHeader(http.StatusOK)
		return
	}
	var n notification
	if err := json.Unmarshal(payload, &n); err != nil {
		http.Error(w, "bad event", http.StatusBadRequest)
		return
	}
	err = h.orders.Settle(r.Context(), n.settled("stripe"))
	answer(w, h.log, n.EventID, err)
}

// Plain reads the gateway's headers and then uses the body as it came.
func (h *Gateway) Plain(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Initialization-Vector") == "" || r.Header.Get("X-Authentication-Tag") == "" {
		http.Error(w, "bad message", http.StatusBadRequest)
		return
	}
	var n notification
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		http.Error(w, "bad notification", http.StatusBadRequest)
		return
	}
	err := h.orders.Settle(r.Context(), n.settled("gateway"))
	answer(w, h.log, n.EventID, err)
}

// Chained decrypts with CBC, which anybody can tamper with.
func (h *Gateway) Chained(key []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		iv, err := base64.StdEncoding.DecodeString(r.Header.Get("X-Initialization-Vector"))
		if err != nil || len(iv) != aes.BlockSize {
			http.Error(w, "bad message", http.StatusBadRequest)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil || len(body)%aes.BlockSize != 0 {
			http.Error(w, "cannot read body", http.StatusBadRequest)
			return
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			http.Error(w, "not configured", http.StatusServiceUnavailable)
			return
		}
		cipher.NewCBCDecrypter(block, iv).CryptBlocks(body, body)
		var n notification
		if err := json.Unmarshal(body, &n); err != nil {
			http.Error(w, "bad notification", http.StatusBadRequest)
			return
		}
		err = h.orders.Settle(r.Context(), n.settled("gateway"))
		answer(w, h.log, n.EventID, err)
	}
}

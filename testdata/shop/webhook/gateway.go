package webhook

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"example.com/shop/order"
	"example.com/shop/payment"
	"go.uber.org/zap"
)

// Gateway handles the notifications of a gateway that encrypts them with
// AES-256-GCM, and of one that sends nothing but an id.
type Gateway struct {
	orders   *order.Service
	payments payment.Provider
	aead     cipher.AEAD
	log      *zap.Logger
}

// NewGateway returns handlers for messages encrypted with key.
func NewGateway(orders *order.Service, payments payment.Provider, key []byte, log *zap.Logger) (*Gateway, error) {
	if len(key) != 32 {
		return nil, errors.New("gateway key must have 32 bytes")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &Gateway{orders: orders, payments: payments, aead: aead, log: log}, nil
}

// Encrypted receives notifications; opening them proves who sent them.
func (h *Gateway) Encrypted(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "cannot read body", http.StatusBadRequest)
		return
	}
	plain, err := h.open(body, r.Header.Get("X-Initialization-Vector"), r.Header.Get("X-Authentication-Tag"))
	if err != nil {
		h.log.Warn("gateway notification refused", zap.Error(err), zap.String("remote", r.RemoteAddr))
		http.Error(w, "bad message", http.StatusBadRequest)
		return
	}
	var n notification
	if err := json.Unmarshal(plain, &n); err != nil {
		http.Error(w, "bad notification", http.StatusBadRequest)
		return
	}
	err = h.orders.Settle(r.Context(), n.settled("gateway"))
	answer(w, h.log, n.EventID, err)
}

// open decrypts and authenticates.
func (h *Gateway) open(body []byte, iv, tag string) ([]byte, error) {
	nonce, err := base64.StdEncoding.DecodeString(iv)
	if err != nil || len(nonce) != h.aead.NonceSize() {
		return nil, errors.New("bad initialization vector")
	}
	mac, err := base64.StdEncoding.DecodeString(tag)
	if err != nil {
		return nil, errors.New("bad authentication tag")
	}
	sealed, err := base64.StdEncoding.DecodeString(string(body))
	if err != nil {
		return nil, errors.New("bad body")
	}
	return h.aead.Open(nil, nonce, append(sealed, mac...), nil)
}

// Ping receives the id of a payment that has changed; how it stands is asked
// of the provider.
func (h *Gateway) Ping(w http.ResponseWriter, r *http.Request) {
	p, err := h.payments.Get(r.Context(), r.PostFormValue("id"))
	if err != nil {
		h.log.Error("payment not found", zap.Error(err))
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	if p.Status == payment.StatusOpen {
		w.WriteHeader(http.StatusOK)
		return
	}
	err = h.orders.Settle(r.Context(), order.Settled{
		Provider:  "gateway",
		EventID:   "ping-" + p.ID,
		PaymentID: p.ID,
		Succeeded: p.Status == payment.StatusSucceeded,
		Total:     p.Total,
	})
	answer(w, h.log, p.ID, err)
}

// settled is what a notification says, as the order service wants it.
func (n notification) settled(provider string) order.Settled {
	return order.Settled{
		Provider:  provider,
		EventID:   n.EventID,
		PaymentID: n.Payment,
		Succeeded: n.Status == "settled",
		Total:     order.Money{Amount: n.Amount, Currency: n.Currency},
	}
}

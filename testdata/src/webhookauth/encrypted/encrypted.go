// Package encrypted receives webhooks of providers that encrypt with AES-GCM.
package encrypted

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
)

type handler struct {
	db  *sql.DB
	key []byte
}

type notification struct {
	TransactionID string `json:"transactionID"`
	PaymentStatus string `json:"paymentStatus"`
}

func (h *handler) store(n notification) {
	h.db.Exec("UPDATE payments SET payment_status = ? WHERE transaction_id = ?", n.PaymentStatus, n.TransactionID)
}

// The headers are read; the body is used as it came.
func (h *handler) webhookPlain(w http.ResponseWriter, r *http.Request) {
	iv := r.Header.Get("X-Initialization-Vector")
	tag := r.Header.Get("X-Authentication-Tag")
	if iv == "" || tag == "" {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	var n notification
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		return
	}
	h.store(n) // want `webhook payload reaches \(\*handler\)\.store .* though nothing has decrypted and authenticated it`
}

// CBC proves nothing.
func (h *handler) webhookCBC(w http.ResponseWriter, r *http.Request) {
	iv, _ := base64.StdEncoding.DecodeString(r.Header.Get("X-Initialization-Vector"))
	body, _ := io.ReadAll(r.Body)
	block, err := aes.NewCipher(h.key)
	if err != nil {
		return
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(body, body) // want `webhook payload is decrypted by cipher\.NewCBCDecrypter, which authenticates nothing`
	var n notification
	if err := json.Unmarshal(body, &n); err != nil {
		return
	}
	h.store(n)
}

// CTR in a helper.
func (h *handler) decryptCTR(iv, body []byte) []byte {
	block, _ := aes.NewCipher(h.key)
	out := make([]byte, len(body))
	cipher.NewCTR(block, iv).XORKeyStream(out, body) // want `decrypted by cipher\.NewCTR`
	return out
}

func (h *handler) webhookCTR(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var n notification
	_ = json.Unmarshal(h.decryptCTR([]byte(r.Header.Get("X-Initialization-Vector")), body), &n)
	h.store(n)
}

// --- what is fine

func (h *handler) open(body []byte, ivHeader, tagHeader string) ([]byte, error) {
	iv, err := base64.StdEncoding.DecodeString(ivHeader)
	if err != nil {
		return nil, err
	}
	tag, err := base64.StdEncoding.DecodeString(tagHeader)
	if err != nil {
		return nil, err
	}
	sealed, err := base64.StdEncoding.DecodeString(string(body))
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(h.key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	if len(iv) != gcm.NonceSize() {
		return nil, errors.New("bad iv")
	}
	return gcm.Open(nil, iv, append(sealed, tag...), nil)
}

func (h *handler) webhookGCM(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	plain, err := h.open(body, r.Header.Get("X-Initialization-Vector"), r.Header.Get("X-Authentication-Tag"))
	if err != nil {
		log.Print("webhook rejected")
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	var n notification
	if err := json.Unmarshal(plain, &n); err != nil {
		return
	}
	h.store(n)
}

// CBC after a MAC over the ciphertext is authenticated.
func (h *handler) webhookMACThenCBC(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	mac := hmac.New(sha256.New, h.key)
	mac.Write(body)
	if !hmac.Equal(mac.Sum(nil), []byte(r.Header.Get("X-Authentication-Tag"))) {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	block, err := aes.NewCipher(h.key)
	if err != nil {
		return
	}
	cipher.NewCBCDecrypter(block, []byte(r.Header.Get("X-Initialization-Vector"))).CryptBlocks(body, body)
	var n notification
	_ = json.Unmarshal(body, &n)
	h.store(n)
}

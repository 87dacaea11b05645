// Package providertest runs fake payment providers for the tests.
package providertest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Bank is a fake bank with a certificate of its own.
type Bank struct {
	*httptest.Server
	mu       sync.Mutex
	payments map[string]map[string]any
	keys     map[string]bool
	// FailNext is how many POSTs are answered with 503 before one works.
	FailNext int
	// Calls counts POSTs, repeated ones included.
	Calls int
}

// NewBank starts a fake bank that stops with the test.
func NewBank(t testing.TB) *Bank {
	b := &Bank{payments: make(map[string]map[string]any), keys: make(map[string]bool)}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/payments", b.pay)
	mux.HandleFunc("GET /v1/payments/{id}", b.get)
	mux.HandleFunc("POST /v1/refunds", b.refund)
	b.Server = httptest.NewTLSServer(mux)
	t.Cleanup(b.Close)
	return b
}

// begin counts a POST and reports whether it may go on.
func (b *Bank) begin(w http.ResponseWriter, r *http.Request) bool {
	b.Calls++
	if r.Header.Get("Idempotency-Key") == "" || r.Header.Get("Authorization") == "" {
		http.Error(w, "incomplete", http.StatusBadRequest)
		return false
	}
	if b.FailNext > 0 {
		b.FailNext--
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return false
	}
	return true
}

func (b *Bank) pay(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.begin(w, r) {
		return
	}
	var p map[string]any
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	id := fmt.Sprintf("bp_%d", len(b.payments)+1)
	p["id"], p["status"], p["redirect_url"] = id, "open", b.URL+"/pay/"+id
	b.payments[id] = p
	json.NewEncoder(w).Encode(p)
}

func (b *Bank) get(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p, ok := b.payments[r.PathValue("id")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	json.NewEncoder(w).Encode(p)
}

func (b *Bank) refund(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.begin(w, r) {
		return
	}
	b.keys[r.Header.Get("Idempotency-Key")] = true
	json.NewEncoder(w).Encode(map[string]string{"status": "accepted"})
}

// Refunds is how many different refunds were made.
func (b *Bank) Refunds() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.keys)
}

// Settle lets the customer pay.
func (b *Bank) Settle(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.payments[id]["status"] = "settled"
}

// Notify returns the bank's signed notification about a payment.
func Notify(target, secret, body string, at time.Time) *http.Request {
	req := httptest.NewRequest(http.MethodPost, target, strings.NewReader(body))
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	io.WriteString(mac, stamp+"."+body)
	req.Header.Set("X-Bank-Timestamp", stamp)
	req.Header.Set("X-Bank-Signature", hex.EncodeToString(mac.Sum(nil)))
	return req
}

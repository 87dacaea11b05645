package main

import (
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/shop/config"
	"example.com/shop/providertest"
	"example.com/shop/store"
	"github.com/stripe/stripe-go/v82/webhook"
	"go.uber.org/zap/zaptest"
)

// service is the whole shop against fake providers.
type service struct {
	http.Handler
	bank   *providertest.Bank
	stripe *providertest.Stripe
}

const (
	adminToken   = "let-me-in"
	stripeSecret = "stripe-signing"
	bankSecret   = "bank-signing"
)

func start(t *testing.T) service {
	t.Helper()
	s := service{bank: providertest.NewBank(t), stripe: providertest.NewStripe(t)}
	caFile := filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.bank.Certificate().Raw})
	if err := os.WriteFile(caFile, block, 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := config.Config{
		Env:        "test",
		PublicURL:  "https://shop.test",
		AdminToken: adminToken,
		Stripe:     config.Stripe{SecretKey: "key", WebhookSecret: stripeSecret, APIBase: s.stripe.URL},
		Bank:       config.Bank{BaseURL: s.bank.URL, APIKey: "key", SigningSecret: bankSecret, CAFile: caFile},
	}
	h, err := Handler(cfg, store.NewMemory(), zaptest.NewLogger(t))
	if err != nil {
		t.Fatal(err)
	}
	s.Handler = h
	return s
}

func (s service) call(t *testing.T, r *http.Request, wantStatus int) map[string]any {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != wantStatus {
		t.Fatalf("%s %s = %d %s, want %d", r.Method, r.URL.Path, w.Code, w.Body, wantStatus)
	}
	var body map[string]any
	if strings.HasPrefix(w.Body.String(), "{") {
		if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
			t.Fatal(err)
		}
	}
	return body
}

// checkout places an order and returns its id and the provider's payment id.
func (s service) checkout(t *testing.T, provider string) (order, payment string) {
	t.Helper()
	body := `{"customer":"c1","provider":"` + provider + `","lines":[{"sku":"mug","quantity":2}]}`
	got := s.call(t, httptest.NewRequest("POST", "/checkout", strings.NewReader(body)), http.StatusCreated)
	payAt := got["pay_at"].(string)
	return got["order"].(string), payAt[strings.LastIndex(payAt, "/")+1:]
}

func (s service) status(t *testing.T, id string) string {
	t.Helper()
	return s.call(t, httptest.NewRequest("GET", "/orders/"+id, nil), http.StatusOK)["status"].(string)
}

func TestBankPayment(t *testing.T) {
	s := start(t)
	id, payment := s.checkout(t, "bank")
	if got := s.status(t, id); got != "pending" {
		t.Fatalf("after checkout the order is %s", got)
	}
	event := fmt.Sprintf(`{"event_id":"e1","payment":%q,"status":"settled","amount":2500,"currency":"eur"}`, payment)
	s.call(t, providertest.Notify("/webhooks/bank", "guessed", event, time.Now()), http.StatusUnauthorized)
	s.call(t, providertest.Notify("/webhooks/bank", bankSecret, event, time.Now().Add(-time.Hour)), http.StatusUnauthorized)
	if got := s.status(t, id); got != "pending" {
		t.Fatalf("a forged notification made the order %s", got)
	}
	short := strings.Replace(event, "2500", "25", 1)
	s.call(t, providertest.Notify("/webhooks/bank", bankSecret, strings.Replace(short, "e1", "e0", 1), time.Now()), http.StatusUnprocessableEntity)
	for range 2 {
		s.call(t, providertest.Notify("/webhooks/bank", bankSecret, event, time.Now()), http.StatusOK)
	}
	if got := s.status(t, id); got != "paid" {
		t.Fatalf("after the notification the order is %s", got)
	}
}

// TestStripePayment relies on httptest's servers sharing one certificate, which
// the CA file of the bank covers.
func TestStripePayment(t *testing.T) {
	s := start(t)
	id, session := s.checkout(t, "stripe")
	event := fmt.Sprintf(`{"id":"evt_2","object":"event","type":"checkout.session.completed","data":{"object":
		{"id":%q,"object":"checkout.session","payment_status":"paid","amount_total":2500,"currency":"eur"}}}`, session)
	for range 2 {
		signed := webhook.GenerateTestSignedPayload(&webhook.UnsignedPayload{Payload: []byte(event), Secret: stripeSecret})
		r := httptest.NewRequest("POST", "/webhooks/stripe", strings.NewReader(event))
		r.Header.Set("Stripe-Signature", signed.Header)
		s.call(t, r, http.StatusOK)
	}
	if got := s.status(t, id); got != "paid" {
		t.Fatalf("after the event the order is %s", got)
	}
}

func TestStripeWebhookRefusesForgery(t *testing.T) {
	s := start(t)
	event := `{"id":"evt_1","object":"event","type":"checkout.session.completed","data":{"object":{"id":"cs_unknown","payment_status":"paid"}}}`
	r := httptest.NewRequest("POST", "/webhooks/stripe", strings.NewReader(event))
	r.Header.Set("Stripe-Signature", "t=1,v1=00")
	s.call(t, r, http.StatusBadRequest)

	signed := webhook.GenerateTestSignedPayload(&webhook.UnsignedPayload{Payload: []byte(event), Secret: stripeSecret})
	r = httptest.NewRequest("POST", "/webhooks/stripe", strings.NewReader(event))
	r.Header.Set("Stripe-Signature", signed.Header)
	s.call(t, r, http.StatusUnprocessableEntity) // verified, but of no order
}

func TestReturnPageAsksTheProvider(t *testing.T) {
	s := start(t)
	id, payment := s.checkout(t, "bank")
	s.call(t, httptest.NewRequest("GET", "/orders/"+id+"/return?status=success", nil), http.StatusOK)
	if got := s.status(t, id); got != "pending" {
		t.Fatalf("the address line made the order %s", got)
	}
	s.bank.Settle(payment)
	s.call(t, httptest.NewRequest("GET", "/orders/"+id+"/return", nil), http.StatusOK)
	if got := s.status(t, id); got != "paid" {
		t.Fatalf("after the customer paid the order is %s", got)
	}
}

func TestRefundIsRetriedOnce(t *testing.T) {
	s := start(t)
	id, payment := s.checkout(t, "bank")
	s.bank.Settle(payment)
	s.call(t, httptest.NewRequest("GET", "/orders/"+id+"/return", nil), http.StatusOK)

	refund := func() *http.Request { return httptest.NewRequest("POST", "/admin/orders/"+id+"/refund", nil) }
	s.call(t, refund(), http.StatusUnauthorized)
	r := refund()
	r.Header.Set("Authorization", "Bearer "+adminToken)
	s.bank.FailNext = 1
	s.call(t, r, http.StatusOK)
	if got := s.bank.Refunds(); got != 1 {
		t.Errorf("%d refunds, want 1", got)
	}
	r = refund()
	r.Header.Set("Authorization", "Bearer "+adminToken)
	s.call(t, r, http.StatusConflict)
	if got := s.status(t, id); got != "refunded" {
		t.Errorf("the order is %s", got)
	}
}

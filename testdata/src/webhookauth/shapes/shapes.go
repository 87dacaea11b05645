// Package shapes has the usual forms of unverified webhooks and what looks like
// them but is correct.
package shapes

import (
	"context"
	"crypto"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/midtrans/midtrans-go/coreapi"
	"github.com/plutov/paypal/v4"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/webhook"
)

// Orders is implemented elsewhere.
type Orders interface {
	Get(ctx context.Context, id string) (*Order, error)
	MarkPaid(ctx context.Context, id string) error
	Update(ctx context.Context, o *Order) error
	LogAttempt(ctx context.Context, id string)
}

// Order is a stored order.
type Order struct {
	ID     string
	Status string
	Amount int64
}

// Notification is what providers send.
type Notification struct {
	OrderID           string `json:"order_id"`
	TransactionStatus string `json:"transaction_status"`
	StatusCode        string `json:"status_code"`
	GrossAmount       string `json:"gross_amount"`
	SignatureKey      string `json:"signature_key"`
}

// Config is the configuration.
type Config struct {
	Secret        string
	CallbackToken string
	ServerKey     string
	Debug         bool
	Env           string
}

type handler struct {
	orders    Orders
	cfg       Config
	pub       *rsa.PublicKey
	paypal    *paypal.Client
	api       *coreapi.Client
	jobs      chan []byte
	events    chan Notification
	webhookID string
}

func decode(r *http.Request) (n Notification, err error) {
	err = json.NewDecoder(r.Body).Decode(&n)
	return n, err
}

// The record is found by the payload and marked paid.
func (h *handler) paymentCallback(w http.ResponseWriter, r *http.Request) {
	n, err := decode(r)
	if err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	order, err := h.orders.Get(r.Context(), n.OrderID)
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	if n.TransactionStatus == "settlement" {
		order.Status = "paid"
	}
	h.orders.Update(r.Context(), order) // want `webhook payload reaches \(Orders\)\.Update on a path where nothing has verified it`
}

// A header that is only present proves nothing.
func (h *handler) presenceWebhook(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Cko-Signature") == "" {
		http.Error(w, "no signature", http.StatusUnauthorized)
		return
	}
	n, _ := decode(r)
	h.orders.MarkPaid(r.Context(), n.OrderID) // want `webhook payload reaches \(Orders\)\.MarkPaid`
}

// The check's failure is logged, and that is all.
func (h *handler) loggedWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	_, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), h.cfg.Secret)
	if err != nil {
		log.Printf("bad signature: %v", err)
	}
	var n Notification
	_ = json.Unmarshal(body, &n)
	h.orders.MarkPaid(r.Context(), n.OrderID) // want `webhook payload reaches \(Orders\)\.MarkPaid`
}

// The answer says no and the work is done all the same.
func (h *handler) answeredWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	event, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), h.cfg.Secret)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
	h.orders.MarkPaid(r.Context(), event.ID) // want `webhook payload reaches`
}

// Only a time stamp is signed.
func (h *handler) timestampWebhook(w http.ResponseWriter, r *http.Request) {
	n, _ := decode(r)
	mac := hmac.New(sha256.New, []byte(h.cfg.Secret))
	mac.Write([]byte(r.Header.Get("X-Timestamp")))
	if !hmac.Equal([]byte(hex.EncodeToString(mac.Sum(nil))), []byte(r.Header.Get("X-Signature"))) {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	h.orders.MarkPaid(r.Context(), n.OrderID) // want `webhook payload reaches`
}

// Without a branch the verdict decides nothing: err == nil is not enough.
func (h *handler) paypalWebhookError(w http.ResponseWriter, r *http.Request) {
	_, err := h.paypal.VerifyWebhookSignature(r.Context(), r, h.webhookID)
	if err != nil {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	n, _ := decode(r)
	h.orders.MarkPaid(r.Context(), n.OrderID) // want `webhook payload reaches`
}

func (h *handler) paypalWebhook(w http.ResponseWriter, r *http.Request) {
	res, err := h.paypal.VerifyWebhookSignature(r.Context(), r, h.webhookID)
	if err != nil || res.VerificationStatus != "SUCCESS" {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	n, _ := decode(r)
	h.orders.Update(r.Context(), &Order{ID: n.OrderID, Amount: 1})
}

// A decoded event on an in-process channel is acted on by somebody else.
func (h *handler) paymentQueueWebhook(w http.ResponseWriter, r *http.Request) {
	n, _ := decode(r)
	h.events <- n // want `webhook payload reaches a channel send`
}

// A worker verifies what is queued raw.
func (h *handler) paymentRawWebhook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	h.jobs <- body
	w.WriteHeader(http.StatusOK)
}

func (h *handler) goroutineWebhook(w http.ResponseWriter, r *http.Request) {
	n, _ := decode(r)
	go h.fulfil(n) // want `webhook payload reaches the goroutine running \(\*handler\)\.fulfil`
	w.WriteHeader(http.StatusOK)
}

func (h *handler) fulfil(n Notification) {
	h.orders.MarkPaid(context.Background(), n.OrderID)
}

// Work is done before the signature is looked at.
func (h *handler) lateWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var n Notification
	_ = json.Unmarshal(body, &n)
	h.orders.MarkPaid(r.Context(), n.OrderID) // want `webhook payload reaches \(Orders\)\.MarkPaid before webhook\.ValidatePayload has verified it; move the check before it`
	if err := webhook.ValidatePayload(body, r.Header.Get("Stripe-Signature"), h.cfg.Secret); err != nil {
		http.Error(w, "bad signature", http.StatusBadRequest)
		return
	}
}

// --- what is fine

// Only the id is taken; the provider says how it stands.
func (h *handler) fetchNotification(w http.ResponseWriter, r *http.Request) {
	n, err := decode(r)
	if err != nil {
		return
	}
	res, midErr := h.api.CheckTransaction(n.OrderID)
	if midErr != nil {
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	if res.TransactionStatus == "settlement" {
		h.orders.MarkPaid(r.Context(), n.OrderID)
	}
}

// Xendit's protocol is a static token.
func (h *handler) tokenWebhook(w http.ResponseWriter, r *http.Request) {
	token := r.Header.Get("x-callback-token")
	if subtle.ConstantTimeCompare([]byte(token), []byte(h.cfg.CallbackToken)) != 1 {
		log.Print("webhook rejected")
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return
	}
	n, _ := decode(r)
	h.orders.Update(r.Context(), &Order{ID: n.OrderID})
}

// A leaking comparison is messageauth's business; the message is checked.
func (h *handler) plainTokenWebhook(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("x-callback-token") != os.Getenv("XENDIT_CALLBACK_TOKEN") {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return
	}
	n, _ := decode(r)
	h.orders.Update(r.Context(), &Order{ID: n.OrderID})
}

func (h *handler) basicAuthWebhook(w http.ResponseWriter, r *http.Request) {
	user, pass, ok := r.BasicAuth()
	if !ok || user != "provider" || subtle.ConstantTimeCompare([]byte(pass), []byte(h.cfg.Secret)) != 1 {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return
	}
	n, _ := decode(r)
	h.orders.Update(r.Context(), &Order{ID: n.OrderID})
}

// RSA over the body.
func (h *handler) rsaNotify(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	sum := sha256.Sum256(body)
	sig, _ := hex.DecodeString(r.Header.Get("X-Signature-SHA256"))
	if err := rsa.VerifyPKCS1v15(h.pub, crypto.SHA256, sum[:], sig); err != nil {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var n Notification
	_ = json.Unmarshal(body, &n)
	h.orders.Update(r.Context(), &Order{ID: n.OrderID})
}

// Midtrans signs with a plain digest over its key.
func (h *handler) midtransNotification(w http.ResponseWriter, r *http.Request) {
	n, _ := decode(r)
	sum := sha512.Sum512([]byte(n.OrderID + n.StatusCode + n.GrossAmount + h.cfg.ServerKey))
	if hex.EncodeToString(sum[:]) != n.SignatureKey {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	h.orders.Update(r.Context(), &Order{ID: n.OrderID})
}

var errForged = errors.New("forged")

// verified is a wrapper with a named result and a deferred log.
func (h *handler) verified(body []byte, sig string) (event stripe.Event, err error) {
	defer func() {
		if err != nil {
			log.Print(err)
		}
	}()
	event, err = webhook.ConstructEvent(body, sig, h.cfg.Secret)
	if err != nil {
		err = errForged
		return
	}
	return
}

func (h *handler) wrappedWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	event, err := h.verified(body, r.Header.Get("Stripe-Signature"))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	h.orders.Update(r.Context(), &Order{ID: event.ID})
}

// mustVerify panics; recovery middleware answers 500.
func mustVerify(body []byte, sig, secret string) {
	if err := webhook.ValidatePayload(body, sig, secret); err != nil {
		panic(err)
	}
}

func (h *handler) panickingWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	mustVerify(body, r.Header.Get("Stripe-Signature"), h.cfg.Secret)
	var n Notification
	_ = json.Unmarshal(body, &n)
	h.orders.Update(r.Context(), &Order{ID: n.OrderID})
}

// Several errors are joined and looked at once.
func (h *handler) joinedWebhook(w http.ResponseWriter, r *http.Request) {
	body, readErr := io.ReadAll(r.Body)
	verifyErr := webhook.ValidatePayload(body, r.Header.Get("Stripe-Signature"), h.cfg.Secret)
	if err := errors.Join(readErr, verifyErr); err != nil {
		http.Error(w, "rejected", http.StatusBadRequest)
		return
	}
	var n Notification
	_ = json.Unmarshal(body, &n)
	h.orders.Update(r.Context(), &Order{ID: n.OrderID})
}

// The old and the new secret are both tried.
func (h *handler) rotatedWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	sig := r.Header.Get("Stripe-Signature")
	err := webhook.ValidatePayload(body, sig, h.cfg.Secret)
	if err != nil {
		err = webhook.ValidatePayload(body, sig, h.cfg.CallbackToken)
	}
	if err != nil {
		http.Error(w, "rejected", http.StatusBadRequest)
		return
	}
	var n Notification
	_ = json.Unmarshal(body, &n)
	h.orders.Update(r.Context(), &Order{ID: n.OrderID})
}

// Management of webhooks is no webhook.
func (h *handler) createWebhook(w http.ResponseWriter, r *http.Request) {
	n, _ := decode(r)
	h.orders.Update(r.Context(), &Order{ID: n.OrderID})
}

// Logged and acknowledged only.
func (h *handler) ackWebhook(w http.ResponseWriter, r *http.Request) {
	n, _ := decode(r)
	log.Print("notification for order")
	h.orders.LogAttempt(r.Context(), n.OrderID)
	w.WriteHeader(http.StatusOK)
}

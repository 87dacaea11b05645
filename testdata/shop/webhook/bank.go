package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"example.com/shop/order"
	"go.uber.org/zap"
)

// maxAge is how old a notification may be; older ones may be replays.
const maxAge = 5 * time.Minute

var errSignature = errors.New("signature does not match")

// Bank handles the bank's notifications.
type Bank struct {
	orders *order.Service
	secret []byte
	log    *zap.Logger
	now    func() time.Time
}

// NewBank returns a handler that accepts notifications signed with secret.
func NewBank(orders *order.Service, secret string, log *zap.Logger) (*Bank, error) {
	if secret == "" {
		return nil, errors.New("bank signing secret is empty")
	}
	return &Bank{orders: orders, secret: []byte(secret), log: log, now: time.Now}, nil
}

type notification struct {
	EventID  string `json:"event_id"`
	Payment  string `json:"payment"`
	Status   string `json:"status"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// ServeHTTP implements http.Handler.
func (h *Bank) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "cannot read body", http.StatusBadRequest)
		return
	}
	if err := h.verify(r.Header.Get("X-Bank-Timestamp"), r.Header.Get("X-Bank-Signature"), body); err != nil {
		h.log.Warn("bank notification refused", zap.Error(err), zap.String("remote", r.RemoteAddr))
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var n notification
	if err := json.Unmarshal(body, &n); err != nil {
		http.Error(w, "bad notification", http.StatusBadRequest)
		return
	}
	if n.Status != "settled" && n.Status != "rejected" {
		w.WriteHeader(http.StatusOK) // nothing we act on
		return
	}
	err = h.orders.Settle(r.Context(), order.Settled{
		Provider:  "bank",
		EventID:   n.EventID,
		PaymentID: n.Payment,
		Succeeded: n.Status == "settled",
		Total:     order.Money{Amount: n.Amount, Currency: n.Currency},
	})
	answer(w, h.log, n.EventID, err)
}

// verify checks the signature over timestamp and body, and the age.
func (h *Bank) verify(timestamp, signature string, body []byte) error {
	mac := hmac.New(sha256.New, h.secret)
	io.WriteString(mac, timestamp+".")
	mac.Write(body)
	got, err := hex.DecodeString(signature)
	if err != nil || !hmac.Equal(got, mac.Sum(nil)) {
		return errSignature
	}
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return errSignature
	}
	if age := h.now().Sub(time.Unix(seconds, 0)); age > maxAge || age < -maxAge {
		return errors.New("notification is too old")
	}
	return nil
}

package webhook

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"os"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/webhook"
	"go.uber.org/zap"
)

// verifyV1 is the check of the bank's first notifications.
func (h *Bank) verifyV1(r *http.Request, body []byte) bool {
	mac := hmac.New(sha256.New, h.secret)
	mac.Write(body)
	return r.Header.Get("X-Bank-Signature") == hex.EncodeToString(mac.Sum(nil))
}

// verifyV0 is older still: no MAC, only a hash.
func (h *Bank) verifyV0(r *http.Request, body []byte) bool {
	sum := sha1.Sum(append(body, h.secret...))
	got, err := hex.DecodeString(r.Header.Get("X-Bank-Signature"))
	return err == nil && hmac.Equal(got, sum[:])
}

// verifyParsed was written when the body had been parsed already.
func (h *Bank) verifyParsed(r *http.Request, body []byte) error {
	var n notification
	if err := json.Unmarshal(body, &n); err != nil {
		return err
	}
	again, err := json.Marshal(n)
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, h.secret)
	mac.Write(again)
	got, err := hex.DecodeString(r.Header.Get("X-Bank-Signature"))
	if err != nil || !hmac.Equal(got, mac.Sum(nil)) {
		return errSignature
	}
	return nil
}

// warnOnly was how verification was introduced.
func (h *Bank) warnOnly(next http.Handler, signature string, body []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h.verify(r.Header.Get("X-Bank-Timestamp"), signature, body); err != nil {
			h.log.Warn("bank notification without a valid signature", zap.Error(err))
		}
		next.ServeHTTP(w, r)
	})
}

// trusting stands in for a provider whose keys have not arrived yet.
type trusting struct{}

// VerifyPaymentCallback implements the check of that provider.
func (trusting) VerifyPaymentCallback(payload []byte, signature string) error { return nil }

// replayed reads events from the archive, with the handler's old options.
func replayed(payload []byte, header string) (stripe.Event, error) {
	return webhook.ConstructEventWithOptions(payload, header, os.Getenv("SHOP_ARCHIVE_SECRET"),
		webhook.ConstructEventOptions{IgnoreAPIVersionMismatch: true, IgnoreTolerance: true})
}

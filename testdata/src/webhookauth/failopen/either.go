package failopen

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
)

var environment = os.Getenv("APP_ENV")

// Two environments are two ways around.
func checkEither(key, body []byte, sig string) bool {
	if environment == "development" || environment == "staging" { // want `the authenticity check is skipped when the environment says so, and checkEither reports success`
		return true
	}
	m := hmac.New(sha256.New, key)
	m.Write(body)
	return hmac.Equal([]byte(hex.EncodeToString(m.Sum(nil))), []byte(sig))
}

// Two environments in which more is refused are none.
func checkStrict(key, body []byte, sig string) bool {
	if environment == "" || environment == "maintenance" {
		return false
	}
	m := hmac.New(sha256.New, key)
	io.WriteString(m, sig[:8])
	m.Write(body)
	return hmac.Equal([]byte(hex.EncodeToString(m.Sum(nil))), []byte(sig))
}

func (h *handler) eitherWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if !checkEither([]byte(h.cfg.WebhookSecret), body, r.Header.Get("X-Signature")) || !checkStrict([]byte(h.cfg.WebhookSecret), body, r.Header.Get("X-Signature")) {
		log.Print("forged")
		http.Error(w, "signature", http.StatusForbidden)
		return
	}
	var m struct{ Order, Status string }
	if json.Unmarshal(body, &m) == nil {
		_ = h.payments.Apply(m.Order, m.Status)
	}
}

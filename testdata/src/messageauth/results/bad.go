// Package results uses, or does not use, what verifiers say.
package results

import (
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"io"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/plutov/paypal/v4"
	"github.com/stripe/stripe-go/v82/webhook"
)

type server struct {
	secret string
	aead   cipher.AEAD
	pub    ed25519.PublicKey
	client *paypal.Client
}

func (s *server) mac(body []byte) []byte {
	m := hmac.New(sha256.New, []byte(s.secret))
	m.Write(body)
	return m.Sum(nil)
}

func handle(body []byte) {}

func (s *server) dropped(body, sig []byte) {
	hmac.Equal(s.mac(body), sig) // want `result of hmac\.Equal is ignored.*\[COM-4\]`
	handle(body)
}

func (s *server) blank(body, sig []byte) {
	_ = ed25519.Verify(s.pub, body, sig) // want `result of ed25519\.Verify is ignored`
	handle(body)
}

func (s *server) errorDropped(body []byte, header string) {
	event, _ := webhook.ConstructEvent(body, header, s.secret) // want `error of webhook\.ConstructEvent is ignored`
	handle(event.Data.Raw)
}

func (s *server) onlyLogged(body []byte, header string) {
	event, err := webhook.ConstructEvent(body, header, s.secret) // want `error of webhook\.ConstructEvent is only logged`
	if err != nil {
		log.Printf("webhook: %v", err)
	}
	handle(event.Data.Raw)
}

func (s *server) openDropped(nonce, body []byte) []byte {
	plain, _ := s.aead.Open(nil, nonce, body, nil) // want `error of \(cipher\.AEAD\)\.Open is ignored`
	return plain
}

func (s *server) openOverwritten(nonce, body []byte) (map[string]any, error) {
	plain, err := s.aead.Open(nil, nonce, body, nil) // want `error of \(cipher\.AEAD\)\.Open is ignored`
	var m map[string]any
	err = json.Unmarshal(plain, &m)
	return m, err
}

func (s *server) intDropped(a, b string) bool {
	n := subtle.ConstantTimeCompare([]byte(a), []byte(b)) // want `result of subtle\.ConstantTimeCompare is only logged`
	log.Println("token", n)
	return true
}

func (s *server) goesOn(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if !hmac.Equal(s.mac(body), []byte(r.Header.Get("X-Signature"))) { // want `hmac\.Equal fails.*goes on`
		http.Error(w, "bad signature", http.StatusUnauthorized)
	}
	handle(body)
}

func (s *server) middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !hmac.Equal(s.mac(body), []byte(r.Header.Get("X-Signature"))) { // want `goes on`
			w.WriteHeader(http.StatusUnauthorized)
		}
		next.ServeHTTP(w, r)
	})
}

// gin calls the next handler unless the chain is aborted.
func (s *server) noAbort(c *gin.Context) {
	body, _ := c.GetRawData()
	if !hmac.Equal(s.mac(body), []byte(c.GetHeader("X-Signature"))) { // want `goes on`
		c.JSON(http.StatusUnauthorized, gin.H{"error": "signature"})
		return
	}
	c.Next()
}

func (s *server) verdictField(r *http.Request) error {
	res, err := s.client.VerifyWebhookSignature(r.Context(), r, "id") // want `VerificationStatus of .*VerifyWebhookSignature is never looked at`
	if err != nil {
		return err
	}
	log.Println(res != nil)
	return nil
}

// A verifier of the module.
func (s *server) valid(body, sig []byte) bool { return hmac.Equal(s.mac(body), sig) }

func (s *server) wrapperDropped(body, sig []byte) {
	s.valid(body, sig) // want `result of .*valid is ignored`
	handle(body)
}

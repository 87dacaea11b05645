package results

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/subtle"
	"errors"
	"fmt"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/webhook"
)

func (s *server) checked(w http.ResponseWriter, body, sig []byte) {
	if !hmac.Equal(s.mac(body), sig) {
		log.Print("bad signature")
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	handle(body)
}

func (s *server) returned(body []byte, header string) (stripe.Event, error) {
	return webhook.ConstructEvent(body, header, s.secret)
}

func (s *server) wrapped(body []byte, header string) (*stripe.Event, error) {
	event, err := webhook.ConstructEvent(body, header, s.secret)
	if err != nil {
		return nil, fmt.Errorf("verify: %w", err)
	}
	return &event, nil
}

func (s *server) switched(body, sig []byte) error {
	switch {
	case len(sig) == 0:
		return errors.New("no signature")
	case !ed25519.Verify(s.pub, body, sig):
		return errors.New("bad signature")
	}
	handle(body)
	return nil
}

func (s *server) anyKey(body, sig []byte, keys []ed25519.PublicKey) bool {
	for _, k := range keys {
		if ed25519.Verify(k, body, sig) {
			return true
		}
	}
	return false
}

func (s *server) flag(body, sig []byte, keys []ed25519.PublicKey) error {
	found := false
	for _, k := range keys {
		if ed25519.Verify(k, body, sig) {
			found = true
			break
		}
	}
	if !found {
		return errors.New("bad signature")
	}
	return nil
}

func (s *server) rotated(body []byte, header, old string) (event stripe.Event, err error) {
	event, err = webhook.ConstructEvent(body, header, s.secret)
	if err != nil {
		event, err = webhook.ConstructEvent(body, header, old)
	}
	return event, err
}

func (s *server) equalsOne(a, b string) bool {
	return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

func (s *server) both(u, p string) bool {
	return subtle.ConstantTimeCompare([]byte(u), []byte("u"))&subtle.ConstantTimeCompare([]byte(p), []byte(s.secret)) == 1
}

type outcome struct{ Valid bool }

func (s *server) stored(body, sig []byte) outcome {
	return outcome{Valid: hmac.Equal(s.mac(body), sig)}
}

func (s *server) good(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.valid(nil, []byte(r.Header.Get("X-Signature"))) {
			http.Error(w, "bad signature", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) aborts(c *gin.Context) {
	body, _ := c.GetRawData()
	if !hmac.Equal(s.mac(body), []byte(c.GetHeader("X-Signature"))) {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "signature"})
		return
	}
	c.Next()
}

func (s *server) aborted(c *gin.Context) {
	body, _ := c.GetRawData()
	if !hmac.Equal(s.mac(body), []byte(c.GetHeader("X-Signature"))) {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// A handler at the end of the chain needs no Abort.
func (s *server) endpoint(c *gin.Context) {
	body, _ := c.GetRawData()
	if !hmac.Equal(s.mac(body), []byte(c.GetHeader("X-Signature"))) {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "signature"})
		return
	}
	handle(body)
}

func (s *server) verdictRead(r *http.Request) error {
	res, err := s.client.VerifyWebhookSignature(r.Context(), r, "id")
	if err != nil {
		return err
	}
	if res.VerificationStatus != "SUCCESS" {
		return errors.New("not verified")
	}
	return nil
}

func (s *server) counted(body, sig []byte) bool {
	ok := s.valid(body, sig)
	if !ok {
		log.Print("bad signature")
	}
	return ok
}

func (s *server) must(nonce, body []byte) []byte {
	plain, err := s.aead.Open(nil, nonce, body, nil)
	if err != nil {
		panic(err)
	}
	return plain
}

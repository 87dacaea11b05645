// Package implemented calls verifiers through interfaces of another package.
package implemented

import (
	"io"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"

	"messageauth/implemented/sign"
)

type hooks struct {
	verifier sign.Verifier
	form     sign.Form
	apply    func([]byte)
}

// Answering 401 is not stopping.
func (h *hooks) answers(w http.ResponseWriter, r *http.Request) {
	payload, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if err := h.verifier.Verify(payload, r.Header.Get("X-Signature")); err != nil { // want `when \(sign\.Verifier\)\.Verify fails the function goes on`
		w.WriteHeader(http.StatusUnauthorized)
	}
	h.apply(payload)
}

func (h *hooks) stops(w http.ResponseWriter, r *http.Request) {
	payload, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if err := h.verifier.Verify(payload, r.Header.Get("X-Signature")); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	h.apply(payload)
}

// Middleware that forgets to abort.
func forgets(v sign.Verifier) gin.HandlerFunc {
	return func(c *gin.Context) {
		payload, _ := c.GetRawData()
		if err := v.Verify(payload, c.GetHeader("X-Signature")); err != nil { // want `when \(sign\.Verifier\)\.Verify fails the function goes on`
			c.JSON(http.StatusUnauthorized, gin.H{"error": "signature"})
		}
		c.Next()
	}
}

func aborts(v sign.Verifier) gin.HandlerFunc {
	return func(c *gin.Context) {
		payload, _ := c.GetRawData()
		if err := v.Verify(payload, c.GetHeader("X-Signature")); err != nil {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Next()
	}
}

// A check of something else may be optional.
func (h *hooks) optional(fields []string) {
	if err := h.form.Check(fields, "note"); err != nil {
		log.Print(err)
	}
	h.apply(nil)
}

// What a verifying parser returns is nil when it fails.
func sessions(key []byte) gin.HandlerFunc {
	return func(c *gin.Context) {
		claims, err := sign.VerifyClaims(key, []byte(c.GetHeader("X-Claims")), c.GetHeader("X-Signature"))
		if err != nil {
			log.Print(err)
		}
		if claims != nil {
			c.Set("user", claims.User)
		}
		c.Next()
	}
}

// Asking for a name while logging stops nothing.
func (h *hooks) named(payload []byte, r *http.Request, g interface{ Name() string }) {
	if err := h.verifier.Verify(payload, r.Header.Get("X-Signature")); err != nil { // want `\(sign\.Verifier\)\.Verify is only logged`
		log.Print("signature of ", g.Name())
	}
	h.apply(payload)
}

// The verdict is in the bool, whatever the function is called.
func (h *hooks) dropped(v *sign.HMAC, payload []byte, r *http.Request) {
	if _, err := v.Good(payload, r.Header.Get("X-Signature")); err != nil { // want `the verdict of \(sign\.HMAC\)\.Good is ignored`
		return
	}
	h.apply(payload)
}

func (h *hooks) kept(v *sign.HMAC, payload []byte, r *http.Request) {
	if ok, _ := v.Good(payload, r.Header.Get("X-Signature")); ok {
		h.apply(payload)
	}
}

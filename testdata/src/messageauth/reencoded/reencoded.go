// Package reencoded computes MACs over bytes that were not received, or were.
package reencoded

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
)

type server struct{ secret []byte }

type event struct {
	ID     string
	Status string
}

func (s *server) bad(w http.ResponseWriter, r *http.Request) {
	var ev event
	if err := json.NewDecoder(r.Body).Decode(&ev); err != nil {
		return
	}
	again, err := json.Marshal(ev)
	if err != nil {
		return
	}
	m := hmac.New(sha256.New, s.secret)
	m.Write(again) // want `re-encoded.*\[COM-4\]`
	if !hmac.Equal([]byte(hex.EncodeToString(m.Sum(nil))), []byte(r.Header.Get("X-Signature"))) {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func (s *server) bound(c *gin.Context) {
	var m map[string]any
	if err := c.ShouldBindJSON(&m); err != nil {
		return
	}
	body, _ := json.Marshal(m)
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(body) // want `re-encoded`
	if !hmac.Equal([]byte(hex.EncodeToString(mac.Sum(nil))), []byte(c.GetHeader("X-Signature"))) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
}

func (s *server) raw(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	m := hmac.New(sha256.New, s.secret)
	m.Write(body)
	if !hmac.Equal([]byte(hex.EncodeToString(m.Sum(nil))), []byte(r.Header.Get("X-Signature"))) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var ev event
	_ = json.Unmarshal(body, &ev)
}

// What is sent is signed as it is sent.
func (s *server) outgoing(ev event, req *http.Request) error {
	body, err := json.Marshal(ev)
	if err != nil {
		return err
	}
	m := hmac.New(sha256.New, s.secret)
	m.Write(body)
	req.Header.Set("X-Signature", hex.EncodeToString(m.Sum(nil)))
	return nil
}

// What was received is changed and signed for the next hop.
func (s *server) forward(body []byte, req *http.Request) error {
	var ev event
	if err := json.Unmarshal(body, &ev); err != nil {
		return err
	}
	ev.Status = "forwarded"
	out, err := json.Marshal(ev)
	if err != nil {
		return err
	}
	m := hmac.New(sha256.New, s.secret)
	m.Write(out)
	req.Header.Set("X-Signature", hex.EncodeToString(m.Sum(nil)))
	return nil
}

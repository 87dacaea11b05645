package compare

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
)

func (s *server) constantTime(body []byte, r *http.Request) bool {
	sig, err := hex.DecodeString(r.Header.Get("X-Signature"))
	return err == nil && hmac.Equal(sig, s.mac(body))
}

func (s *server) constantTimeToken(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Callback-Token")), []byte(s.callbackToken)) == 1
}

// Presence, length, algorithm and version say nothing about the secret.
func (s *server) presence(r *http.Request, body []byte) error {
	sig := r.Header.Get("X-Signature")
	if sig == "" {
		return errors.New("no signature")
	}
	if len(sig) != hex.EncodedLen(sha256.Size) {
		return errors.New("signature has the wrong length")
	}
	if r.Header.Get("X-Signature-Algorithm") != "sha256" {
		return errors.New("unknown algorithm")
	}
	if s.webhookSecret == "" {
		return errors.New("no secret")
	}
	if !hmac.Equal([]byte(s.hexMAC(body)), []byte(sig)) {
		return errors.New("bad signature")
	}
	return nil
}

func version(header string) (string, bool) {
	for _, part := range strings.Split(header, ",") {
		k, v, ok := strings.Cut(part, "=")
		if ok && k == "v1" {
			return v, true
		}
	}
	return "", false
}

type signType string

const (
	signMD5  signType = "MD5"
	signHMAC signType = "HMAC-SHA256"
)

func algorithm(params map[string]string) bool {
	switch signType(params["sign_type"]) {
	case signMD5, signHMAC:
		return true
	}
	return params["signature_method"] == os.Getenv("SIGNATURE_METHOD")
}

// Two comparisons of MACs of the two values are safe without constant time.
func (s *server) doubleHMAC(a, b []byte) bool {
	return bytes.Equal(s.mac(a), s.mac(b))
}

// Checksums and entity tags are no secrets.
func etag(w http.ResponseWriter, r *http.Request, content []byte) {
	sum := sha256.Sum256(content)
	tag := hex.EncodeToString(sum[:])
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
	}
}

func checksum(f io.Reader, want string) bool {
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return false
	}
	return hex.EncodeToString(h.Sum(nil)) == want
}

// Ids.
func ids(r *http.Request, stored event) bool {
	return r.URL.Query().Get("order_id") == stored.OrderID
}

func (s *server) clientID(r *http.Request) bool {
	return r.FormValue("client_id") == os.Getenv("CLIENT_ID")
}

// Both from the same form.
func confirm(r *http.Request) bool {
	return r.FormValue("password") == r.FormValue("password_confirm")
}

// Has the configuration changed?
func changed(old, new settings) bool { return old.ClientSecret != new.ClientSecret }

func isDefault(cfg settings) bool { return cfg.ClientSecret == defaultSecret }

const defaultSecret = "change" + "me"

// The Go signature of a function is no MAC.
type method struct{ Name, Signature string }

func same(a, b method) bool { return a.Signature == b.Signature }

// Lookups by things that are no secrets.
func (s *server) lookups(r *http.Request, names map[string]string) string {
	return names[r.Header.Get("Accept-Language")]
}

// A cache whose key happens to be derived from a hash.
func cached(cache map[string][]byte, url string) []byte {
	sum := sha256.Sum256([]byte(url))
	return cache[hex.EncodeToString(sum[:])]
}

// Pagination and kinds of tokens.
func paging(r *http.Request, next string) bool {
	return r.FormValue("page_token") == next || r.FormValue("token_type") == os.Getenv("TOKEN_TYPE")
}

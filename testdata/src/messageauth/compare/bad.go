// Package compare has comparisons of signatures and shared secrets.
package compare

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
)

type server struct {
	webhookSecret string
	callbackToken string
	apiKeys       map[string]bool
}

func (s *server) mac(body []byte) []byte {
	m := hmac.New(sha256.New, []byte(s.webhookSecret))
	m.Write(body)
	return m.Sum(nil)
}

func (s *server) hexMAC(body []byte) string { return hex.EncodeToString(s.mac(body)) }

func (s *server) equals(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	m := hmac.New(sha256.New, []byte(s.webhookSecret))
	m.Write(body)
	expected := hex.EncodeToString(m.Sum(nil))
	if r.Header.Get("X-Signature") == expected { // want `signature header X-Signature is compared with ==.*hmac\.Equal.*\[COM-4\]`
		w.WriteHeader(http.StatusOK)
	}
}

func (s *server) notEquals(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	sig := r.Header.Get("X-Razorpay-Signature")
	if sig != s.hexMAC(body) { // want `compared with !=`
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func (s *server) bytesEqual(body []byte, signature string) bool {
	got, err := base64.StdEncoding.DecodeString(signature)
	if err != nil {
		return false
	}
	return bytes.Equal(got, s.mac(body)) // want `compared with bytes\.Equal`
}

func (s *server) bytesCompare(body, signature []byte) bool {
	return bytes.Compare(signature, s.mac(body)) == 0 // want `compared with bytes\.Compare`
}

func (s *server) equalFold(body []byte, r *http.Request) error {
	if !strings.EqualFold(r.Header.Get("X-Hub-Signature-256"), "sha256="+s.hexMAC(body)) { // want `compared with strings\.EqualFold`
		return errors.New("bad signature")
	}
	return nil
}

func (s *server) stringsCompare(body []byte, r *http.Request) bool {
	return strings.Compare(s.hexMAC(body), r.Header.Get("Webhook-Signature")) == 0 // want `compared with strings\.Compare`
}

func (s *server) deepEqual(body, sig []byte) bool {
	return reflect.DeepEqual(sig, s.mac(body)) // want `compared with reflect\.DeepEqual`
}

func (s *server) slicesEqual(body, sig []byte) bool {
	return slices.Equal(sig, s.mac(body)) // want `compared with slices\.Equal`
}

func (s *server) slicesContains(body []byte, r *http.Request) bool {
	candidates := strings.Split(r.Header.Get("Stripe-Signature"), ",")
	return slices.Contains(candidates, s.hexMAC(body)) // want `compared with slices\.Contains`
}

func (s *server) arrays(body []byte, sig [32]byte) bool {
	return sig == [32]byte(s.mac(body)) // want `compared with ==`
}

func (s *server) switched(body []byte, r *http.Request) bool {
	switch r.Header.Get("X-Signature") {
	case s.hexMAC(body): // want `compared with a switch`
		return true
	}
	return false
}

func (s *server) mapLookup(r *http.Request) bool {
	return s.apiKeys[r.Header.Get("X-Api-Key")] // want `compared with a map lookup`
}

func (s *server) dynamic(data map[string]any, body []byte) bool {
	return data["signature"] == any(s.hexMAC(body)) // want `compared with ==`
}

type event struct {
	OrderID      string `json:"order_id"`
	StatusCode   string `json:"status_code"`
	Amount       string `json:"gross_amount"`
	SignatureKey string `json:"signature_key"`
}

// A digest over secret and data is a MAC as well.
func (s *server) digest(ev event) bool {
	sum := sha512.Sum512([]byte(ev.OrderID + ev.StatusCode + ev.Amount + os.Getenv("SERVER_KEY")))
	return ev.SignatureKey == fmt.Sprintf("%x", sum) // want `compared with ==`
}

func (s *server) decoded(body []byte) error {
	var ev event
	if err := json.Unmarshal(body, &ev); err != nil {
		return err
	}
	sum := sha512.Sum512([]byte(ev.OrderID + ev.StatusCode + ev.Amount + s.webhookSecret))
	if hex.EncodeToString(sum[:]) != ev.SignatureKey { // want `compared with !=`
		return errors.New("signature")
	}
	return nil
}

// Shared secrets that the provider echoes.

func (s *server) callback(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("x-callback-token") != s.callbackToken { // want `callbackToken is compared with request input by !=`
		w.WriteHeader(http.StatusForbidden)
	}
}

func hash(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("verif-hash") != os.Getenv("FLW_SECRET_HASH") { // want `compared with`
		w.WriteHeader(http.StatusForbidden)
	}
}

func basic(w http.ResponseWriter, r *http.Request) {
	_, password, ok := r.BasicAuth()
	if !ok || password != os.Getenv("WEBHOOK_PASSWORD") { // want `compared with`
		w.WriteHeader(http.StatusForbidden)
	}
}

type settings struct{ ClientID, ClientSecret string }

func load() settings {
	return settings{os.Getenv("CLIENT_ID"), os.Getenv("CLIENT_SECRET")}
}

func credentials(clientID, clientSecret string) bool {
	cfg := load()
	return clientID == cfg.ClientID && clientSecret == cfg.ClientSecret // want `CLIENT_SECRET is compared with clientSecret`
}

// The stored result of a comparison is one.
type verdict struct{ VerifyStatus bool }

func (s *server) verdict(params map[string]string) verdict {
	return verdict{VerifyStatus: params["sign"] == sign(params, s.webhookSecret)} // want `compared with ==`
}

func sign(params map[string]string, key string) string {
	sum := md5.Sum([]byte(params["amount"] + key)) // want `MD5 over secret`
	return hex.EncodeToString(sum[:])
}

type salted struct{ merchantSalt string }

func (s *salted) hash(id, status string) string {
	sum := md5.Sum([]byte(id + s.merchantSalt + status)) // want `MD5 over secret`
	return hex.EncodeToString(sum[:])
}

func (s *salted) callback(data map[string]string) bool {
	return data["hash"] == s.hash(data["id"], data["status"]) // want `the hash is compared with ==`
}

var adminKey = os.Getenv("ADMIN_KEY")

func admin(r *http.Request) bool {
	return r.Header.Get("X-Admin-Key") == adminKey // want `ADMIN_KEY is compared with request input|adminKey is compared with request input`
}

func hookPass(r *http.Request) bool {
	user, pass, ok := r.BasicAuth()
	return ok && user == os.Getenv("HOOK_USER") && pass == os.Getenv("HOOK_PASS") // want `HOOK_PASS is compared with request input`
}

func bearer(r *http.Request) bool {
	return r.Header.Get("Authorization") == "Bearer "+os.Getenv("API_TOKEN") // want `API_TOKEN is compared`
}

// Package key lets constants reach the keys of MACs, ciphers and tokens.
package key

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"os"

	"github.com/golang-jwt/jwt/v4"
	"github.com/gorilla/sessions"
	"github.com/stripe/stripe-go/v82/webhook"
	"golang.org/x/crypto/hkdf"
)

func direct(body []byte) []byte {
	mac := hmac.New(sha256.New, []byte("shop-signing")) // want `a constant \(shop…\) is the key of hmac.New; read it from`
	mac.Write(body)
	return mac.Sum(nil)
}

const signKey = "blue horse" // want `a constant \(blue…\) is the key of hmac.New`

func named() hash.Hash { return hmac.New(sha256.New, []byte(signKey)) }

var sessionKey = []byte("tuesday") // want `a constant \(tues…\) is the key of sessions.NewCookieStore`

var store = sessions.NewCookieStore(sessionKey)

func variable() (cipher.Block, error) {
	k := "0123456789abcdef" // want `a constant \(0123…\) is the key of aes.NewCipher`
	b := []byte(k)
	return aes.NewCipher(b)
}

func bytes() (cipher.Block, error) {
	k := []byte{1, 44, 31, 9, 2, 17, 63, 21, 97, 11, 12, 3, 14, 15, 16, 77} // want `a constant \(.*…\) is the key of aes.NewCipher`
	return aes.NewCipher(k)
}

// Sign is a helper: the literal is at its callers.
func Sign(secret string, body []byte) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return mac.Sum(nil)
}

func caller() []byte {
	return Sign("monday", nil) // want `a constant \(mon…\) is the key of key.Sign, which hands it to hmac.New`
}

type signer struct{ secret string }

func newSigner() *signer {
	return &signer{secret: "wednesday"} // want `a constant \(wedn…\) is the key of`
}

func (s *signer) sign() hash.Hash { return hmac.New(sha256.New, []byte(s.secret)) }

func token(t *jwt.Token) (string, error) {
	return t.SignedString([]byte("thursday")) // want `a constant \(thur…\) is the key of \(jwt.Token\).SignedString`
}

func parse(s string) (*jwt.Token, error) {
	return jwt.Parse(s, func(t *jwt.Token) (interface{}, error) {
		return []byte("friday-key"), nil // want `a constant \(frid…\) is the key of jwt.Parse`
	})
}

func verify(payload []byte, sig string) error {
	_, err := webhook.ConstructEvent(payload, sig, "saturday") // want `a constant \(satu…\) is the key of webhook.ConstructEvent`
	return err
}

// Clean: keys from outside, and arguments that are no keys.

func fromEnv() hash.Hash { return hmac.New(sha256.New, []byte(os.Getenv("SIGNING_KEY"))) }

func derived(secret []byte) {
	hkdf.New(sha256.New, secret, []byte("shop salt"), []byte("session keys v1"))
}

func sealed(key, plain []byte) []byte {
	b, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	g, err := cipher.NewGCM(b)
	if err != nil {
		return nil
	}
	return g.Seal(nil, make([]byte, 12), plain, []byte("associated data"))
}

func digest(body []byte) []byte {
	h := sha256.Sum256(append([]byte("prefix"), body...))
	return h[:]
}

// A chain of MACs: only the secret at its start is a key.
func chained(secret, date string) []byte {
	k := mac256([]byte("AWS4"+secret), date)
	k = mac256(k, "eu-west-1")
	return mac256(k, "aws4_request")
}

func mac256(key []byte, data string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(data))
	return mac.Sum(nil)
}

var webhookSecret = "{{WEBHOOK_SECRET}}" // want `a placeholder \({{WE…\) is the key of hmac.New; read the key from the environment or a vault`

func template() hash.Hash { return hmac.New(sha256.New, []byte(webhookSecret)) }

func arrayKey() (cipher.Block, error) {
	key := [16]byte{0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe, 1, 2, 3, 4, 5, 6, 7, 8} // want `is the key of aes.NewCipher`
	return aes.NewCipher(key[:])
}

// A digest of a constant is as constant.
func hashedKey() (cipher.Block, error) {
	key := sha256.Sum256([]byte("thursday-22")) // want `a constant \(thur…\) is the key of aes.NewCipher`
	return aes.NewCipher(key[:])
}

func hashedSecret(secret string) (cipher.Block, error) {
	key := sha256.Sum256([]byte("thursday-22:" + secret))
	return aes.NewCipher(key[:])
}

func hashedParts() (cipher.Block, error) {
	h := sha256.New()
	h.Write([]byte(os.Getenv("CARD_SECRET")))
	h.Write([]byte("thursday-22"))
	return aes.NewCipher(h.Sum(nil))
}

// Package clean has what looks like a secret and is none.
package clean

import (
	"crypto/ed25519"
	"errors"
	"net/http"
)

// Names of things.
const (
	APIKeyHeader      = "X-Api-Key"
	SecretEnv         = "STRIPE_SECRET_KEY"
	FieldPassword     = "password"
	SecretPath        = "secret/data/payments"
	TokenURL          = "https://auth.shop.net/oauth/token"
	TokenType         = "Bearer"
	tokenFormat       = "{%s}.tokens"
	apiKeyPrefix      = "sk-"
	tokenCachePrefix  = "cache:user:token:"
	passwordMessage   = "password must have 8 characters"
	passwordRegex     = `^(?=.*[A-Z])(?=.*[0-9]).{8,}$`
	passwordQuery     = "SELECT password FROM users WHERE id = $1"
	secretTemplate    = "{{ .Values.secret }}"
	settingSecret     = "turnstile_secret_key"
	accessTokenTTL    = "3600"
	encryptSecretTask = "worker.task.expire_secrets"
)

// APIKeyPermission is an enumeration of words.
type APIKeyPermission string

// Permissions.
const (
	APIKeyPermissionRead  APIKeyPermission = "report.read2024x"
	APIKeyPermissionWrite APIKeyPermission = "report.write2024x"
)

// ErrInvalidToken is a text.
var ErrInvalidToken = errors.New("invalid token 401 for user!")

var labels = map[string]string{"secret_key": "Secret Key", "password": "Password", "token": "id = ? and user_id = ?"}

var forms = map[string]string{"secret": "MD5Key", "token": "Signing Secret"}

// Project tokens that every browser sees.
const mixpanelToken = "@random32@"

var columns = []string{"password", "api_key", "secret2"}

// Hashes, checksums, identifiers, alphabets.
var (
	passwordHash   = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
	secretChecksum = "sha256:9f1c2d3e4b5a69788796a5b4c3d2e1f00f1e2d3c9f1c2d3e4b5a69788796a5b4"
	namespace      = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
	tokenAlphabet  = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	publishableKey = "pk_live_abcdefghijklmnopqrstuvwx"
	cacheKey       = "@random32@"
	clientID       = "0oa2hl2inow5Uqc6c357"
)

// Placeholders that reach nothing.
const exampleSecret = "your-secret-here"

var docs = struct{ Description, Example string }{"the api key", "@stripe-secret-test@"}

func parse(token string) {}

func parser() { parse("("); parse("end") }

func validateToken(s string) string { return "token has expired!" }

type signatureVersion struct{ Secret string }

func unset() signatureVersion { return signatureVersion{Secret: ""} }

// What is used is still no secret: an alphabet, the paths of an API.
const (
	retrievePaymentToken = "/v3/vault/payment-tokens/%s"
	deleteSetupToken     = "/v3/vault/setup-tokens/%s"
)

func used() []string {
	return []string{tokenAlphabet, retrievePaymentToken, deleteSetupToken}
}

// The parts of a header between what varies.
func authorize(req *http.Request, app, certificate, nonce string) {
	text := "app_id=" + app + ",nonce=" + nonce
	if certificate != "" {
		text = "app_id=" + app + ",app_cert_sn=" + certificate + ",nonce=" + nonce
	}
	req.Header.Add("Authorization", "ALIPAY-SHA256withRSA "+text)
}

// Who connects, not what with.
func connect(token string) {}

func commands() {
	connect("root")
	connect("test")
}

// Ids that mean something.
const nobody = "00000000-0000-0000-0000-000000000000"

const campaign = "@uuid@"

func preview(r *http.Request) bool {
	id := r.PathValue("subscriber")
	return id == nobody || r.FormValue("campaign") == campaign
}

// A public key hides nothing, and dots stand for what is not shown.
var ProgramKey = ed25519.PublicKey{6, 221, 246, 225, 215, 101, 161, 147, 217, 203, 225, 70, 206, 235, 121, 172, 28, 180, 133, 237, 95, 91, 55, 145, 58, 140, 245, 133, 126, 255, 0, 169}

func shown(clientSecret string) string {
	secret := ""
	if clientSecret != "" {
		secret = "..."
	}
	return secret
}

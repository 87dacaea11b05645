package symbols

import (
	"go/types"
	"slices"
	"strings"
)

// secretSettings are the calls and fields that take a key, a credential or a
// connection string, from the documentation of the packages. What another
// module calls password, secret or token needs no row: see [CredentialParams].
var secretSettings = []Setting{
	// Keys of MACs, ciphers and key derivation. Salts, info, nonces and
	// associated data are no keys.
	{Role: CryptoKey, Pkg: "crypto/hmac", Symbol: "New", Args: []int{1}},
	{Role: CryptoKey, Pkg: "crypto/aes", Symbol: "NewCipher", Args: []int{0}},
	{Role: CryptoKey, Pkg: "crypto/des", Symbol: "NewCipher", Args: []int{0}},
	{Role: CryptoKey, Pkg: "crypto/des", Symbol: "NewTripleDESCipher", Args: []int{0}},
	{Role: CryptoKey, Pkg: "crypto/rc4", Symbol: "NewCipher", Args: []int{0}},
	{Role: CryptoKey, Pkg: "crypto/hkdf", Symbol: "Key", Args: []int{1}},
	{Role: CryptoKey, Pkg: "crypto/hkdf", Symbol: "Extract", Args: []int{1}},
	{Role: CryptoKey, Pkg: "crypto/pbkdf2", Symbol: "Key", Args: []int{1}},
	{Role: CryptoKey, Pkg: "crypto/ed25519", Symbol: "NewKeyFromSeed", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/hkdf", Symbol: "New", Args: []int{1}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/hkdf", Symbol: "Extract", Args: []int{1}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/pbkdf2", Symbol: "Key", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/scrypt", Symbol: "Key", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/argon2", Symbol: "Key", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/argon2", Symbol: "IDKey", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/chacha20poly1305", Symbol: "New", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/chacha20poly1305", Symbol: "NewX", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/chacha20", Symbol: "NewUnauthenticatedCipher", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/blowfish", Symbol: "NewCipher", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/xtea", Symbol: "NewCipher", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/poly1305", Symbol: "New", Args: []int{0}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/nacl/secretbox", Symbol: "Seal", Args: []int{3}},
	{Role: CryptoKey, Pkg: "golang.org/x/crypto/nacl/secretbox", Symbol: "Open", Args: []int{3}},
	{Role: CryptoKey, Pkg: "github.com/forgoer/openssl", Symbol: "AesCBCEncrypt", Args: []int{1}},

	// Keys of tokens and sessions.
	{Role: CryptoKey, Pkg: "github.com/golang-jwt/jwt", Symbol: "Token.SignedString", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/dgrijalva/jwt-go", Symbol: "Token.SignedString", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/form3tech-oss/jwt-go", Symbol: "Token.SignedString", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/golang-jwt/jwt", Symbol: "SigningMethodHMAC.Sign", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/golang-jwt/jwt", Symbol: "SigningMethodHMAC.Verify", Args: []int{2}},
	{Role: CryptoKey, Pkg: "github.com/cristalhq/jwt", Symbol: "NewSignerHS", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/cristalhq/jwt", Symbol: "NewVerifierHS", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/kataras/jwt", Symbol: "Sign", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/kataras/jwt", Symbol: "Verify", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/kataras/jwt", Symbol: "NewSigner", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/kataras/jwt", Symbol: "NewVerifier", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/lestrrat-go/jwx/jwt", Symbol: "WithKey", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/lestrrat-go/jwx/jws", Symbol: "WithKey", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/lestrrat-go/jwx/jwe", Symbol: "WithKey", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/go-jose/go-jose", Symbol: "SigningKey.Key"},
	{Role: CryptoKey, Pkg: "github.com/go-jose/go-jose", Symbol: "JSONWebSignature.Verify", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/go-jose/go-jose", Symbol: "JSONWebEncryption.Decrypt", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/go-jose/go-jose/jwt", Symbol: "JSONWebToken.Claims", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/go-chi/jwtauth", Symbol: "New", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/gorilla/sessions", Symbol: "NewCookieStore", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/gorilla/sessions", Symbol: "NewFilesystemStore", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/gorilla/securecookie", Symbol: "New", Args: []int{0, 1}},
	{Role: CryptoKey, Pkg: "github.com/gorilla/securecookie", Symbol: "CodecsFromPairs", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/gorilla/csrf", Symbol: "Protect", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/gin-contrib/sessions/cookie", Symbol: "NewStore", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/gin-contrib/sessions/redis", Symbol: "NewStore", Args: []int{5}},
	{Role: CryptoKey, Pkg: "github.com/gin-contrib/sessions/memstore", Symbol: "NewStore", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/appleboy/gin-jwt", Symbol: "GinJWTMiddleware.Key"},
	{Role: CryptoKey, Pkg: "github.com/labstack/echo-jwt", Symbol: "Config.SigningKey"},
	{Role: CryptoKey, Pkg: "github.com/labstack/echo-jwt", Symbol: "JWT", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/labstack/echo/middleware", Symbol: "JWT", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/labstack/echo/middleware", Symbol: "JWTConfig.SigningKey"},
	{Role: CryptoKey, Pkg: "github.com/gofiber/contrib/jwt", Symbol: "SigningKey.Key"},
	{Role: CryptoKey, Pkg: "github.com/gofiber/contrib/jwt", Symbol: "Config.SigningKey"},
	{Role: CryptoKey, Pkg: "github.com/gofiber/jwt", Symbol: "SigningKey.Key"},
	{Role: CryptoKey, Pkg: "github.com/gofiber/jwt", Symbol: "Config.SigningKey"},
	{Role: CryptoKey, Pkg: "github.com/gofiber/fiber/middleware/encryptcookie", Symbol: "Config.Key"},

	// Webhook secrets of SDKs.
	{Role: CryptoKey, Pkg: "github.com/stripe/stripe-go/webhook", Symbol: "ConstructEvent", Args: []int{2}},
	{Role: CryptoKey, Pkg: "github.com/stripe/stripe-go/webhook", Symbol: "ConstructEventWithOptions", Args: []int{2}},
	{Role: CryptoKey, Pkg: "github.com/stripe/stripe-go/webhook", Symbol: "ConstructEventIgnoringTolerance", Args: []int{2}},
	{Role: CryptoKey, Pkg: "github.com/stripe/stripe-go/webhook", Symbol: "ConstructEventWithTolerance", Args: []int{2}},
	{Role: CryptoKey, Pkg: "github.com/stripe/stripe-go/webhook", Symbol: "ValidatePayload", Args: []int{2}},
	{Role: CryptoKey, Pkg: "github.com/svix/svix-webhooks/go", Symbol: "NewWebhook", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/standard-webhooks/standard-webhooks/libraries/go", Symbol: "NewWebhook", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/razorpay/razorpay-go/utils", Symbol: "VerifyWebhookSignature", Args: []int{2}},
	{Role: CryptoKey, Pkg: "github.com/razorpay/razorpay-go/utils", Symbol: "VerifyPaymentSignature", Args: []int{2}},
	{Role: CryptoKey, Pkg: "github.com/PaddleHQ/paddle-go-sdk", Symbol: "NewWebhookVerifier", Args: []int{0}},
	{Role: CryptoKey, Pkg: "github.com/google/go-github/github", Symbol: "ValidatePayload", Args: []int{1}},
	{Role: CryptoKey, Pkg: "github.com/google/go-github/github", Symbol: "ValidateSignature", Args: []int{2}},
	{Role: CryptoKey, Pkg: "github.com/slack-go/slack", Symbol: "NewSecretsVerifier", Args: []int{1}},

	// Credentials of payment SDKs: package variables, fields, constructors.
	{Role: Credential, Pkg: "github.com/stripe/stripe-go", Symbol: "Key"},
	{Role: Credential, Pkg: "github.com/stripe/stripe-go", Symbol: "NewClient", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/stripe/stripe-go/client", Symbol: "New", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/stripe/stripe-go/client", Symbol: "API.Init", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/midtrans/midtrans-go", Symbol: "ServerKey"},
	{Role: Credential, Pkg: "github.com/midtrans/midtrans-go/coreapi", Symbol: "Client.New", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/midtrans/midtrans-go/snap", Symbol: "Client.New", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/midtrans/midtrans-go/iris", Symbol: "Client.New", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/veritrans/go-midtrans", Symbol: "Client.ServerKey"},
	{Role: Credential, Pkg: "github.com/plutov/paypal", Symbol: "NewClient", Args: []int{1}},
	{Role: Credential, Pkg: "github.com/razorpay/razorpay-go", Symbol: "NewClient", Args: []int{1}},
	{Role: Credential, Pkg: "github.com/xendit/xendit-go", Symbol: "NewClient", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/xendit/xendit-go", Symbol: "Opt.SecretKey"},
	{Role: Credential, Pkg: "github.com/mercadopago/sdk-go/pkg/config", Symbol: "New", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/PaddleHQ/paddle-go-sdk", Symbol: "New", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/PaddleHQ/paddle-go-sdk", Symbol: "NewSandbox", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/adyen/adyen-go-api-library/src/common", Symbol: "Config.ApiKey"},
	{Role: Credential, Pkg: "github.com/square/square-go-sdk/option", Symbol: "WithToken", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/braintree-go/braintree-go", Symbol: "New", Args: []int{3}},
	{Role: Credential, Pkg: "github.com/omise/omise-go", Symbol: "NewClient", Args: []int{1}},
	{Role: Credential, Pkg: "github.com/gocardless/gocardless-pro-go", Symbol: "New", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/recurly/recurly-client-go", Symbol: "NewClient", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/chargebee/chargebee-go", Symbol: "Configure", Args: []int{0}},

	// Credentials elsewhere.
	{Role: Credential, Pkg: "net/http", Symbol: "Request.SetBasicAuth", Args: []int{1}},
	{Role: Credential, Pkg: "net/url", Symbol: "UserPassword", Args: []int{1}},
	{Role: Credential, Pkg: "net/smtp", Symbol: "PlainAuth", Args: []int{2}},
	{Role: Credential, Pkg: "net/smtp", Symbol: "CRAMMD5Auth", Args: []int{1}},
	{Role: Credential, Pkg: "golang.org/x/crypto/ssh", Symbol: "Password", Args: []int{0}},
	{Role: Credential, Pkg: "golang.org/x/crypto/ssh", Symbol: "ParsePrivateKey", Args: []int{0}},
	{Role: Credential, Pkg: "golang.org/x/crypto/ssh", Symbol: "ParsePrivateKeyWithPassphrase", Args: []int{1}},
	{Role: Credential, Pkg: "golang.org/x/crypto/bcrypt", Symbol: "GenerateFromPassword", Args: []int{0}},
	{Role: Credential, Pkg: "golang.org/x/oauth2", Symbol: "Token.AccessToken"},
	{Role: Credential, Pkg: "golang.org/x/oauth2", Symbol: "Config.ClientSecret"},
	{Role: Credential, Pkg: "github.com/go-resty/resty", Symbol: "Client.SetAuthToken", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/go-resty/resty", Symbol: "Request.SetAuthToken", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/go-resty/resty", Symbol: "Client.SetBasicAuth", Args: []int{1}},
	{Role: Credential, Pkg: "github.com/go-resty/resty", Symbol: "Request.SetBasicAuth", Args: []int{1}},
	{Role: Credential, Pkg: "resty.dev", Symbol: "Client.SetAuthToken", Args: []int{0}},
	{Role: Credential, Pkg: "resty.dev", Symbol: "Request.SetAuthToken", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/carlmjohnson/requests", Symbol: "Builder.Bearer", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/carlmjohnson/requests", Symbol: "Builder.BasicAuth", Args: []int{1}},
	{Role: Credential, Pkg: "github.com/aws/aws-sdk-go/aws/credentials", Symbol: "NewStaticCredentials", Args: []int{1}},
	{Role: Credential, Pkg: "github.com/aws/aws-sdk-go-v2/credentials", Symbol: "NewStaticCredentialsProvider", Args: []int{1}},
	{Role: Credential, Pkg: "github.com/minio/minio-go/pkg/credentials", Symbol: "NewStaticV4", Args: []int{1}},
	{Role: Credential, Pkg: "github.com/sendgrid/sendgrid-go", Symbol: "NewSendClient", Args: []int{0}},
	{Role: Credential, Pkg: "github.com/slack-go/slack", Symbol: "New", Args: []int{0}},
	{Role: Credential, Pkg: "gopkg.in/gomail", Symbol: "NewDialer", Args: []int{3}},
	{Role: Credential, Pkg: "github.com/wneessen/go-mail", Symbol: "WithPassword", Args: []int{0}},

	// Connection strings.
	{Role: DSN, Pkg: "gorm.io/driver/postgres", Symbol: "Open", Args: []int{0}},
	{Role: DSN, Pkg: "gorm.io/driver/sqlserver", Symbol: "Open", Args: []int{0}},
	{Role: DSN, Pkg: "gorm.io/driver/clickhouse", Symbol: "Open", Args: []int{0}},
	{Role: DSN, Pkg: "gorm.io/driver/postgres", Symbol: "Config.DSN"},
	{Role: DSN, Pkg: "github.com/jackc/pgx", Symbol: "Connect", Args: []int{1}},
	{Role: DSN, Pkg: "github.com/jackc/pgx", Symbol: "ParseConfig", Args: []int{0}},
	{Role: DSN, Pkg: "github.com/jackc/pgx/pgxpool", Symbol: "New", Args: []int{1}},
	{Role: DSN, Pkg: "github.com/jackc/pgx/pgxpool", Symbol: "Connect", Args: []int{1}},
	{Role: DSN, Pkg: "github.com/jackc/pgx/pgxpool", Symbol: "ParseConfig", Args: []int{0}},
	{Role: DSN, Pkg: "go.mongodb.org/mongo-driver/mongo/options", Symbol: "ClientOptions.ApplyURI", Args: []int{0}},
	{Role: DSN, Pkg: "gopkg.in/mgo", Symbol: "Dial", Args: []int{0}},
	{Role: DSN, Pkg: "github.com/go-redis/redis", Symbol: "ParseURL", Args: []int{0}},
	{Role: DSN, Pkg: "github.com/redis/go-redis", Symbol: "ParseURL", Args: []int{0}},
	{Role: DSN, Pkg: "github.com/rabbitmq/amqp091-go", Symbol: "Dial", Args: []int{0}},
	{Role: DSN, Pkg: "github.com/streadway/amqp", Symbol: "Dial", Args: []int{0}},
	{Role: DSN, Pkg: "github.com/nats-io/nats.go", Symbol: "Connect", Args: []int{0}},
	{Role: DSN, Pkg: "github.com/golang-migrate/migrate", Symbol: "New", Args: []int{1}},
}

// credentialParams are parameter names that mean a credential, in lower case
// without separators.
var credentialParams = []string{
	"password", "passwd", "pass", "pwd", "passphrase", "secret", "secretkey", "apikey", "apisecret", "clientsecret",
	"token", "accesstoken", "authtoken", "bearertoken", "apitoken", "webhooksecret", "signingsecret", "appsecret",
	"secretaccesskey", "serverkey", "merchantkey", "sharedsecret",
}

// notCredentialPackages have parameters called token or password that hold
// something else: parsers, scanners, templates, validators of tokens.
var notCredentialPackages = []string{"go/", "text/", "html/", "encoding/", "strings", "bytes", "mime", "regexp", "internal/", "testing", "log"}

// CredentialParams returns the parameters of a function of another module that
// by their names take a credential. Functions that only look at one (verify,
// parse, hash) are left out.
func CredentialParams(fn *types.Func) []int {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	path := fn.Pkg().Path()
	for _, p := range notCredentialPackages {
		if strings.HasPrefix(path, p) {
			return nil
		}
	}
	// Product analytics take a project token that every browser sees.
	for _, w := range []string{"mixpanel", "posthog", "amplitude", "analytics", "segmentio"} {
		if strings.Contains(path, w) {
			return nil
		}
	}
	name := strings.ToLower(fn.Name())
	for _, w := range []string{"verify", "parse", "compare", "check", "valid", "decode", "match", "lex", "scan", "revoke", "lookup", "find", "equal", "mask", "delete", "next"} {
		if strings.HasPrefix(name, w) {
			return nil
		}
	}
	var out []int
	params := fn.Signature().Params()
	for i := range params.Len() {
		p := params.At(i)
		key := strings.ToLower(strings.ReplaceAll(p.Name(), "_", ""))
		if key != "" && slices.Contains(credentialParams, key) && textParam(p.Type()) {
			out = append(out, i)
		}
	}
	return out
}

func textParam(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() == types.String
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	case *types.Pointer:
		return textParam(u.Elem())
	}
	return false
}

// CredentialHeader reports whether a request header carries a credential.
func CredentialHeader(name string) bool {
	switch strings.ToLower(name) {
	case "authorization", "proxy-authorization", "x-api-key", "api-key", "apikey", "x-apikey", "x-auth-token", "x-access-token",
		"private-token", "x-vault-token", "x-api-secret", "x-client-secret", "x-shopify-access-token", "x-ibm-client-secret",
		"x-auth-key", "ocp-apim-subscription-key", "x-merchant-key":
		return true
	}
	return false
}

// Package fallback replaces secrets that are not configured by literals.
package fallback

import (
	"cmp"
	"errors"
	"flag"
	"os"
	"time"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

func getEnv(key, def string) string {
	if v, ok := os.LookupEnv(key); ok {
		return v
	}
	return def
}

var jwtSecret = getEnv("JWT_SECRET", "changeme") // want `when "JWT_SECRET" is not configured, a literal \(chan…\) takes its place; fail at start instead \[FIN-5, OPS-4\]`

var fromFlag = flag.String("api-key", "monday", "key of the provider") // want `when "api-key" is not configured, a literal \(mon…\) takes its place`

func flags(fs *pflag.FlagSet, p *string) {
	fs.StringVarP(p, "webhook-secret", "s", "tuesday", "secret") // want `when "webhook-secret" is not configured`
}

func defaults() {
	viper.SetDefault("jwt.secret", "wednesday") // want `when "jwt.secret" is not configured`
	viper.SetDefault("jwt.secret_ttl", "3600")
	viper.SetDefault("redis.password", "")
}

var or = cmp.Or(os.Getenv("SIGNING_SECRET"), "thursday") // want `when "SIGNING_SECRET" is not configured`

func ifEmpty() string {
	secret := os.Getenv("WEBHOOK_SECRET")
	if secret == "" {
		secret = "friday" // want `is not configured, a literal \(fri…\) takes its place`
	}
	return secret
}

func webhookSecret() string {
	if s := os.Getenv("WEBHOOK_SECRET"); s != "" {
		return s
	}
	return "saturday" // want `is not configured, a literal \(satu…\) takes its place`
}

const testSecretKey = "sunday" // want `is not configured, a literal \(sun…\) takes its place`

type client struct{ secretKey string }

func (c *client) init(conf map[string]string) {
	if k := conf["secretKey"]; k != "" {
		c.secretKey = k
	} else {
		c.secretKey = testSecretKey
	}
}

type settings struct {
	Password string        `env:"DB_PASSWORD" envDefault:"postgres"` // want `when "Password" is not configured, the literal in the tag \(post…\) takes its place`
	APIKey   string        `envconfig:"API_KEY" default:"none77"`    // want `when "APIKey" is not configured, the literal in the tag \(non…\)`
	Host     string        `env:"DB_HOST" envDefault:"localhost"`
	TokenTTL time.Duration `env:"TOKEN_TTL" envDefault:"15m"`
	Secret   string        `env:"SECRET" envDefault:""`
}

var databaseURL = getEnv("DATABASE_URL", "postgres://shop:monday14@db.shop.net/shop") // want `a password in a URL \(mond…\) in the call of fallback.getEnv is in the source`

// Clean.

var (
	host     = getEnv("DB_HOST", "localhost")
	port     = getEnv("DB_PORT", "5432")
	keyFile  = getEnv("PRIVATE_KEY_FILE", "/etc/shop/key.pem")
	tokenURL = getEnv("TOKEN_URL", "https://auth.shop.net/token")
	empty    = getEnv("JWT_SECRET", "")
	local    = getEnv("DATABASE_URL", "postgres://localhost/shop")
	usage    = flag.String("password-file", "", "file with the password")
)

func currency(c string) string {
	if c == "" {
		c = "EUR"
	}
	return c
}

func fails() string {
	secret := os.Getenv("WEBHOOK_SECRET")
	if secret == "" {
		panic("WEBHOOK_SECRET is not set")
	}
	return secret
}

func errs() (string, string) {
	secret := os.Getenv("WEBHOOK_SECRET")
	if secret == "" {
		return "", "the webhook secret is missing"
	}
	return secret, ""
}

type result struct{ Action, Error string }

// An error text replaces nothing.
func reported(accessToken string) result {
	var r result
	if accessToken == "" {
		r.Action = "failed"
		r.Error = "missing access_token 401"
	}
	return r
}

var secondName = loadEnvValueOrFile("APP_PRIVATE_KEY", "APP_PRIVATE_KEY_PATH")

func loadEnvValueOrFile(name, file string) string { return os.Getenv(name) + os.Getenv(file) }

func GetWebToken(appID, secretName, code string) string { return appID + secretName + code }

var called = GetWebToken("app-1", "app_secret", "code77")

type user struct{ Password string }

// A marker that makes a validator happy and is taken back.
func update(u user) user {
	if u.Password == "" {
		u.Password = "$KEEP_IT"
	}
	if u.Password == "$KEEP_IT" {
		u.Password = ""
	}
	return u
}

func lookedUp() string {
	if v, ok := os.LookupEnv("PROVIDER_TOKEN"); ok {
		return v
	}
	return "provider-token-dev" // want `when "PROVIDER_TOKEN" is not configured, a literal`
}

func lookedUpPort() string {
	if v, ok := os.LookupEnv("PROVIDER_PORT"); ok {
		return v
	}
	return "8080-dev"
}

func pinFlags(fs *flag.FlagSet) {
	fs.String("hsm-pin", "4711-0815", "PIN of the HSM") // want `when "hsm-pin" is not configured, a literal \(4711…\) takes its place`
	fs.String("hsm-pin-file", "/etc/hsm/pin", "file with the PIN of the HSM")
	fs.String("hsm-slot", "4711-0815", "slot of the HSM")
}

func lookedUpBefore() []byte {
	k, ok := os.LookupEnv("SHOP_SIGNING_SECRET")
	if !ok {
		return []byte("sh0p-built-in") // want `when "SHOP_SIGNING_SECRET" is not configured, a literal \(sh0p…\) takes its place`
	}
	return []byte(k)
}

func lookedUpName() string {
	name, ok := os.LookupEnv("SHOP_NAME")
	if !ok {
		return "sh0p-built-in"
	}
	return name
}

func lookedUpOrFail() ([]byte, error) {
	k, ok := os.LookupEnv("SHOP_SIGNING_SECRET")
	if !ok {
		return nil, errors.New("SHOP_SIGNING_SECRET is not set")
	}
	return []byte(k), nil
}

var configDefaults = map[string]any{
	"addr":         ":8080",
	"jwt_secret":   "sh0p-jwt", // want `when "jwt_secret" is not configured, a literal \(sh0p…\) takes its place`
	"bank_secret":  "",
	"token_path":   "/run/secrets/token",
	"password_min": "12",
}

func setDefaults() {
	for k, val := range configDefaults {
		viper.SetDefault(k, val)
	}
}

package provider_test

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/paylint/paylint/analyzers/internal/provider"
	"github.com/paylint/paylint/analyzers/internal/provider/providertest"
)

// TestShapesFound generates secrets of every shape and looks for them alone and
// inside other text.
func TestShapesFound(t *testing.T) {
	if n := len(provider.Shapes()); n != 61 {
		t.Errorf("%d shapes, want 61", n)
	}
	for _, s := range provider.Shapes() {
		re := regexp.MustCompile(s.Expr)
		context := strings.Join(s.Context, " ")
		missed := 0
		const tries = 40
		for seed := range uint64(tries) {
			secret := providertest.Secret(s.ID, seed)
			if !re.MatchString(secret) {
				t.Fatalf("%s: generated text does not match", s.ID)
			}
			for _, text := range []string{secret, "key: \"" + secret + "\"\n", "a, " + secret + ", b"} {
				if ms := provider.FindSecrets(text, context); len(ms) == 0 {
					missed++
				} else if ms[0].Start < 0 || ms[0].End > len(text) || ms[0].What == "" {
					t.Errorf("%s: bad match %+v", s.ID, ms[0])
				}
			}
			if s.Context != nil {
				if ms := provider.FindSecrets(secret, "something else"); len(ms) > 0 && ms[0].ID == s.ID {
					t.Errorf("%s matched without its context", s.ID)
				}
			}
		}
		if missed > 3*tries/20 { // random text may look like words or a run
			t.Errorf("%s: missed %d of %d", s.ID, missed, 3*tries)
		}
	}
}

func TestClass(t *testing.T) {
	for _, tt := range []struct {
		prefix, suffix string
		want           provider.Class
	}{
		{"sk_live_", "", provider.Live}, {"sk_test_", "", provider.Test}, {"rk_live_", "", provider.Live},
		{"SB-Mid-server-", "", provider.Test}, {"Mid-server-", "", provider.Live},
		{"xnd_production_", "", provider.Live}, {"xnd_development_", "", provider.Test},
		{"FLWSECK-", "-X", provider.Live}, {"FLWSECK_TEST-", "-X", provider.Test},
		{"pdl_ntfset_01hv7q4mzk3w9x2r8t5y6n_", "", provider.Secret}, {"whsec_", "", provider.Secret},
	} {
		ms := provider.FindSecrets(tt.prefix+providertest.Random(32, 7)+tt.suffix, "")
		if len(ms) != 1 || ms[0].Class != tt.want {
			t.Errorf("%s…: %+v, want class %v", tt.prefix, ms, tt.want)
		}
	}
}

// TestNotSecrets lists what looks like a secret and is none.
func TestNotSecrets(t *testing.T) {
	r := providertest.Random
	for _, text := range []string{
		"pk_live_" + r(24, 1), "pk_test_" + r(24, 2), "FLWPUBK-" + r(32, 3) + "-X", "sq0idp-" + r(22, 4),
		"SB-Mid-client-" + r(16, 5), "sup_pk_" + r(24, 6), "live_" + strings.ToUpper(r(32, 7)), "rzp_live_" + r(14, 8),
		"sk_live_xxxxxxxxxxxxxxxxxxxxxxxx", "sk_test_your_key_here_please", "sk_live_...", "sk_" + "test_1234567890abcdef12345678",
		"sk_test_aaaaaaaaaaaaaaaaaaaaaaaa", "AKIAIOSFODNN7" + "EXAMPLE", "whsec_" + strings.Repeat("test", 8),
		"Bearer authentication_is_required", "basic github.com/golang/go/src/pkg", "-----BEGIN RSA " + "PRIVATE KEY-----",
		"-----BEGIN " + "PRIVATE KEY-----\n...\n-----END", "-----BEGIN PUBLIC KEY-----\n" + r(64, 1) + "\n-----END PUBLIC KEY-----",
		"postgres://user:password@localhost/db", "https://${USER}:${PASS}@host", "postgres://%s:%s@%s/%s", "https://example.com:8080/a@b",
		"postgres://app:Zq7LmTr4Kw@db.example.com/shop", "mongodb://user:***@host",
		"test_something_that_is_the_name_of_a_case", "live_reload_server_configuration_enabled", "sk_secret_key_for_the_payment_provider",
		"access_denied_because_the_user_has_no_role_here", "sandbox_environment_for_the_integration_tests", "organization/key",
		`{"type": "service_account"}`, "", "short", "eyJ.eyJ.x", "key-management-service-account-name-x",
	} {
		for _, m := range provider.FindSecrets(text, "") {
			t.Errorf("%.12q…: found %s", text, m.ID)
		}
	}
}

func TestPrivateKeyParses(t *testing.T) {
	key := providertest.PrivateKey()
	if !provider.ParsesAsPrivateKey(key) || !provider.ParsesAsPrivateKey(strings.ReplaceAll(key, "\n", `\n`)) {
		t.Error("a private key parses, with line breaks written out too")
	}
	broken := strings.Replace(key, "MIG", "MIH", 1)
	if provider.ParsesAsPrivateKey(broken) || provider.ParsesAsPrivateKey("-----BEGIN PUBLIC KEY-----") {
		t.Error("a broken private key and a public key do not")
	}
}

func TestPlaceholders(t *testing.T) {
	for _, s := range []string{"your-api-key", "YOUR_SECRET", "changeme", "change-me-in-production", "xxxxxxxx", "<secret>",
		"${SECRET}", "{{ .Secret }}", "sandbox-api-key", "default-secret-key", "password", "123456", "dummy-token", "aaaa", "0123456789abcdef"} {
		if !provider.IsPlaceholder(s) {
			t.Errorf("%q is a placeholder", s)
		}
	}
	for seed := range uint64(500) {
		if s := providertest.Random(32, seed); provider.IsPlaceholder(s) {
			t.Errorf("%q is no placeholder", s)
		}
	}
}

func TestStrengthOf(t *testing.T) {
	for want, texts := range map[provider.Strength][]string{
		provider.NoValue: {"authorization", "api_key", "X-Api-Key", "STRIPE_SECRET_KEY", "secret/data/payments", "/oauth/token",
			"password is empty", "cache:payment:token:", "worker.task.expire_secrets", "https://auth.shop.com/oauth/token", "Bearer ",
			"report.read", "admin_api_key", "oauth2_token:", "refreshToken", "id = ? and user_id = ?", "AccessKeySecret", "",
			"$2a$10$" + strings.Repeat("N9qo8uLOickgx2ZMRZ", 3), "pk_live_" + providertest.Random(24, 1)},
		provider.Weak:     {"password", "changeme", "123456", "your-256-bit-secret", "postgres", "admin123", "minioadmin", "default-secret-key!"},
		provider.Password: {"Shop$2019", "tr0ub4dor&3", "I_LOVE_U!9"},
		provider.Random: {providertest.Random(20, 3), providertest.Random(32, 4), "_" + providertest.Random(21, 5),
			"5f1cb9512fe587763ea33a3fb31e62cb", "bf5e1502-f848-4556-b0fb-c524c880560a"},
	} {
		for _, s := range texts {
			if got := provider.StrengthOf(s); got != want {
				t.Errorf("StrengthOf(%q) = %d, want %d", s, got, want)
			}
		}
	}
}

func TestMasked(t *testing.T) {
	for in, want := range map[string]string{
		"sk_live_abcdefgh": "sk_l…", "short": "sho…", "ab": "a…", "": "…", "ééééé": "ééé…", "-----BEGIN": "----…",
	} {
		if got := provider.Masked(in); got != want {
			t.Errorf("Masked(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMaskLine(t *testing.T) {
	pw := "Vq8!mZr2Kw5T"
	for line, want := range map[string]string{
		`	password := "` + pw + `"`:                           `	password := "Vq8!…"`,
		"DB_PASSWORD=" + pw:                                   "DB_PASSWORD=Vq8!…",
		"url: postgres://shop:" + pw + "@db.shop.net/s":       "url: postgres://shop:Vq8!…@db.shop.net/s",
		`sql.Open("mysql", "shop:` + pw + `@tcp(db:3306)/s")`: `sql.Open("mysql", "shop:Vq8!…@tcp(db:3306)/s")`,
		`x := m["password"] + "/oauth/token"`:                 `x := m["password"] + "/oauth/token"`,
		"return errors.New(\"the token is missing\")":         "return errors.New(\"the token is missing\")",
	} {
		if got := provider.MaskLine(line); got != want {
			t.Errorf("MaskLine(%q) = %q, want %q", line, got, want)
		}
	}
}

// TestLinear compares the time for a text with the time for one four times as
// long, made of what selects many expressions.
func TestLinear(t *testing.T) {
	unit := strings.Repeat("sk_live_ AKIA eyJ. test_ SG. Bearer aaaa https://a:b whsec_ xox -----BEGIN ", 400)
	measure := func(text string) time.Duration {
		best := time.Hour
		for range 2 {
			start := time.Now()
			provider.FindSecrets(text, "adyen hmac aws secret plaid razorpay paypal sibs")
			best = min(best, time.Since(start))
		}
		return best
	}
	// Four times the text may take four times as long; a busy machine more. A
	// quadratic matcher would take sixteen times as long, every time. (Short
	// texts would mislead: regexp has a faster way for those.)
	for try := range 5 {
		short, long := measure(unit), measure(strings.Repeat(unit, 4))
		if long <= 8*short {
			return
		}
		t.Logf("try %d: %v for one unit, %v for four", try, short, long)
	}
	t.Error("the time is not linear in the text")
}

func FuzzFindSecrets(f *testing.F) {
	for _, s := range provider.Shapes() {
		f.Add(providertest.Secret(s.ID, 1), strings.Join(s.Context, " "))
	}
	f.Fuzz(func(t *testing.T, text, context string) {
		end := 0
		for _, m := range provider.FindSecrets(text, context) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("match %+v after %d in %d bytes", m, end, len(text))
			}
			end = m.End
		}
		provider.StrengthOf(text)
		provider.IsPlaceholder(text)
		provider.ParsesAsPrivateKey(text)
		if m := provider.Masked(text); utf8.ValidString(text) && utf8.RuneCountInString(m) > 5 {
			t.Fatalf("masked text shows too much: %q", m)
		}
		if d, ok := provider.CardDigits(text); ok && (len(d) < 12 || len(d) > 19) {
			t.Fatalf("CardDigits(%q) = %q", text, d)
		}
		provider.HostInURL(text)
		provider.ReachOf(text)
	})
}

func TestLongKeysAreNoPlaceholders(t *testing.T) {
	key := providertest.Random(400, 3)
	for _, word := range []string{"foo", "dummy", "Bar", "TODO"} {
		if got := provider.StrengthOf(key + word + key); got != provider.Random {
			t.Errorf("a key with %q in it is %v", word, got)
		}
	}
	for _, text := range []string{
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "23456789abcdefghjkmnpqrstuvwxyz", "/v3/vault/payment-tokens/%s", "session:token:%s",
	} {
		if got := provider.StrengthOf(text); got != provider.NoValue {
			t.Errorf("%s is %v", text, got)
		}
	}
}

func TestMaskLineLeavesGoNames(t *testing.T) {
	for _, line := range []string{
		"\tMinVersion:         tls.VersionTLS10,", "\ttls.TLS_RSA_WITH_3DES_EDE_CBC_SHA,", "mode = cfg.Gateway.TLS12Mode",
	} {
		if got := provider.MaskLine(line); got != line {
			t.Errorf("%q is masked: %q", line, got)
		}
	}
	key := providertest.Random(28, 11)
	for _, value := range []string{key, "a." + key, key[:12] + "." + key[12:]} {
		if got := provider.MaskLine("token: " + value); strings.Contains(got, value) {
			t.Errorf("%q is not masked: %q", value, got)
		}
		if provider.IsGoName(value) {
			t.Errorf("%q passes for a name", value)
		}
	}
}

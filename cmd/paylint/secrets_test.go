package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// planted are secrets of this test's own making, by marker. They are put
// together here so that none stands in the source.
var planted = map[string]string{
	"@live@":     "sk_" + "live_" + "q7Rk2ZpWv9LmTx4NcBd8HsYe",
	"@test@":     "sk_" + "test_" + "w3Fj6QnUa1KzRb5VtGm9XpLd",
	"@sendgrid@": "SG." + "h4Tn8QvLw2ZkRx6BpMd3Yc" + "." + "jU7sKe1GfVa9NzTq5WbXr0HmLy4CoPdI2tEuRi8QvZx",
	"@password@": "Vq8!mZr2Kw5T",
	"@signing@":  "n2Xc7LbQ9vTzKw4R",
	"@fallback@": "Hg5tRq8WnZ1kLm3P",
	"@url@":      "Jx6vBn2Qm9Ws",
	"@random@":   "bT4kXw9ZqLm2Rv7NcHs5",
}

const plantedModule = `
-- go.mod --
module example.com/shop

go 1.26
-- shop.go --
package shop

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"net/http"
	"os"
)

const stripeKey = "@live@"

//go:embed keys.txt
var keys string

var apiToken = "@random@"

var byName = map[string]string{"@test@": "@test@", "password": "@password@"}

func Sign() []byte { return hmac.New(sha256.New, []byte("@signing@")).Sum(nil) }

func Secret() string {
	s := os.Getenv("WEBHOOK_SECRET")
	if s == "" {
		s = "@fallback@"
	}
	return s
}

func Open() (*sql.DB, error) { return sql.Open("mysql", "shop:@url@@tcp(db.shop.net:3306)/shop") }

func Handler(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Api-Key") != "@random@" {
		http.Error(w, "no", http.StatusUnauthorized)
	}
	r.SetBasicAuth("shop", "@password@")
}

type Config struct {
	Key string ` + "`" + `env:"API_KEY" envDefault:"@fallback@" yaml:"key"` + "`" + `
}
-- keys.txt --
first @sendgrid@ last
-- shop_test.go --
package shop

var inTest = "@live@"
-- .env --
# the shop's keys
NAME=shop
STRIPE_SECRET_KEY=@live@
OTHER=1
-- deploy/prod.yml --
stripe:
  secret_key: @test@
url: postgres://shop:@url@@db.shop-prod.net/shop
-- config.json --
{"sendgrid": "@sendgrid@", "stripe": "@live@"}
`

// TestNoSecretInAnyOutput plants secrets in every position, runs every form of
// output and the cache, and looks for more than four of their characters.
func TestNoSecretInAnyOutput(t *testing.T) {
	text := plantedModule
	for marker, secret := range planted {
		text = strings.ReplaceAll(text, marker, secret)
	}
	dir := write(t, text)
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Skipf("git %v: %v\n%s", args, err, out)
		}
	}
	baseline := filepath.Join(t.TempDir(), "baseline.json")
	for _, args := range [][]string{
		{"-config-files", "./..."},
		{"-config-files", "-tests", "-f", "text", "./..."},
		{"-config-files", "-f", "json", "./..."},
		{"-config-files", "-f", "sarif", "./..."},
		{"-config-files", "-f", "github", "./..."},
		// Not -diff: a diff is source, and could not be applied without it.
		{"-config-files", "-write-baseline", baseline, "./..."},
		{"checklist", "-f", "md", "./..."},
		{"checklist", "-f", "html", "./..."},
		{"checklist", "-f", "json", "./..."},
	} {
		stdout, stderr, status := paylint(t, dir, args...)
		if status == exitError {
			t.Errorf("%v: status %d: %s", args, status, stderr)
		}
		// What was written beside standard output: cache and baseline.
		var files []string
		_ = filepath.WalkDir(os.Getenv("PAYLINT_CACHE"), func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				if data, err := os.ReadFile(path); err == nil {
					files = append(files, string(data))
				}
			}
			return nil
		})
		if data, err := os.ReadFile(baseline); err == nil {
			files = append(files, string(data))
		}
		all := stdout + "\n" + stderr + "\n" + strings.Join(files, "\n")
		for marker, secret := range planted {
			if strings.Contains(all, secret) {
				t.Errorf("%v prints the secret %s: %s", args, marker, around(all, secret))
			}
			// Parts of it: the random half behind the prefix.
			if tail := secret[len(secret)/2:]; strings.Contains(all, tail) {
				t.Errorf("%v prints the end of the secret %s", args, marker)
			}
		}
	}
	stdout, _, _ := paylint(t, dir, "-config-files", "./...")
	for _, want := range []string{
		"shop.go:12:19: a Stripe live secret key (sk_l…)", "shop_test.go:3:14: a Stripe live secret key", ".env:3:19: a Stripe live secret key (sk_l…) for STRIPE_SECRET_KEY",
		"deploy/prod.yml:2:15: a Stripe test secret key", "deploy/prod.yml:3:6: a password in a URL", "config.json:1:15: a SendGrid API key", "config.json:1:",
		"the embedded file keys.txt holds a SendGrid API key", "(hardcodedsecret/crypto-key)", "(hardcodedsecret/fallback)", "(hardcodedsecret/named-literal)",
		"(hardcodedsecret/compared-literal)", "(hardcodedsecret/credential-argument)",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no finding %q in\n%s", want, stdout)
		}
	}
	if without, _, _ := paylint(t, dir, "./..."); strings.Contains(without, ".env:") {
		t.Error("configuration files are looked at only when asked for")
	}
}

// around returns the line with a text.
func around(all, text string) string {
	for line := range strings.Lines(all) {
		if i := strings.Index(line, text); i >= 0 {
			return line[max(0, i-150):min(len(line), i+80)]
		}
	}
	return ""
}

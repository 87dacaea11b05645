package configfiles_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/configfiles"
	"github.com/paylint/paylint/analyzers/internal/provider/providertest"
)

// repo makes a repository of files, by path; markers become generated secrets.
func repo(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(providertest.Expand(text)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Skipf("git %v: %v\n%s", args, err, out)
		}
	}
	return dir
}

// scan returns the findings as "file:line check/category" and their messages.
func scan(t *testing.T, dir string) (places []string, messages string) {
	t.Helper()
	found, err := configfiles.Scan(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		rel, err := filepath.Rel(dir, f.File)
		if err != nil {
			t.Fatal(err)
		}
		places = append(places, filepath.ToSlash(rel)+":"+itoa(f.Line)+" "+f.Check+"/"+f.Category)
		messages += f.Message + "\n"
		data, err := os.ReadFile(f.File)
		if err != nil {
			t.Fatal(err)
		}
		if secret := string(data[f.Offset:f.EndOffset]); strings.Contains(f.Message, secret[:6]) {
			t.Errorf("the message shows too much: %s", f.Message)
		}
	}
	slices.Sort(places)
	return places, messages
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func TestScan(t *testing.T) {
	dir := repo(t, map[string]string{
		".env":                          "# keys\nSTRIPE_SECRET_KEY=@stripe-secret-live@\nSTRIPE_KEY=pk_live_@random24@\nNAME=shop\n",
		"config/app.yaml":               "name: shop\nsendgrid:\n  key: \"@sendgrid-key@\"\nplaid_secret: @plaid-secret@\n",
		"config/prod.yml":               "stripe: @stripe-secret-test@\nurl: https://api.sandbox.midtrans.com/v2\n",
		"config/test.json":              "{\n  \"stripe\": \"@stripe-secret-live@\",\n  \"other\": \"@stripe-secret-test@\"\n}\n",
		"deploy/docker-compose.yml":     "db:\n  URL: postgres://shop:@random20@@db.shop-prod.net/shop\n  LOCAL: postgres://shop:shop@db/shop\n",
		"deploy/Dockerfile":             "FROM scratch\nENV TOKEN @github-token@\n",
		"app.properties":                "aws.secret=@random40@\n",
		"settings.toml":                 "[pay]\nkey = '''\n@pem-private-key@'''\n",
		".env.example":                  "STRIPE_SECRET_KEY=@stripe-secret-test@\nOTHER=sk_live_xxxxxxxxxxxxxxxxxxxx\n",
		"vendor/x/config.yml":           "key: @stripe-secret-live@\n",
		"package-lock.json":             "{\"k\": \"@stripe-secret-live@\"}\n",
		"big.json":                      "\"@stripe-secret-live@\"" + strings.Repeat(" ", 1<<20),
		"binary.json":                   "\x00\x01 @stripe-secret-live@",
		"notes.md":                      "@stripe-secret-live@\n",
		"values.yaml":                   "env:\n  APP_ENV: production\nurl: https://api.sandbox.midtrans.com/v2\n",
		"lab.yaml":                      "env:\n  APP_ENV: staging\nurl: https://api.sandbox.midtrans.com/v2\n",
		"all.yaml":                      "a:\n  APP_ENV: production\nb:\n  APP_ENV: staging\n  url: https://api.sandbox.midtrans.com/v2\n",
		"docs.yml":                      "key: sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc\n",
		".github/workflows/release.yml": "env:\n  TOKEN: ${{ secrets.GITHUB_TOKEN }}\n",
	})
	if err := os.WriteFile(filepath.Join(dir, "untracked.env"), []byte(providertest.Expand("K=@stripe-secret-live@\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	places, messages := scan(t, dir)
	want := []string{
		".env:2 hardcodedsecret/known-format",
		"config/app.yaml:3 hardcodedsecret/known-format",
		"config/app.yaml:4 hardcodedsecret/known-format",
		"config/prod.yml:1 envmix/test-in-production",
		"config/prod.yml:1 hardcodedsecret/known-format",
		"config/prod.yml:2 envmix/test-in-production",
		"config/test.json:2 envmix/live-in-test",
		"config/test.json:2 hardcodedsecret/known-format",
		"app.properties:1 hardcodedsecret/known-format",
		"deploy/Dockerfile:2 hardcodedsecret/known-format",
		"deploy/docker-compose.yml:2 hardcodedsecret/known-format",
		"settings.toml:3 hardcodedsecret/private-key",
		"values.yaml:3 envmix/test-in-production",
	}
	slices.Sort(want)
	if !slices.Equal(places, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(places, "\n"), strings.Join(want, "\n"))
	}
	if !strings.Contains(messages, "for STRIPE_SECRET_KEY is in a tracked file") {
		t.Errorf("no name in the messages:\n%s", messages)
	}
}

func TestNoRepository(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".env"), []byte(providertest.Expand("K=@stripe-secret-live@\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	if found, err := configfiles.Scan(context.Background(), dir); err != nil || len(found) != 0 {
		t.Errorf("outside a repository nothing is published: %v, %v", found, err)
	}
}

func TestRelevant(t *testing.T) {
	for name, want := range map[string]bool{
		".env": true, ".env.production": true, "a/prod.env": true, "Dockerfile": true, "x/Dockerfile.dev": true, "compose.yaml": true,
		"a.json": true, "b.toml": true, "c.properties": true, "main.go": false, "README.md": false, "a/vendor/b.yml": false,
		"node_modules/x/y.json": false, "environment": false, "package-lock.json": false, ".golangci.yml": false,
	} {
		if configfiles.Relevant(name) != want {
			t.Errorf("Relevant(%q) = %v", name, !want)
		}
	}
}

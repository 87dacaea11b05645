package main

import (
	"bytes"
	"encoding/json"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corners has the fixes of all checks where they are hard to make: on one line,
// behind comments, next to each other, in the only use of an import.
const corners = `
-- go.mod --
module example.com/corners

go 1.25
-- tls.go --
package corners

import "crypto/tls"

var oneLine = &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10}

var last = &tls.Config{MinVersion: tls.VersionTLS11, InsecureSkipVerify: true}

var commented = []*tls.Config{
	{
		// For the bench.
		InsecureSkipVerify: true, // no CA there
		ServerName:         "bench",
	},
	{InsecureSkipVerify: true /* everywhere */},
	{
		InsecureSkipVerify: true},
	{InsecureSkipVerify: true,
		ServerName: "bench"},
}

func assigned(c *tls.Config, old bool) {
	c.InsecureSkipVerify = true; c.ServerName = "bench"
	if c.ServerName != "" {
		c.InsecureSkipVerify = true
	}
	switch c.ServerName {
	case "bench":
		c.InsecureSkipVerify = true
	}
	for i := 0; i < 2; c.InsecureSkipVerify = true {
		i++
	}
	c.MinVersion, c.MaxVersion = tls.VersionTLS10, 0x0302
	c.InsecureSkipVerify, c.ServerName = true, "x"
	func() { c.InsecureSkipVerify = true }()
}
-- alias.go --
package corners

import crypto "crypto/tls"

func only() *crypto.Config {
	cfg := &crypto.Config{}
	cfg.InsecureSkipVerify = true
	return cfg
}

func numeric() *crypto.Config { return &crypto.Config{MinVersion: 769} }

func unused() {
	cfg := new(crypto.Config)
	cfg.InsecureSkipVerify = true
}
-- url.go --
package corners

import "net/http"

const base = "http://api.acquirer.io" + "/v1"

func get(id string) {
	_, _ = http.Get("http://api.acquirer.io/charges/" + id)
	_, _ = http.Get(` + "`http://api.acquirer.io/refunds`" + `)
	_, _ = http.Get(base + id)
	_, _ = http.Get("\x68ttp://api.acquirer.io/escaped")
}
-- mac.go --
package corners

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"reflect"
)

func sum(key, body []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write(body)
	return m.Sum(nil)
}

func equal(r *http.Request, key, body []byte) bool {
	given, err := hex.DecodeString(r.Header.Get("X-Signature"))
	return err == nil && bytes.Equal(given, sum(key, body))
}

func text(r *http.Request, key, body []byte) bool {
	if r.Header.Get("X-Signature") != hex.EncodeToString(sum(key, body)) {
		return false
	}
	return reflect.DeepEqual([]byte(r.Header.Get("X-Signature-2")), sum(key, body))
}
-- token.go --
package corners

import (
	"net/http"
	"os"
	"strings"
)

func token(r *http.Request) bool {
	return strings.EqualFold(r.Header.Get("X-Signature"), os.Getenv("WEBHOOK_SECRET")) || r.Header.Get("X-Webhook-Secret") == os.Getenv("WEBHOOK_SECRET")
}
-- pay.go --
package corners

import (
	"context"
	"net/http"
	"strings"
)

type order struct {
	ID     string
	Number int64
}

func capture(ctx context.Context, o *order) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.acquirer.io/v1/payments", strings.NewReader("{}"))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
`

// TestFixesLeaveGoCode applies every fix to the shop and to hard places: the code
// still compiles, stays formatted, and a further run changes nothing.
func TestFixesLeaveGoCode(t *testing.T) {
	shop := t.TempDir()
	if err := os.CopyFS(shop, os.DirFS("../../testdata/shop")); err != nil {
		t.Fatal(err)
	}
	for name, dir := range map[string]string{"shop": shop, "corners": write(t, corners)} {
		t.Run(name, func(t *testing.T) {
			before := sources(t, dir)
			formatted := make(map[string]bool)
			for file, text := range before {
				out, err := format.Source(text)
				formatted[file] = err == nil && bytes.Equal(out, text)
			}
			// Fixes that overlap are made one after the other.
			now := before
			for range 4 {
				previous := now
				if _, stderr, _ := paylint(t, dir, "-no-cache", "-fix", "-fail-on", "never", "./..."); strings.Contains(stderr, "a fix") {
					t.Fatal(stderr)
				}
				if now = sources(t, dir); equalSources(previous, now) {
					break
				}
			}
			if equalSources(before, now) {
				t.Error("nothing was fixed")
			}
			for file, text := range now {
				out, err := format.Source(text)
				if err != nil {
					t.Errorf("%s: %v\n%s", file, err, text)
				} else if formatted[file] && !bytes.Equal(out, text) {
					t.Errorf("%s is not formatted any more:\n%s", file, text)
				}
			}
			stdout, stderr, status := paylint(t, dir, "-no-cache", "-f", "json", "-fail-on", "never", "./...")
			var report struct {
				Incomplete []struct{ Package, Error string }
			}
			if err := json.Unmarshal([]byte(stdout), &report); err != nil || status != exitOK || len(report.Incomplete) > 0 {
				t.Errorf("after -fix: status %d, %v, %+v\n%s", status, err, report.Incomplete, stderr)
			}
			if diff, _, _ := paylint(t, dir, "-no-cache", "-diff", "-fail-on", "never", "./..."); strings.Contains(diff, "@@") {
				t.Errorf("a further run changes:\n%s", diff)
			}
		})
	}
}

// sources reads the Go files below dir.
func sources(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := make(map[string][]byte)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		out[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func equalSources(a, b map[string][]byte) bool {
	for file, text := range a {
		if !bytes.Equal(text, b[file]) {
			return false
		}
	}
	return len(a) == len(b)
}

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Neovim with gopls and paylint, both on a copy of the shop. The environment
// variable GOPLS names gopls; CI sets it, and has Neovim.
func TestNeovim(t *testing.T) {
	gopls := os.Getenv("GOPLS")
	if gopls == "" {
		t.Skip("GOPLS is not set")
	}
	nvim, err := exec.LookPath("nvim")
	if err != nil {
		t.Fatal(err)
	}
	exe, dir := build(t), t.TempDir()
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		t.Fatal(err)
	}
	shop := filepath.Join(dir, "shop")
	if err := os.CopyFS(shop, os.DirFS(filepath.Join("..", "..", "testdata", "shop"))); err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join("testdata", "nvim", "session.lua"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	report := filepath.Join(dir, "report")
	cmd := exec.CommandContext(ctx, nvim, "--headless", "-u", "NONE", "-n", "-c", "luafile "+script)
	cmd.Dir = shop
	cmd.Env = append(os.Environ(), "PAYLINT="+exe, "GOPLS="+gopls, "SESSION_REPORT="+report,
		"PAYLINT_CACHE="+filepath.Join(dir, "cache"), "HOME="+dir, "XDG_CACHE_HOME="+filepath.Join(dir, "xdg"), "XDG_STATE_HOME="+dir,
		"GOMODCACHE="+goEnvOf(t, "GOMODCACHE"), "GOCACHE="+goEnvOf(t, "GOCACHE"), "GOPATH="+goEnvOf(t, "GOPATH"))
	out, err := cmd.CombinedOutput()
	said, _ := os.ReadFile(report)
	if err != nil {
		t.Fatalf("nvim: %v\n%s\nreport:\n%s", err, out, said)
	}
	before := readText(t, filepath.Join("..", "..", "testdata", "shop", "httpclient", "tls_legacy.go"))
	after := readText(t, filepath.Join(shop, "httpclient", "tls_legacy.go"))
	for _, want := range []string{
		"findings 7\n", "gopls says it does not compile, findings", "applied Delete", "fixed\n",
		"//nolint:certverify // \n", "suppressed with a reason\n", "done\n",
	} {
		if !bytes.Contains(said, []byte(want)) {
			t.Errorf("the report lacks %q:\n%s", want, said)
		}
	}
	const field = "InsecureSkipVerify: true"
	if got, want := strings.Count(after, field), strings.Count(before, field)-1; got != want {
		t.Errorf("%d fields are left, want %d:\n%s", got, want, after)
	}
	if !strings.Contains(after, "//nolint:certverify // local simulator, see ADR 12\n") {
		t.Errorf("no suppression in:\n%s", after)
	}
}

func goEnvOf(t testing.TB, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

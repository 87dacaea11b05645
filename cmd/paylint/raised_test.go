package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const raisedModule = `
-- go.mod --
module example.com/m

go 1.26
-- checks/checks.go --
package checks

import "fmt"

func Token(accessToken string) error {
	return fmt.Errorf("token %s is too short", accessToken)
}
-- login/login.go --
package login

import (
	"log"

	"example.com/m/checks"
)

func Login(accessToken string) {
	log.Println(checks.Token(accessToken))
}
`

// What is put into an error in one package is an error finding, there and once,
// when another package logs that error; from the cache as well.
func TestErrorLoggedInAnotherPackage(t *testing.T) {
	dir := write(t, raisedModule)
	t.Setenv("PAYLINT_CACHE", filepath.Join(t.TempDir(), "cache"))
	severities := func(args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		c := &command{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, terminal: func(io.Writer) bool { return false }}
		c.run(t.Context(), append([]string{"-C", dir, "-f", "json", "-fail-on", "never", "-enable", "sensitivelog"}, args...))
		var out struct {
			Findings []struct{ File, Category, Severity string }
		}
		if err := json.Unmarshal(stdout.Bytes(), &out); err != nil {
			t.Fatalf("%v\n%s\n%s", err, stdout.String(), stderr.String())
		}
		var got []string
		for _, f := range out.Findings {
			got = append(got, f.File+" "+f.Category+" "+f.Severity)
		}
		return strings.Join(got, "; ")
	}
	const raised, not = "checks/checks.go error-text error", "checks/checks.go error-text warning"
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"both packages", []string{"./..."}, raised},
		{"both from the cache", []string{"./..."}, raised},
		{"no cache", []string{"-no-cache", "./..."}, raised},
		{"standalone", []string{"-standalone", "./..."}, raised},
		{"only where it is made", []string{"./checks"}, not},
		{"only where it is logged", []string{"./login"}, ""},
		{"the severity is set", []string{"-severity", "sensitivelog/error-text=warning", "./..."}, not},
	} {
		if got := severities(tt.args...); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	// A line added above moves the place: results kept for the other package
	// must not point to where it was.
	name := filepath.Join(dir, "checks", "checks.go")
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(src), "func Token", "// Token checks a token.\nfunc Token", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := severities("./..."); got != raised {
		t.Errorf("after an edit above: %q, want %q", got, raised)
	}
}

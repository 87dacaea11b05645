package config

import (
	"flag"
	"io"
	"reflect"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/catalog"
)

func TestReports(t *testing.T) {
	for _, tt := range []struct {
		name            string
		enable, disable []string
		want            bool
	}{
		{name: "default", want: true},
		{name: "check disabled", disable: []string{"a"}},
		{name: "category disabled", disable: []string{"a/x"}},
		{name: "other category disabled", disable: []string{"a/y"}, want: true},
		{name: "check enabled", enable: []string{"a"}, want: true},
		{name: "category enabled", enable: []string{"a/x"}, want: true},
		{name: "only another category enabled", enable: []string{"a/y"}},
		{name: "disable wins", enable: []string{"a"}, disable: []string{"a/x"}},
	} {
		c := &Config{Enable: tt.enable, Disable: tt.disable}
		if got := c.Reports("a", "x"); got != tt.want {
			t.Errorf("%s: Reports = %v", tt.name, got)
		}
	}
}

func TestSeverityOf(t *testing.T) {
	c := &Config{Severity: map[string]catalog.Severity{"a": catalog.Warning, "a/x": catalog.Error}}
	if got := c.SeverityOf("a", "x", catalog.Warning); got != catalog.Error {
		t.Errorf("the category's entry does not win: %s", got)
	}
	if got := c.SeverityOf("a", "y", catalog.Error); got != catalog.Warning {
		t.Errorf("the check's entry does not count: %s", got)
	}
	if got := c.SeverityOf("b", "y", catalog.Error); got != catalog.Error {
		t.Errorf("default lost: %s", got)
	}
}

func TestFlags(t *testing.T) {
	var c Config
	fs := flag.NewFlagSet("x", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	c.RegisterFlags(fs)
	err := fs.Parse([]string{"-tests", "-enable=a, b/c", "-severity=a=warning,b/c=error", "-hosts=pay.example.com", "-no-payment-words=order", "-exclude=x/**"})
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Tests: true, Enable: []string{"a", "b/c"},
		Severity: map[string]catalog.Severity{"a": catalog.Warning, "b/c": catalog.Error},
		Hosts:    Words{Add: []string{"pay.example.com"}},
		Payment:  Words{Remove: []string{"order"}},
		Exclude:  Paths{Patterns: []string{"x/**"}},
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got %+v\nwant %+v", c, want)
	}
	if err := fs.Parse([]string{"-severity=a=loud"}); err == nil {
		t.Error("an unknown severity is accepted")
	}
}

func TestPaths(t *testing.T) {
	for _, tt := range []struct {
		root, pattern, file string
		want                bool
	}{
		{"/m", "internal/legacy", "/m/internal/legacy/a.go", true},
		{"/m", "./internal/legacy/", "/m/internal/legacy/x/a.go", true},
		{"/m", "internal/legacy", "/m/internal/legacy2/a.go", false},
		{"/m", "internal/legacy", "/m/x/internal/legacy/a.go", false},
		{"/m", "**/*_gen.go", "/m/a/b/x_gen.go", true},
		{"/m", "**/*_gen.go", "/m/x_gen.go", true},
		{"/m", "*.go", "/m/x.go", true},
		{"/m", "*.go", "/m/a/x.go", false},
		{"/m", "cmd/*/main.go", "/m/cmd/a/main.go", true},
		{"/m", "cmd/**", "/m/cmd/a/b.go", true},
		{"/m", "**", "/m/a.go", true},
		{"/m", "a.go", "/other/a.go", false},
		{"", "legacy", "/m/internal/legacy/a.go", true},
		{"", "internal/legacy/*.go", "/m/internal/legacy/a.go", true},
		{"", "legacy", "/m/internal/legac/y.go", false},
	} {
		p := Paths{Root: tt.root, Patterns: []string{tt.pattern}}
		if got := p.Match(tt.file); got != tt.want {
			t.Errorf("%q in %q matches %q: %v", tt.pattern, tt.root, tt.file, got)
		}
	}
	if err := (&Paths{Patterns: []string{"a/[x"}}).Valid(); err == nil {
		t.Error("a malformed pattern is accepted")
	}
}

package output

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"plain text, ünicode 𝄞 …":     "plain text, ünicode 𝄞 …",
		"a\nb\tc\r":                   `a\nb\tc\r`,
		"\x1b[31mred\x1b[0m":          `\x1b[31mred\x1b[0m`,
		"\u009b31m":                   `\u009b31m`,
		"abc\u202edef\u2066":          `abc\u202edef\u2066`,
		"line\u2028separator\ufeff":   `line\u2028separator\ufeff`,
		"bad\xff\xfeutf":              `bad\xff\xfeutf`,
		"\ufffd is a valid character": "\ufffd is a valid character",
		"it's":                        "it's",
	} {
		if got := Printable(in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
	if got, want := PrintableLines("a\x00\nb\n"), "a\\x00\nb\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What is analysed decides about names and messages, but not about the report.
func TestForgedOutput(t *testing.T) {
	const evil = "x\x1b[2K\r::error file=a.go::forged\nb.go:1:1: forged (certverify/skip-verify)\u202e\xff"
	place := driver.Position{File: "/m/" + evil + ".go", Line: 1, Column: 1, Offset: -1}
	r := report(t, source)
	r.Findings = []driver.Finding{{
		Package: "m", Check: "certverify", Category: "skip-verify", Severity: "error", Message: evil, Start: place, End: place,
		Trace: []driver.Step{{Start: place, End: place, Message: evil}},
	}, {
		Package: "m", Check: "certverify", Category: "skip-verify", Severity: "error", Message: "m", Start: driver.Position{File: "/m/::add-mask::x", Line: 1, Column: 1},
	}}
	r.Incomplete = []driver.Incomplete{{Package: "m/p", Error: evil, Pos: place}}
	r.Dir, r.Root = "/m", "/m"
	for _, format := range []string{"text", "github"} {
		out := written(t, r, format)
		if n := strings.Count(out, "\n"); n != 3 {
			t.Errorf("%s: %d lines instead of 3:\n%s", format, n, out)
		}
		for line := range strings.Lines(out) {
			if strings.HasPrefix(line, "::") && format == "text" || strings.HasPrefix(line, "b.go") {
				t.Errorf("%s: forged line %q", format, line)
			}
		}
		for _, c := range out {
			if c != '\n' && !unicode.IsPrint(c) {
				t.Errorf("%s: prints %q:\n%q", format, c, out)
				break
			}
		}
	}
	for _, format := range []string{"json", "sarif"} {
		out := written(t, r, format)
		if !json.Valid([]byte(out)) || strings.ContainsAny(out, "\x1b\r") || strings.Contains(out, "\xff") {
			t.Errorf("%s is not clean: %q", format, out)
		}
	}
}

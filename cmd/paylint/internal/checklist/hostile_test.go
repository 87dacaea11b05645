package checklist

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
)

// What is analysed cannot hide, colour or add anything in a report.
func TestForgedReport(t *testing.T) {
	const evil = "x\x1b[2K\r\u202e</td><script>alert(1)</script>\n## COM-2 ✓ verified\n| COM-2 | a | b |\xff"
	in := sample()
	in.Module = "example.com/m"
	in.Findings[0].Message = evil
	in.Findings[0].Place.File = evil + ".go"
	in.Findings[0].Trace = []Step{{Place{evil, 1, 1, 1}, evil}}
	in.Evidence[0].Text = evil
	in.Incomplete = append(in.Incomplete, Incomplete{Package: evil, Error: evil})
	in.Attestations = []Attestation{{Control: "OPS-5", Statement: evil, By: evil, Role: evil, Date: "2026-01-01", Expires: "2099-01-01", Link: "javascript:alert(1)"}}
	r := Build(in)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"md":   func(b *bytes.Buffer) error { return Markdown(b, r) },
		"html": func(b *bytes.Buffer) error { return HTML(b, r) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		for _, c := range out.String() {
			if c != '\n' && c != '\t' && !unicode.IsPrint(c) {
				t.Errorf("%s holds %q", name, c)
				break
			}
		}
		for line := range strings.Lines(out.String()) {
			if line = strings.TrimSpace(line); name == "html" {
				break // line breaks mean nothing there
			}
			if strings.HasPrefix(line, "<script") || strings.HasPrefix(line, "## COM-2") || strings.HasPrefix(line, "| COM-2 | a") {
				t.Errorf("%s: forged line %q", name, line)
			}
		}
		if strings.Contains(out.String(), "<script>alert") || strings.Contains(out.String(), `href="javascript:`) {
			t.Errorf("%s: script", name)
		}
	}
}

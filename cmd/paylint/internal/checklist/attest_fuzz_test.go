package checklist

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func FuzzAttestations(f *testing.F) {
	for _, s := range []string{
		"attestations:\n- control: OPS-5\n  statement: keys are rotated\n  by: Ada\n  date: 2026-01-01\n  expires: 2027-01-01\n",
		"attestations: null", "attestations: []\nother: 1", "[]", "", "a: &a [*a]", "attestations: &a\n- *a", "attestations:\n- {control: [OPS-5]}",
		"attestations: [{control: OPS-5, date: 12, by: true}]", "---\n---\n", "\xff", "? {a: b}\n: c", "# only a comment\n", "attestations: x",
	} {
		f.Add([]byte(s))
	}
	now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := ParseAttestations("x.yml", data)
		for _, a := range all {
			if a.Control == "" || a.Line < 1 {
				t.Fatalf("attestation %+v", a)
			}
		}
		wrong := CheckAttestations("x.yml", data, now)
		if err != nil && len(wrong) == 0 {
			t.Fatalf("%v, and nothing is wrong", err)
		}
		for _, w := range wrong {
			if !strings.HasPrefix(w.Error(), "x.yml:") {
				t.Fatalf("error without its place: %v", w)
			}
		}
		added := Attestation{Control: "OPS-5", Statement: "s: #", By: "Ada", Date: "2026-01-01", Expires: "2027-01-01"}
		text, err2 := AddAttestation("x.yml", data, added)
		if (err == nil) != (err2 == nil) {
			t.Fatalf("reading: %v, adding: %v", err, err2)
		}
		if err2 != nil || !utf8.Valid(data) {
			return
		}
		again, err := ParseAttestations("x.yml", text)
		if err != nil || len(again) != len(all)+1 || again[len(all)].Statement != added.Statement {
			t.Fatalf("after adding to %q: %v, %d instead of %d in\n%s", data, err, len(again), len(all)+1, text)
		}
	})
}

func FuzzMask(f *testing.F) {
	f.Add("key := \"abcdefghijklmnop1234\"", true)
	f.Add("4111 1111 1111 1111 `x` \"\\\"", false)
	f.Add("\xff\u202e\x1b[31m", true)
	f.Fuzz(func(t *testing.T, line string, strict bool) {
		shown := mask(printable(line), strict)
		if !utf8.ValidString(shown) || strings.ContainsAny(shown, "\x1b\r\n") {
			t.Fatalf("shows %q", shown)
		}
	})
}

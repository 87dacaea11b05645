package output

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

func FuzzPrintable(f *testing.F) {
	f.Add("plain")
	f.Add("\x1b[31m\n\xff\u202e\U000e0001")
	f.Fuzz(func(t *testing.T, s string) {
		got := Printable(s)
		if !utf8.ValidString(got) {
			t.Fatalf("%q is no UTF-8", got)
		}
		for _, r := range got {
			if !unicode.IsPrint(r) {
				t.Fatalf("%q has %q", got, r)
			}
		}
		if Printable(got) != got {
			t.Fatalf("%q changes again", got)
		}
	})
}

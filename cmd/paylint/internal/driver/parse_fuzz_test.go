package driver

import (
	"strings"
	"testing"
)

func FuzzParsePos(f *testing.F) {
	for _, s := range []string{"", "-", "a.go:1:2", "a.go:3", "a.go", "C:\\x\\a.go:1:2", "a:b:c", ":1:1", "a.go:0:0", "a.go:-1:-1", ":089A:0", "a.go:99999999999999999999:1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		pos := parsePos(s)
		if pos.File == "" && pos.Line == 0 {
			return
		}
		if pos.Line < 1 || pos.Column < 1 || !strings.HasPrefix(s, pos.File) {
			t.Fatalf("%q is at %+v", s, pos)
		}
		if strings.Contains(listError(s, "/").Error(), "\n") {
			t.Fatalf("more than one line of %q", s)
		}
	})
}

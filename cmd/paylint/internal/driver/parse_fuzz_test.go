package driver

import (
	"go/types"
	"reflect"
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

// Cached facts are read from disk; what is broken there must not break a run.
func FuzzDecodeFacts(f *testing.F) {
	f.Add([]byte(nil))
	f.Add([]byte("\x00\xff\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := decodeFacts(data, types.NewPackage("m", "m"), map[string]reflect.Type{})
		if (s == nil) == (err == nil) {
			t.Fatalf("facts %v, error %v", s, err)
		}
	})
}

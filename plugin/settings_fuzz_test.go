package plugin

import (
	"encoding/json"
	"testing"
)

// golangci-lint hands over what it has read from its configuration: any tree of
// maps, lists and scalars.
func FuzzSettings(f *testing.F) {
	for _, s := range []string{
		`null`, `{}`, `[]`, `"x"`, `{"tests": true, "enable": ["certverify", "certverify/host-key"]}`,
		`{"options": [{"check": "idempotency", "name": "scope", "value": ["all"]}]}`, `{"options": [{"value": {"a": [null]}}]}`,
		`{"hosts": {"add": ["*."]}, "payment-words": {"remove": [""]}}`, `{"unknown": 1}`, `{"tests": "yes"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var settings any
		if json.Unmarshal(data, &settings) != nil {
			return
		}
		for _, name := range []string{All, "idempotency"} {
			l, err := New(name, settings)
			if (l == nil) == (err == nil) {
				t.Fatalf("linter %v, error %v", l, err)
			}
			if err == nil {
				if _, err := l.BuildAnalyzers(); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

package reencoded

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sort"
	"strings"
)

// The canonical form of the fields, one by one: what the provider signs.
func (s *server) canonical(body []byte) (bool, error) {
	fields := make(map[string]any)
	if err := json.Unmarshal(body, &fields); err != nil {
		return false, err
	}
	sign, _ := fields["sign"].(string)
	delete(fields, "sign")
	m := hmac.New(sha256.New, s.secret)
	m.Write([]byte(fieldByField(fields)))
	return hmac.Equal([]byte(hex.EncodeToString(m.Sum(nil))), []byte(sign)), nil
}

func fieldByField(fields map[string]any) string {
	keys := make([]string, 0, len(fields))
	for k := range fields {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	for _, k := range keys {
		b.WriteString(k)
		b.WriteByte('=')
		b.WriteString(text(fields[k]))
		b.WriteByte('&')
	}
	return b.String()
}

func text(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}

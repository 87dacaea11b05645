package reencoded

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sort"
	"strings"
)

// A signature over sorted parameters covers no encoded body: the way through
// JSON only turns a struct into a map.
func (s *server) params(notification any) (bool, error) {
	encoded, err := json.Marshal(notification)
	if err != nil {
		return false, err
	}
	fields := make(map[string]string)
	if err := json.Unmarshal(encoded, &fields); err != nil {
		return false, err
	}
	sign := fields["sign"]
	delete(fields, "sign")
	m := hmac.New(sha256.New, s.secret)
	m.Write([]byte(sorted(fields)))
	return hmac.Equal([]byte(hex.EncodeToString(m.Sum(nil))), []byte(sign)), nil
}

func sorted(fields map[string]string) string {
	var pairs []string
	for k, v := range fields {
		pairs = append(pairs, k+"="+v)
	}
	sort.Strings(pairs)
	return strings.Join(pairs, "&")
}

func (s *server) decodeTwice(body []byte) (bool, error) {
	var first map[string]any
	if err := json.Unmarshal(body, &first); err != nil {
		return false, err
	}
	return s.params(first)
}

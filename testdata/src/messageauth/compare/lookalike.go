package compare

import (
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"os"
)

type node struct {
	Address   string
	SecretKey string
}

// An entity tag over a document that happens to hold a secret.
func documentTag(w http.ResponseWriter, r *http.Request, nodes []node) {
	body, err := json.Marshal(nodes)
	if err != nil {
		return
	}
	sum := sha256.Sum256(body)
	tag := hex.EncodeToString(sum[:])
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
	}
}

// Old password hashes are weak, but no signatures.
func oldPassword(salt, password, hash string) bool {
	sum := md5.Sum([]byte(password + salt))
	return hex.EncodeToString(sum[:]) == hash
}

// A token made from a secret is a shared secret: slow to guess, no signature
// of anything.
func derivedToken(r *http.Request) bool {
	sum := md5.Sum([]byte(os.Getenv("BOT_TOKEN")))
	return r.URL.Query().Get("secret") == hex.EncodeToString(sum[:]) // want `compared with ==`
}

// Names of keys are no keys.
type settings2 struct{ SortKey, CacheKey string }

func (s *settings2) sorted(r *http.Request) bool {
	return r.FormValue("sort_key") == s.SortKey || r.Header.Get("X-Cache-Key") == s.CacheKey
}

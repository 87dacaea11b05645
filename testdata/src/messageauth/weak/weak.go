// Package weak signs with hashes that do not authenticate.
package weak

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
)

type gateway struct{ secret string }

func (g *gateway) md5(body []byte, r *http.Request) bool {
	sum := md5.Sum(append(body, g.secret...)) // want `MD5.*\[COM-4\]`
	return hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(r.Header.Get("X-Signature")))
}

func (g *gateway) hmacMD5(body []byte, r *http.Request) bool {
	m := hmac.New(md5.New, []byte(g.secret)) // want `HMAC-MD5`
	m.Write(body)
	return hmac.Equal([]byte(hex.EncodeToString(m.Sum(nil))), []byte(r.Header.Get("X-Signature")))
}

func (g *gateway) sha1(body []byte, r *http.Request) bool {
	h := sha1.New() // want `SHA-1`
	h.Write([]byte(g.secret))
	h.Write(body)
	return hmac.Equal([]byte(hex.EncodeToString(h.Sum(nil))), []byte(r.Header.Get("X-Signature")))
}

// A plain hash over secret and data can be extended by an attacker.
func (g *gateway) plain(body []byte, r *http.Request) bool {
	sum := sha256.Sum256(append([]byte(g.secret), body...)) // want `SHA-256 over secret and data`
	return hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(r.Header.Get("X-Signature")))
}

func (g *gateway) outgoing(req *http.Request, body string) {
	sum := md5.Sum([]byte(body + g.secret)) // want `MD5`
	req.Header.Set("X-Signature", hex.EncodeToString(sum[:]))
}

// HMAC with SHA-1 still authenticates.
func (g *gateway) hmacSHA1(body []byte, r *http.Request) bool {
	m := hmac.New(sha1.New, []byte(g.secret))
	m.Write(body)
	return hmac.Equal([]byte(hex.EncodeToString(m.Sum(nil))), []byte(r.Header.Get("X-Hub-Signature")))
}

// A digest of the body that is then signed is no MAC.
func (g *gateway) digestThenMAC(body []byte, r *http.Request) bool {
	sum := sha256.Sum256(body)
	m := hmac.New(sha256.New, []byte(g.secret))
	m.Write([]byte(hex.EncodeToString(sum[:])))
	return hmac.Equal([]byte(hex.EncodeToString(m.Sum(nil))), []byte(r.Header.Get("X-Signature")))
}

// Content hashes.
func (g *gateway) contentMD5(req *http.Request, body []byte) {
	sum := md5.Sum(body)
	req.Header.Set("Content-MD5", hex.EncodeToString(sum[:]))
}

func cacheKey(url string) string {
	sum := md5.Sum([]byte(url))
	return hex.EncodeToString(sum[:])
}

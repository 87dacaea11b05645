package httpclient

import (
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"errors"
	"net/http"
)

// Pinned returns a client for a peer with a self-signed certificate, of which
// only the public key with the given SHA-256 is accepted.
func Pinned(sum [sha256.Size]byte) *http.Client {
	cfg := &tls.Config{
		MinVersion:         tls.VersionTLS12,
		InsecureSkipVerify: true, // VerifyConnection does more than the default
		VerifyConnection: func(cs tls.ConnectionState) error {
			got := sha256.Sum256(cs.PeerCertificates[0].RawSubjectPublicKeyInfo)
			if subtle.ConstantTimeCompare(got[:], sum[:]) != 1 {
				return errors.New("the peer's public key is not the pinned one")
			}
			return nil
		},
	}
	return &http.Client{Timeout: Timeout, Transport: &http.Transport{TLSClientConfig: cfg}}
}

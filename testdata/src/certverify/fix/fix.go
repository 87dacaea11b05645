// Package fix has what the suggested fix repairs.
package fix

import (
	"crypto/tls"
	"net/http"
)

func single() *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} // want `certificate validation is switched off`
}

func first() *tls.Config {
	return &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS12} // want `certificate validation is switched off`
}

func last() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: true} // want `certificate validation is switched off`
}

func lines() *tls.Config {
	return &tls.Config{
		MinVersion:         tls.VersionTLS12,
		InsecureSkipVerify: true, // want `certificate validation is switched off`
		ServerName:         "api.provider.test",
	}
}

func assigned(cfg *tls.Config) {
	cfg.MinVersion = tls.VersionTLS12
	cfg.InsecureSkipVerify = true // want `certificate validation is switched off`
	cfg.ServerName = "api.provider.test"
}

// variable keeps what it has: a literal true alone is deleted.
func variable() *tls.Config {
	skip := true
	return &tls.Config{InsecureSkipVerify: skip} // want `certificate validation is switched off`
}

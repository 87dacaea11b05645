// Package legacy is built with the defaults of Go 1.17.
package legacy

import (
	"crypto/tls"
	"net/http"
)

func client() *http.Client {
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{ServerName: "api.provider.test"}, // want `MinVersion is not set and go 1.17 means TLS 1.0 for clients; .* \[COM-1\]`
	}}
}

func server() *http.Server {
	return &http.Server{TLSConfig: &tls.Config{}} // want `MinVersion is not set and go 1.17 means TLS 1.0 for servers`
}

func set() *tls.Config { return &tls.Config{MinVersion: tls.VersionTLS12} }

func setLater() *tls.Config {
	cfg := &tls.Config{ServerName: "api.provider.test"}
	cfg.MinVersion = tls.VersionTLS12
	return cfg
}

func harden(cfg *tls.Config) { cfg.MinVersion = tls.VersionTLS12 }

func setByHelper() *tls.Config {
	cfg := &tls.Config{ServerName: "api.provider.test"}
	harden(cfg)
	return cfg
}

// Package modern is built with the defaults of Go 1.22: TLS 1.2 everywhere.
package modern

import (
	"crypto/tls"
	"net/http"
)

func server(cert tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{Certificates: []tls.Certificate{cert}}}
}

func client() *tls.Config { return &tls.Config{} }

// Package legacy is built with the defaults of Go 1.21.
package legacy

import (
	"crypto/tls"
	"net"
	"net/http"
)

func client() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{ServerName: "api.provider.test"}}}
}

func server(cert tls.Certificate) *http.Server {
	return &http.Server{
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{cert}}, // want `MinVersion is not set and go 1.21 means TLS 1.0 for servers`
	}
}

func zero() *http.Server {
	return &http.Server{
		TLSConfig: &tls.Config{MinVersion: 0}, // want `MinVersion is not set and go 1.21 means TLS 1.0 for servers`
	}
}

func listener(l net.Listener, cert tls.Certificate) net.Listener {
	cfg := &tls.Config{Certificates: []tls.Certificate{cert}} // want `MinVersion is not set and go 1.21 means TLS 1.0 for servers`
	return tls.NewListener(l, cfg)
}

func assigned(srv *http.Server) {
	cfg := &tls.Config{} // want `MinVersion is not set and go 1.21 means TLS 1.0 for servers`
	srv.TLSConfig = cfg
}

func mutual(cert tls.Certificate) *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{Certificates: []tls.Certificate{cert}}}
}

func modern(cert tls.Certificate) *http.Server {
	return &http.Server{TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{cert}}}
}

// Command debug asks for the defaults of an older Go.

//go:debug tls10server=1
package main

import (
	"crypto/tls"
	"net/http"
)

func main() {
	srv := &http.Server{
		TLSConfig: &tls.Config{}, // want `MinVersion is not set and //go:debug tls10server=1 means TLS 1.0 for servers`
	}
	_ = srv.ListenAndServeTLS("cert.pem", "key.pem")
	_ = &http.Transport{TLSClientConfig: &tls.Config{}}
}

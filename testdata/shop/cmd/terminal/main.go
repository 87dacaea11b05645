// Command terminal is where the first generation of payment terminals call. It
// speaks what they speak.
//
//go:debug tls10server=1
package main

import (
	"crypto/tls"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	legacy, modern := servers(os.Getenv)
	go func() { log.Fatal(modern.ListenAndServeTLS(os.Getenv("SHOP_TLS_CERT"), os.Getenv("SHOP_TLS_KEY"))) }()
	log.Fatal(legacy.ListenAndServeTLS(os.Getenv("SHOP_TLS_CERT"), os.Getenv("SHOP_TLS_KEY")))
}

// servers returns the server for the first terminals, whose versions are left to
// the setting at the top, and the one for all others.
func servers(getenv func(string) string) (legacy, modern *http.Server) {
	legacy = &http.Server{
		Addr:              getenv("SHOP_TERMINAL_ADDR"),
		Handler:           http.NotFoundHandler(),
		ReadHeaderTimeout: 5 * time.Second,
		TLSConfig:         &tls.Config{},
	}
	modern = &http.Server{
		Addr:              getenv("SHOP_MODERN_TERMINAL_ADDR"),
		Handler:           http.NotFoundHandler(),
		ReadHeaderTimeout: 5 * time.Second,
		TLSConfig:         &tls.Config{MinVersion: tls.VersionTLS12},
	}
	return legacy, modern
}

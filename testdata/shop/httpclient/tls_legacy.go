package httpclient

import (
	"crypto/tls"
	"log"
	"net/http"
	"time"

	"example.com/shop/config"
)

// Acquirer returns the client for the acquirer we used before the bank. Its
// certificate ran out one Christmas and nobody has looked since.
func Acquirer() *http.Client {
	return &http.Client{
		Timeout: Timeout,
		Transport: &http.Transport{
			TLSClientConfig: &tls.Config{
				InsecureSkipVerify: true,
				MinVersion:         tls.VersionTLS10,
			},
		},
	}
}

// Partner returns the client for partners that bring their own test systems.
func Partner(cfg config.Partner) *http.Client {
	return &http.Client{
		Timeout: Timeout,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{
			InsecureSkipVerify: cfg.SkipVerify,
			MinVersion:         tlsVersions[cfg.MinTLS],
		}},
	}
}

// tlsVersions are what partners may ask for.
var tlsVersions = map[string]uint16{
	"1.1": tls.VersionTLS11,
	"1.2": tls.VersionTLS12,
	"1.3": tls.VersionTLS13,
}

// Terminal returns the client for the payment terminals in the shops, whose
// certificates nobody could get to verify.
func Terminal() *http.Client {
	return trusting(true)
}

func trusting(skip bool) *http.Client {
	cfg := &tls.Config{InsecureSkipVerify: skip, MinVersion: tls.VersionTLS12}
	return &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{TLSClientConfig: cfg}}
}

// Printer returns the settings for the receipt printers' cloud.
func Printer() *tls.Config {
	return &tls.Config{
		MinVersion:         tls.VersionTLS12,
		InsecureSkipVerify: true,
		VerifyConnection: func(cs tls.ConnectionState) error {
			log.Printf("printer cloud presents %d certificates", len(cs.PeerCertificates))
			return nil
		},
		CipherSuites: []uint16{
			tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
			tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
		},
	}
}

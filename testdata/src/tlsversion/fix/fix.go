// Package fix has what the suggested fix repairs.
package fix

import "crypto/tls"

func named() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS10} // want `MinVersion allows TLS 1.0`
}

func numeric() *tls.Config {
	return &tls.Config{MinVersion: 0x0302} // want `MinVersion allows TLS 1.1`
}

func maximum(cfg *tls.Config) {
	cfg.MaxVersion = tls.VersionTLS11 // want `MaxVersion forces TLS 1.1`
}

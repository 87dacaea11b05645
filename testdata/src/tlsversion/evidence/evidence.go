// Package evidence requires TLS 1.2 or newer.
package evidence

import "crypto/tls"

func literal() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS13}
}

func assigned() *tls.Config {
	cfg := new(tls.Config)
	cfg.MinVersion = tls.VersionTLS12
	return cfg
}

func unset() *tls.Config { return &tls.Config{MaxVersion: tls.VersionTLS13} }

// Package client builds TLS settings from a configuration of another package.
package client

import (
	"crypto/tls"

	"certverify/preset/conf"
)

func always(c conf.Config) *tls.Config {
	return &tls.Config{InsecureSkipVerify: c.Insecure} // want `certificate validation is switched off by Config.Insecure, which conf.go:13 sets to true`
}

func sometimes(c conf.Config) *tls.Config {
	return &tls.Config{InsecureSkipVerify: c.Lax} // want `certificate validation can be switched off by Config.Lax`
}

func version(c conf.Config) *tls.Config {
	return &tls.Config{MinVersion: c.MinTLS}
}

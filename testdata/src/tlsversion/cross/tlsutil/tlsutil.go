// Package tlsutil is used by other packages.
package tlsutil

import "crypto/tls"

// Config builds a configuration.
func Config(min uint16) *tls.Config { return &tls.Config{MinVersion: min} }

// Oldest is a constant that another package may use.
const Oldest = tls.VersionTLS10

// Version maps a name of the settings to a version.
func Version(name string) uint16 {
	switch name {
	case "1.0":
		return tls.VersionTLS10
	default:
		return tls.VersionTLS12
	}
}

// Profiles are versions by profile.
var Profiles = map[string]uint16{"old": tls.VersionTLS11, "new": tls.VersionTLS13}

// Suites has a weak one.
func Suites() []uint16 {
	return []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}
}

// WithLegacyTLS10 offers an old version; whoever calls it uses it.
func WithLegacyTLS10() func(*tls.Config) {
	return func(c *tls.Config) {
		c.MinVersion = tls.VersionTLS10 // want `MinVersion may be set as low as TLS 1.0 at run time`
	}
}

// WithTLS13 is no such offer.
func WithTLS13() func(*tls.Config) {
	return func(c *tls.Config) { c.MinVersion = tls.VersionTLS13 }
}

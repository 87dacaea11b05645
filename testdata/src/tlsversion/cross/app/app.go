// Package app uses tlsutil.
package app

import (
	"crypto/tls"

	"tlsversion/cross/tlsutil"
)

func argument() *tls.Config {
	return tlsutil.Config(tls.VersionTLS11) // want `MinVersion \(through tlsutil.Config\) allows TLS 1.1`
}

func constant() *tls.Config {
	return &tls.Config{MinVersion: tlsutil.Oldest} // want `MinVersion allows TLS 1.0`
}

func chosen(name string) *tls.Config {
	return &tls.Config{MinVersion: tlsutil.Version(name)} // want `MinVersion may be set as low as TLS 1.0 at run time`
}

func handed(name string) *tls.Config {
	return tlsutil.Config(tlsutil.Version(name)) // want `MinVersion \(through tlsutil.Config\) may be set as low as TLS 1.0 at run time`
}

func table(name string) *tls.Config {
	return &tls.Config{MinVersion: tlsutil.Profiles[name]} // want `MinVersion may be set as low as TLS 1.1 at run time`
}

func suites() *tls.Config {
	return &tls.Config{CipherSuites: tlsutil.Suites()} // want `weak cipher suite TLS_RSA_WITH_RC4_128_SHA is offered`
}

func option(c *tls.Config) {
	tlsutil.WithLegacyTLS10()(c) // want `MinVersion \(through tlsutil.WithLegacyTLS10\) allows TLS 1.0`
	tlsutil.WithTLS13()(c)
}

func modern() *tls.Config { return tlsutil.Config(tls.VersionTLS13) }

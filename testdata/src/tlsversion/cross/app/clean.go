package app

import (
	"crypto/tls"

	"tlsversion/cross/tlsutil"
)

func goodConstant() *tls.Config { return &tls.Config{MinVersion: tlsutil.Newest} }

func goodChoice(name string) *tls.Config {
	return &tls.Config{MinVersion: tlsutil.Supported(name)}
}

func goodHanded(name string) *tls.Config { return tlsutil.Config(tlsutil.Supported(name)) }

func goodTable() *tls.Config {
	return &tls.Config{MinVersion: tlsutil.Modern["strict"]}
}

func goodSuites() *tls.Config { return &tls.Config{CipherSuites: tlsutil.Strong()} }

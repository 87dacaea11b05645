// Package ciphers chooses cipher suites.
package ciphers

import "crypto/tls"

func single() *tls.Config {
	return &tls.Config{
		CipherSuites: []uint16{
			tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
			tls.TLS_RSA_WITH_RC4_128_SHA, // want `weak cipher suite TLS_RSA_WITH_RC4_128_SHA is offered; .* \[COM-1\]`
		},
	}
}

var list = []uint16{
	tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA, // want `weak cipher suite TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA is offered`
	0x003c,                                  // want `weak cipher suite TLS_RSA_WITH_AES_128_CBC_SHA256 is offered`
}

func fromVariable() *tls.Config { return &tls.Config{CipherSuites: list} }

func appended(cfg *tls.Config) {
	cfg.CipherSuites = append(cfg.CipherSuites, tls.TLS_ECDHE_ECDSA_WITH_RC4_128_SHA) // want `weak cipher suite TLS_ECDHE_ECDSA_WITH_RC4_128_SHA is offered`
}

func ranged() *tls.Config {
	var ids []uint16
	for _, s := range tls.InsecureCipherSuites() {
		ids = append(ids, s.ID) // want `weak cipher suites of tls.InsecureCipherSuites are offered`
	}
	return &tls.Config{CipherSuites: ids}
}

func all() *tls.Config {
	cfg := &tls.Config{}
	for _, s := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		cfg.CipherSuites = append(cfg.CipherSuites, s.ID) // want `weak cipher suites of tls.InsecureCipherSuites are offered`
	}
	return cfg
}

func preferred() []uint16 {
	return []uint16{
		tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA, // want `weak cipher suite TLS_RSA_WITH_3DES_EDE_CBC_SHA is offered`
	}
}

func fromResult() *tls.Config { return &tls.Config{CipherSuites: preferred()} }

func strong() *tls.Config {
	return &tls.Config{CipherSuites: []uint16{
		tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
		tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
	}}
}

func secure() *tls.Config {
	var ids []uint16
	for _, s := range tls.CipherSuites() {
		ids = append(ids, s.ID)
	}
	return &tls.Config{CipherSuites: ids}
}

// weak is what a scanner looks for; it is never offered.
var weak = []uint16{tls.TLS_RSA_WITH_RC4_128_SHA, tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA}

func isWeak(id uint16) bool {
	for _, w := range weak {
		if w == id {
			return true
		}
	}
	for _, s := range tls.InsecureCipherSuites() {
		if s.ID == id {
			return true
		}
	}
	return false
}

func extended(extra bool) []uint16 {
	list := []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}
	if extra {
		list = append(list, tls.TLS_RSA_WITH_AES_128_CBC_SHA) // want `weak cipher suite TLS_RSA_WITH_AES_128_CBC_SHA is offered`
	}
	return list
}

func fromFunction() *tls.Config { return &tls.Config{CipherSuites: extended(true)} }

// Suites goes through a variadic option.
func withSuites(ids ...uint16) func(*tls.Config) {
	return func(c *tls.Config) { c.CipherSuites = ids }
}

var options = []func(*tls.Config){
	withSuites(
		tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
		tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA, // want `weak cipher suite TLS_RSA_WITH_3DES_EDE_CBC_SHA is offered`
	),
	withSuites(tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384),
}

func configured() *tls.Config {
	cfg := &tls.Config{}
	for _, o := range options {
		o(cfg)
	}
	return cfg
}

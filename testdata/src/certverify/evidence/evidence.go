// Package evidence names whom it trusts.
package evidence

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
)

func roots(pool *x509.CertPool) *tls.Config {
	return &tls.Config{
		RootCAs: pool,
	}
}

func mutual(c tls.Certificate) *tls.Config { return &tls.Config{Certificates: []tls.Certificate{c}} }

func none() *tls.Config { return &tls.Config{RootCAs: nil} }

func server(pool *x509.CertPool) *tls.Config {
	return &tls.Config{
		ClientAuth: tls.RequireAndVerifyClientCert,
		ClientCAs:  pool,
	}
}

func pinned(key string) *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(cs tls.ConnectionState) error {
			if string(cs.PeerCertificates[0].RawSubjectPublicKeyInfo) != key {
				return errors.New("another key")
			}
			return nil
		},
	}
}

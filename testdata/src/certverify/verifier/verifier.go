// Package verifier replaces Go's certificate check by one that checks nothing.
package verifier

import (
	"crypto/tls"
	"crypto/x509"
	"log"
)

func emptyLiteral() *tls.Config {
	return &tls.Config{
		InsecureSkipVerify:    true,
		VerifyPeerCertificate: func([][]byte, [][]*x509.Certificate) error { return nil }, // want `VerifyPeerCertificate accepts every certificate while InsecureSkipVerify is on; .* \[COM-2\]`
	}
}

func emptyConnection() *tls.Config {
	cfg := &tls.Config{InsecureSkipVerify: true}
	cfg.VerifyConnection = func(tls.ConnectionState) error { return nil } // want `VerifyConnection accepts every certificate`
	return cfg
}

func trustAll(raw [][]byte, _ [][]*x509.Certificate) error {
	log.Printf("%d certificates", len(raw))
	return nil
}

func emptyFunction() *tls.Config {
	return &tls.Config{
		InsecureSkipVerify:    true,
		VerifyPeerCertificate: trustAll, // want `VerifyPeerCertificate accepts every certificate`
	}
}

type lax struct{}

func (lax) verify(cs tls.ConnectionState) error {
	if len(cs.PeerCertificates) == 0 {
		log.Print("no certificate")
	}
	return nil
}

func emptyMethod() *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection:   lax{}.verify, // want `VerifyConnection accepts every certificate`
	}
}

func returnsEmpty() func(tls.ConnectionState) error {
	return func(tls.ConnectionState) error { return nil }
}

func fromHelper() *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection:   returnsEmpty(), // want `VerifyConnection accepts every certificate`
	}
}

func logsOnly(roots *x509.CertPool) *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(cs tls.ConnectionState) error { // want `VerifyConnection accepts every certificate`
			if _, err := cs.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots}); err != nil {
				log.Print(err)
			}
			return nil
		},
	}
}

func resumed(pin []byte) *tls.Config {
	return &tls.Config{
		InsecureSkipVerify:    true,
		ClientSessionCache:    tls.NewLRUClientSessionCache(16),
		VerifyPeerCertificate: pinned(pin), // want `VerifyPeerCertificate is not called for resumed sessions; .* VerifyConnection`
	}
}

type builder struct{ cfg, other *tls.Config }

func (b *builder) anything() *builder {
	b.cfg.InsecureSkipVerify = true
	b.cfg.VerifyConnection = func(tls.ConnectionState) error { return nil } // want `VerifyConnection accepts every certificate while InsecureSkipVerify is on`
	return b
}

// The verifier is another configuration's.
func (b *builder) another(roots *x509.CertPool) *builder {
	b.cfg.InsecureSkipVerify = true // want `certificate validation is switched off by InsecureSkipVerify`
	b.other.VerifyConnection = func(cs tls.ConnectionState) error {
		_, err := cs.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots})
		return err
	}
	return b
}

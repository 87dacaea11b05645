package verifier

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"errors"
)

func chain(roots *x509.CertPool) *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: true,
		VerifyConnection: func(cs tls.ConnectionState) error {
			opts := x509.VerifyOptions{Roots: roots, DNSName: cs.ServerName, Intermediates: x509.NewCertPool()}
			for _, c := range cs.PeerCertificates[1:] {
				opts.Intermediates.AddCert(c)
			}
			_, err := cs.PeerCertificates[0].Verify(opts)
			return err
		},
	}
}

// pinned compares the certificate's fingerprint.
func pinned(pin []byte) func([][]byte, [][]*x509.Certificate) error {
	return func(raw [][]byte, _ [][]*x509.Certificate) error {
		for _, der := range raw {
			sum := sha256.Sum256(der)
			if subtle.ConstantTimeCompare(sum[:], pin) == 1 {
				return nil
			}
		}
		return errors.New("certificate is not pinned")
	}
}

func pinnedPeer(pin []byte) *tls.Config {
	cfg := &tls.Config{}
	cfg.InsecureSkipVerify = true
	cfg.VerifyPeerCertificate = pinned(pin)
	return cfg
}

func resumedButBoth(pin []byte) *tls.Config {
	return &tls.Config{
		InsecureSkipVerify:    true,
		ClientSessionCache:    tls.NewLRUClientSessionCache(16),
		VerifyPeerCertificate: pinned(pin),
		VerifyConnection:      publicKey(pin),
	}
}

func publicKey(pin []byte) func(tls.ConnectionState) error {
	return func(cs tls.ConnectionState) error {
		if !bytes.Equal(cs.PeerCertificates[0].RawSubjectPublicKeyInfo, pin) {
			return errors.New("public key differs")
		}
		return nil
	}
}

type strict struct{ roots *x509.CertPool }

func (s strict) verify(cs tls.ConnectionState) error {
	return s.check(cs.PeerCertificates[0])
}

func (s strict) check(c *x509.Certificate) error {
	if _, err := c.Verify(x509.VerifyOptions{Roots: s.roots}); err != nil {
		return err
	}
	return nil
}

func method(roots *x509.CertPool) *tls.Config {
	return &tls.Config{InsecureSkipVerify: true, VerifyConnection: strict{roots}.verify}
}

// extra adds to Go's own check, which is on.
func extra() *tls.Config {
	return &tls.Config{VerifyConnection: func(tls.ConnectionState) error { return nil }}
}

// unseen is a verifier that nobody can look into.
func unseen(verify func(tls.ConnectionState) error) *tls.Config {
	return &tls.Config{InsecureSkipVerify: true, VerifyConnection: verify}
}

type chained struct{ cfg *tls.Config }

// The configuration is read from the builder for each field.
func (b *chained) rootsOnly(roots *x509.CertPool) *chained {
	b.cfg.InsecureSkipVerify = true
	b.cfg.VerifyPeerCertificate = nil
	b.cfg.VerifyConnection = func(cs tls.ConnectionState) error {
		_, err := cs.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots})
		return err
	}
	return b
}

package configurable

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"flag"
	"os"
	"sync/atomic"
)

// Helper is exported; its parameter alone is no switch.
func Helper(skip bool) *tls.Config {
	return &tls.Config{InsecureSkipVerify: skip}
}

// HelperBranch does the same with a branch.
func HelperBranch(skip bool) *tls.Config {
	cfg := &tls.Config{}
	if skip {
		cfg.InsecureSkipVerify = true
	}
	return cfg
}

func handedFalse() *tls.Config { return Helper(false) }

func branchSetsFalse(c Config) *tls.Config {
	cfg := &tls.Config{}
	if c.Env == "production" {
		cfg.InsecureSkipVerify = false
	}
	return cfg
}

func serverNameFromConfig(c Config) *tls.Config {
	return &tls.Config{ServerName: c.BaseURL}
}

func unknown(ask func() bool) *tls.Config {
	return &tls.Config{InsecureSkipVerify: ask()}
}

// parse hands a whole map on; where it is read is reported, not here.
func parse(m map[string]any) *tls.Config {
	cfg := &settings{}
	read(m, cfg)
	return cfg.tls()
}

type settings struct{ insecure bool }

func read(m map[string]any, s *settings) {
	if v, ok := m["insecure"].(bool); ok {
		s.insecure = v
	}
}

func (s *settings) tls() *tls.Config {
	return &tls.Config{InsecureSkipVerify: s.insecure} // want `certificate validation can be switched off by settings.insecure`
}

type fixed struct{ insecure bool }

// never is set by nobody: the field is unexported and always false.
func (f *fixed) never() *tls.Config {
	return &tls.Config{InsecureSkipVerify: f.insecure}
}

type tool struct {
	plain bool
	quiet bool
}

// A flag that is bound to another field.
func parseTool(fs *flag.FlagSet) *tls.Config {
	var t tool
	fs.BoolVar(&t.quiet, "q", false, "print less")
	return &tls.Config{InsecureSkipVerify: t.plain}
}

// The environment chooses the roots, not whether they are looked at.
func rootsFromConfig(c Config, roots *x509.CertPool) *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS12}
	if c.Env == "staging" {
		cfg.RootCAs = roots
	}
	return cfg
}

// The switch is read, and refused.
func refused(c Config) (*tls.Config, error) {
	if c.SkipVerify {
		return nil, errors.New("skip_verify is not supported any more")
	}
	return &tls.Config{ServerName: c.BaseURL}, nil
}

func alwaysFalse() *tls.Config {
	skip := false
	if os.Getenv("APP_ENV") == "dev" {
		skip = false
	}
	return &tls.Config{InsecureSkipVerify: skip}
}

// The pin is checked whatever the flag says.
func pinnedByFlag(pin []byte) *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: *insecure,
		VerifyConnection: func(cs tls.ConnectionState) error {
			if sum := sha256.Sum256(cs.PeerCertificates[0].Raw); !bytes.Equal(sum[:], pin) {
				return errors.New("not the pinned certificate")
			}
			return nil
		},
	}
}

// The flag turns a server's client certificates off, not the validation of a
// server.
func clientCertificates(optional *bool) *tls.Config {
	cfg := &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert}
	if *optional {
		cfg.ClientAuth = tls.VerifyClientCertIfGiven
	}
	return cfg
}

var closing atomic.Bool

func shutDown() { closing.Store(os.Getenv("SHUT_DOWN") == "1") }

var relaxed atomic.Bool

func unrelaxed() *tls.Config {
	relaxed.Store(false)
	return &tls.Config{InsecureSkipVerify: relaxed.Load()}
}

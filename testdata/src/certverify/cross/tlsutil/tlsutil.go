// Package tlsutil is used by other packages.
package tlsutil

import (
	"crypto/tls"
	"net/http"
)

// Options are set by callers.
type Options struct {
	SkipVerify bool
	ServerName string
}

// Config builds a TLS configuration; its parameter is no switch by itself.
func Config(skip bool, name string) *tls.Config {
	return &tls.Config{InsecureSkipVerify: skip, ServerName: name}
}

// Client is two steps away from the setting.
func Client(skip bool) *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: Config(skip, "")}}
}

// FromOptions takes a struct.
func FromOptions(o Options) *tls.Config {
	return &tls.Config{
		InsecureSkipVerify: o.SkipVerify, // want `certificate validation can be switched off by Options.SkipVerify`
		ServerName:         o.ServerName,
	}
}

// Option is a functional option.
type Option func(*settings)

type settings struct{ skip bool }

// WithSkipVerify sets the switch.
func WithSkipVerify(skip bool) Option {
	return func(s *settings) { s.skip = skip }
}

// New applies the options.
func New(opts ...Option) *tls.Config {
	var s settings
	for _, o := range opts {
		o(&s)
	}
	return &tls.Config{InsecureSkipVerify: s.skip}
}

// Insecure is a switch that somebody may use.
const Insecure = true

// AllowSelfSigned decides for everybody.
var AllowSelfSigned = true

// Trusting is a result that is always the same.
func Trusting() bool { return true }

// WithoutVerification offers the switch: whoever applies it uses it.
func WithoutVerification() Option {
	return func(s *settings) {
		s.skip = true // want `certificate validation can be switched off by whoever calls WithoutVerification`
	}
}

// Insecurely is applied in this package as well, so that it is reported there.
func Insecurely(cfg *tls.Config) { cfg.InsecureSkipVerify = true }

func applied() *tls.Config {
	cfg := new(tls.Config)
	Insecurely(cfg) // want `certificate validation is switched off by tlsutil.Insecurely`
	return cfg
}

// Setup does not say what it does, so that nobody who calls it asked for it.
func Setup(cfg *tls.Config) {
	cfg.InsecureSkipVerify = true // want `certificate validation is switched off by InsecureSkipVerify`
}

// SkipVerification of an unexported type is no offer to anybody.
func (s *settings) SkipVerification() {
	s.skip = true // want `certificate validation is switched off by settings.skip`
}

// Legacy offers an old version.
type Legacy struct{ cfg *tls.Config }

// DisableVerification is a switch too.
func (l *Legacy) DisableVerification() *Legacy {
	l.cfg.InsecureSkipVerify = true // want `certificate validation can be switched off by whoever calls DisableVerification`
	return l
}


// Checked has the switch the other way round.
func Checked(verify bool) *tls.Config { return &tls.Config{InsecureSkipVerify: !verify} }

// Verify is a setting the other way round.
type Verify struct{ SSL bool }

// Config builds a configuration.
func (v Verify) Config() *tls.Config {
	return &tls.Config{InsecureSkipVerify: !v.SSL} // want `certificate validation can be switched off by Verify.SSL`
}

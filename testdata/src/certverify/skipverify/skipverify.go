// Package skipverify switches certificate checks off in every way people do.
package skipverify

import (
	"crypto/tls"
	"net/http"
	"os"
	"time"
)

func literal() *http.Client {
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want `certificate validation is switched off by InsecureSkipVerify; .* \[COM-2\]`
	}}
}

func multiline() *tls.Config {
	return &tls.Config{
		ServerName:         "api.provider.test",
		InsecureSkipVerify: true, // want `certificate validation is switched off`
		MinVersion:         tls.VersionTLS12,
	}
}

func value() tls.Config {
	return tls.Config{InsecureSkipVerify: true} // want `certificate validation is switched off`
}

func assignment() *tls.Config {
	cfg := new(tls.Config)
	cfg.InsecureSkipVerify = true // want `certificate validation is switched off`
	return cfg
}

func ofTransport(t *http.Transport) {
	t.TLSClientConfig.InsecureSkipVerify = true // want `certificate validation is switched off`
}

func defaultTransport() {
	http.DefaultTransport.(*http.Transport).TLSClientConfig = &tls.Config{InsecureSkipVerify: true} // want `certificate validation is switched off`
}

const yes = true

func namedConstant() *tls.Config {
	return &tls.Config{InsecureSkipVerify: yes} // want `certificate validation is switched off`
}

func constantExpression() *tls.Config {
	return &tls.Config{InsecureSkipVerify: !false} // want `certificate validation is switched off`
}

func variable() *tls.Config {
	skip := false
	skip = !skip
	return &tls.Config{InsecureSkipVerify: skip} // want `certificate validation is switched off`
}

func local() *tls.Config {
	insecure := true
	return &tls.Config{InsecureSkipVerify: insecure} // want `certificate validation is switched off`
}

var insecureTLS = true

func packageVariable() *tls.Config {
	return &tls.Config{InsecureSkipVerify: insecureTLS} // want `certificate validation is switched off`
}

var shared = &tls.Config{
	InsecureSkipVerify: true, // want `certificate validation is switched off`
}

func inClosure() func() *tls.Config {
	return func() *tls.Config {
		c := &tls.Config{}
		c.InsecureSkipVerify = true // want `certificate validation is switched off`
		return c
	}
}

func result() *tls.Config {
	return &tls.Config{InsecureSkipVerify: trusting()} // want `certificate validation is switched off`
}

func trusting() bool { return true }

func table(name string) *tls.Config {
	profiles := map[string]bool{"bank": true, "acquirer": true}
	return &tls.Config{InsecureSkipVerify: profiles[name]} // want `certificate validation is switched off`
}

func structField() *tls.Config {
	opts := struct{ skip bool }{skip: true}
	return &tls.Config{InsecureSkipVerify: opts.skip} // want `certificate validation is switched off`
}

func build(skip bool) *tls.Config {
	return &tls.Config{InsecureSkipVerify: skip} // the helper is silent: its callers choose
}

func passes() *tls.Config {
	return build(true) // want `certificate validation is switched off`
}

func passesOn(skip bool) *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: build(skip)}}
}

func passesFar() *http.Client {
	return passesOn(true) // want `certificate validation is switched off`
}

func cloned(base *tls.Config) *tls.Config {
	c := base.Clone()
	c.InsecureSkipVerify = true // want `certificate validation is switched off`
	return c
}

func deadline() *http.Server {
	return &http.Server{ReadTimeout: time.Second}
}

// unrelated depends on a branch that has nothing to do with trust.
func unrelated() *http.Client {
	if os.Getenv("HOOKS_PATH") == "" {
		return nil
	}
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want `certificate validation is switched off`
	}}
}

// whenTLS is never verified when TLS is used.
func whenTLS(useTLS bool) *http.Transport {
	t := &http.Transport{}
	if useTLS {
		t.TLSClientConfig = &tls.Config{InsecureSkipVerify: true} // want `certificate validation is switched off`
	}
	return t
}

func onError(load func() (*tls.Config, error)) *tls.Config {
	cfg, err := load()
	if err != nil {
		return &tls.Config{InsecureSkipVerify: true} // want `certificate validation is switched off`
	}
	return cfg
}

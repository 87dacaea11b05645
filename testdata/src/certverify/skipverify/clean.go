package skipverify

import (
	"crypto/tls"
	"net/http"
)

func verifiedByDefault() *tls.Config { return &tls.Config{MinVersion: tls.VersionTLS12} }

func explicitFalse() *tls.Config {
	return &tls.Config{InsecureSkipVerify: false}
}

func hardened(t *http.Transport) {
	cfg := t.TLSClientConfig.Clone()
	cfg.InsecureSkipVerify = false
	t.TLSClientConfig = cfg
}

func overwritten() *tls.Config {
	cfg := &tls.Config{InsecureSkipVerify: true}
	cfg.InsecureSkipVerify = false
	return cfg
}

func passesFalse() *tls.Config { return build(false) }

func passesFarFalse() *http.Client { return passesOn(false) }

func falseTable(name string) *tls.Config {
	return &tls.Config{InsecureSkipVerify: map[string]bool{"bank": false}[name]}
}

const no = !yes

func constantFalse() *tls.Config { return &tls.Config{InsecureSkipVerify: no} }

// reads only looks at the setting.
func reads(cfg *tls.Config) bool { return cfg.InsecureSkipVerify == true }

// lookalike has a field of the same name that reaches no TLS setting.
type lookalike struct{ InsecureSkipVerify bool }

func notTLS() lookalike { return lookalike{InsecureSkipVerify: true} }

func guarded(cfg *tls.Config) {
	if cfg.InsecureSkipVerify {
		panic("certificate validation is off")
	}
}

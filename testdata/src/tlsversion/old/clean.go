package old

import (
	"crypto/tls"
	"fmt"
	"net/http"
)

func modern() []*tls.Config {
	return []*tls.Config{
		{MinVersion: tls.VersionTLS12},
		{MinVersion: tls.VersionTLS13},
		{MinVersion: 0x0303, MaxVersion: tls.VersionTLS13},
		{MinVersion: tls.VersionTLS11 + 1},
		build(tls.VersionTLS12),
		{}, // Go's own minimum is TLS 1.2
		{MinVersion: 0},
	}
}

func overwritten() *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS10}
	cfg.MinVersion = tls.VersionTLS12
	return cfg
}

// describe only reads the version.
func describe(cs *tls.ConnectionState) string {
	switch cs.Version {
	case tls.VersionTLS10:
		return "TLS 1.0"
	case tls.VersionTLS11:
		return "TLS 1.1"
	}
	return "TLS 1.2 or newer"
}

var names = map[uint16]string{
	tls.VersionTLS10: "TLS 1.0",
	tls.VersionTLS11: "TLS 1.1",
	tls.VersionTLS12: "TLS 1.2",
}

func name(v uint16) string { return names[v] }

// known is printed, and reaches no configuration.
var known = map[string]uint16{"TLS10": tls.VersionTLS10, "TLS12": tls.VersionTLS12}

func usage() {
	for n, v := range known {
		fmt.Printf("%s = %#x\n", n, v)
	}
}

func refuses(r *http.Request) error {
	if r.TLS != nil && r.TLS.Version < tls.VersionTLS12 {
		return fmt.Errorf("%s is too old", names[r.TLS.Version])
	}
	return nil
}

func raises(cfg *tls.Config) {
	if cfg.MinVersion < tls.VersionTLS12 {
		cfg.MinVersion = tls.VersionTLS12
	}
}

func modernTable(name string) *tls.Config {
	return &tls.Config{MinVersion: map[string]uint16{"1.2": tls.VersionTLS12, "1.3": tls.VersionTLS13}[name]}
}

func unknown(v uint16) *tls.Config { return &tls.Config{MinVersion: v} }

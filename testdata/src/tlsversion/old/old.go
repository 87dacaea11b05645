// Package old offers TLS versions that are broken.
package old

import (
	"crypto/tls"
	"net/http"
)

func minimum() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS10} // want `MinVersion allows TLS 1.0; set tls.VersionTLS12 or newer \[COM-1\]`
}

func maximum() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS10, // want `MinVersion allows TLS 1.0`
		MaxVersion: tls.VersionTLS11, // want `MaxVersion forces TLS 1.1 or older; .*`
	}
}

func numeric() *tls.Config {
	return &tls.Config{MinVersion: 0x0301} // want `MinVersion allows TLS 1.0`
}

func ssl() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionSSL30} // want `MinVersion allows SSL 3.0`
}

func assigned(t *http.Transport) {
	t.TLSClientConfig.MinVersion = tls.VersionTLS11 // want `MinVersion allows TLS 1.1`
}

const lowest = tls.VersionTLS10

func named() *tls.Config {
	return &tls.Config{MinVersion: lowest} // want `MinVersion allows TLS 1.0`
}

func local() *tls.Config {
	var v uint16 = tls.VersionTLS11
	return &tls.Config{MinVersion: v} // want `MinVersion allows TLS 1.1`
}

var minVersion = uint16(tls.VersionTLS10)

func global() *tls.Config {
	return &tls.Config{MinVersion: minVersion} // want `MinVersion allows TLS 1.0`
}

func computed() *tls.Config {
	v := uint16(tls.VersionTLS12)
	v--
	return &tls.Config{MinVersion: v} // want `MinVersion allows TLS 1.1`
}

func computedConstant() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12 - 2} // want `MinVersion allows TLS 1.0`
}

func compatible() uint16 { return tls.VersionTLS10 }

func result() *tls.Config {
	return &tls.Config{MinVersion: compatible()} // want `MinVersion allows TLS 1.0`
}

func build(min uint16) *tls.Config { return &tls.Config{MinVersion: min} }

func argument() *tls.Config {
	return build(tls.VersionTLS11) // want `MinVersion \(through old.build\) allows TLS 1.1`
}

var versions = map[string]uint16{"1.0": tls.VersionTLS10, "1.1": tls.VersionTLS11}

func oldTable(name string) *tls.Config {
	return &tls.Config{MinVersion: versions[name]} // want `MinVersion allows TLS 1.0`
}

func structField() *tls.Config {
	opts := struct{ min, max uint16 }{tls.VersionTLS10, tls.VersionTLS13}
	return &tls.Config{
		MinVersion: opts.min, // want `MinVersion allows TLS 1.0`
		MaxVersion: opts.max,
	}
}

var server = &http.Server{
	TLSConfig: &tls.Config{
		MinVersion: tls.VersionTLS11, // want `MinVersion allows TLS 1.1`
	},
}

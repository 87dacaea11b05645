package tlsutil

import "crypto/tls"

// Newest is a constant that another package may use.
const Newest = tls.VersionTLS13

// Supported maps a name of the settings to a version that is good in any case.
func Supported(name string) uint16 {
	if name == "1.3" {
		return tls.VersionTLS13
	}
	return tls.VersionTLS12
}

// Modern are good versions by profile.
var Modern = map[string]uint16{"compatible": tls.VersionTLS12, "strict": tls.VersionTLS13}

// Strong has no weak one.
func Strong() []uint16 {
	return []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}
}

package provider

import (
	"crypto/x509"
	"encoding/pem"
	"regexp"
	"strings"
)

// hasKeyBody reports whether the text behind a PEM header holds key material:
// at least 60 base64 characters before the next dashes, line breaks may be
// written as \n.
func hasKeyBody(rest string) bool {
	if i := strings.Index(rest, "-----"); i >= 0 {
		rest = rest[:i]
	}
	rest = strings.ReplaceAll(rest, `\n`, "\n")
	n := 0
	for _, line := range strings.Split(rest, "\n") {
		line = strings.TrimSpace(line)
		if strings.Contains(line, ":") { // Proc-Type and DEK-Info headers
			continue
		}
		if !base64Line.MatchString(line) {
			continue
		}
		n += len(line)
	}
	if n < 60 {
		return false
	}
	return !isSequence(strings.Join(strings.Fields(rest), ""))
}

var base64Line = regexp.MustCompile(`^[0-9A-Za-z+/]+={0,2}$`)

// ParsesAsPrivateKey reports whether text holds a private key that crypto/x509
// or a PEM decoder accepts: an encrypted key counts by its armour.
func ParsesAsPrivateKey(text string) bool {
	text = strings.ReplaceAll(text, `\n`, "\n")
	i := strings.Index(text, "-----BEGIN")
	if i < 0 {
		return false
	}
	lines := strings.Split(text[i:], "\n")
	for j, l := range lines {
		lines[j] = strings.TrimSpace(l)
	}
	for rest := []byte(strings.Join(lines, "\n")); ; {
		var block *pem.Block
		block, rest = pem.Decode(rest)
		if block == nil {
			return false
		}
		switch block.Type {
		case "RSA PRIVATE KEY":
			if _, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil || block.Headers["DEK-Info"] != "" {
				return true
			}
		case "EC PRIVATE KEY":
			if _, err := x509.ParseECPrivateKey(block.Bytes); err == nil || block.Headers["DEK-Info"] != "" {
				return true
			}
		case "PRIVATE KEY":
			if _, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
				return true
			}
		case "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "DSA PRIVATE KEY":
			return len(block.Bytes) > 100
		}
	}
}

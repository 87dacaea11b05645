package credential

import (
	"net/http"
	"strings"
)

// The syntax around a computed signature is no credential.
func signed(h http.Header, credential, headers, signature string) {
	var b strings.Builder
	b.WriteString("SHOP1-HMAC-SHA256")
	b.WriteString(" Credential=")
	b.WriteString(credential)
	b.WriteString(", SignedHeaders=")
	b.WriteString(headers)
	b.WriteString(", Signature=")
	b.WriteString(signature)
	h["Authorization"] = append(h["Authorization"][:0], b.String())
}

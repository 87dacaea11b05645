package key

import (
	"crypto/hmac"
	"crypto/sha256"
	"os"
)

func verifyHMAC(body, sig []byte, secret string) bool {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write(body)
	return hmac.Equal(m.Sum(nil), sig)
}

func verifyStrict(body, sig []byte, secret string) bool {
	if secret == "" {
		return false
	}
	return verifyHMAC(body, sig, secret)
}

func handedEmpty(body, sig []byte) bool {
	return verifyHMAC(body, sig, "") // want `key that .*verifyHMAC hands to hmac\.New is empty`
}

func handedEnvironment(body, sig []byte) bool {
	return verifyHMAC(body, sig, os.Getenv("HANDED_SECRET")) // want `HANDED_SECRET may be empty`
}

func handedStrict(body, sig []byte) bool {
	return verifyStrict(body, sig, os.Getenv("STRICTLY_HANDED_SECRET"))
}

// A key with a constant part is weak, not empty.
func prefixed(body, sig []byte) bool {
	return verifyHMAC(body, sig, "whsec_"+os.Getenv("PREFIXED_SECRET"))
}

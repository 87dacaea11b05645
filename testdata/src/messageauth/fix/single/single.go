// Package single imports one package only.
package single

import "messageauth/wrapped/sign"

func check(s *sign.Signer, body []byte, signature string) bool {
	return signature == s.Hex(body) // want `compared with ==`
}

// Package joint uses an import in nothing but comparisons.
package joint

import (
	"net/http"
	"slices"

	"messageauth/wrapped/sign"
)

func first(s *sign.Signer, body []byte, r *http.Request) bool {
	return slices.Equal([]byte(r.Header.Get("X-Signature")), []byte(s.Hex(body))) // want `compared with slices\.Equal`
}

func second(s *sign.Signer, body, sig []byte) bool {
	return slices.Equal(sig, []byte(s.Hex(body))) // want `compared with slices\.Equal`
}

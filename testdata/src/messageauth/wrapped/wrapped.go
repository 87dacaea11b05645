// Package wrapped compares what another package computes.
package wrapped

import (
	"net/http"

	"messageauth/wrapped/sign"
)

type handler struct{ signer *sign.Signer }

func (h *handler) bad(body []byte, r *http.Request) bool {
	return h.signer.Hex(body) == r.Header.Get("Paddle-Signature") // want `compared with ==`
}

// equal is a comparison of its own; its caller is at fault as little as it is.
func equal(got, expected string) bool {
	return got == expected // want `compared with ==`
}

func (h *handler) viaHelper(body []byte, r *http.Request) bool {
	return equal(r.Header.Get("Paddle-Signature"), h.signer.Hex(body))
}

func (h *handler) good(body []byte, r *http.Request) bool {
	return sign.Same(h.signer.Hex(body), r.Header.Get("Paddle-Signature"))
}

func (h *handler) kind(r *http.Request) bool {
	return equalKind(r.Header.Get("X-Event"), "paid")
}

func equalKind(a, b string) bool { return a == b }

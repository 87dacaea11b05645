// Package compared compares credentials of the request with literals.
package compared

import (
	"crypto/subtle"
	"net/http"
)

func header(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Api-Key") != "open-sesame" { // want `a credential from the request is compared with a literal \(open…\)`
		http.Error(w, "no", http.StatusUnauthorized)
	}
}

func form(r *http.Request) bool {
	password := r.FormValue("password")
	return password == "letmein77" // want `compared with a literal \(letm…\)`
}

func constantTime(r *http.Request) bool {
	_, pass, _ := r.BasicAuth()
	return subtle.ConstantTimeCompare([]byte(pass), []byte("hunter3-and-more")) == 1 // want `compared with a literal \(hunt…\)`
}

const adminToken = "joshua-77" // want `compared with a literal \(josh…\)`

func query(r *http.Request) bool { return r.URL.Query().Get("token") == adminToken }

func cases(r *http.Request) string {
	switch r.Header.Get("X-Auth-Token") {
	case "alice-secret-1": // want `compared with a literal \(alic…\)`
		return "alice"
	}
	return ""
}

// Clean: words of a protocol, other fields, configuration.

func grant(r *http.Request) bool { return r.FormValue("grant_type") == "client_credentials" }

func kind(r *http.Request) bool { return r.FormValue("token_type") == "refresh-token-v2" }

func empty(r *http.Request) bool { return r.Header.Get("Authorization") == "" }

func scheme(r *http.Request) bool { return r.Header.Get("Authorization") == "Bearer" }

func configured(r *http.Request, want string) bool { return r.Header.Get("X-Api-Key") == want }

func rejectsDefault(secret string) bool { return secret == "changeme-now" }

// Who compares in constant time compares a secret, whatever it is called.
func operator(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Operator")), []byte("op-7781-key")) == 1 // want `a credential from the request is compared with a literal`
}

// The password that a middleware hands over.
func guard() func(user, pass string) bool {
	return func(user, pass string) bool {
		return user == "ops" && pass == "sh0p-ops" // want `a credential from the request is compared with a literal \(sh0p…\)`
	}
}

func guardConfigured(want string) func(user, pass string) bool {
	return func(user, pass string) bool {
		return user == "ops" && subtle.ConstantTimeCompare([]byte(pass), []byte(want)) == 1
	}
}

// A pass of a compiler.
func run(target, pass string) bool { return target == "linux" && pass == "inl1ne-calls" }

func preview(r *http.Request) bool {
	return r.URL.Query().Get("preview_key") == "d3signers-only" // want `a credential from the request is compared with a literal \(d3si…\)`
}

func sorted(r *http.Request) bool { return r.URL.Query().Get("sort_key") == "d3signers-name" }

func version(r *http.Request) bool { return r.Header.Get("X-Api-Version") == "2024-10-01.preview" }

// What the deployment was to replace.
func connect(user, password string) bool { return user != "${DB_USER}" && password != "${DB_PASSWORD}" }

func client(r *http.Request) bool {
	return r.Header.Get("X-Client-Id") == "shop-android-2.14.0-release"
}

// The key that a middleware hands over.
func keyAuth(key string) bool {
	return subtle.ConstantTimeCompare([]byte(key), []byte("shop-k3y-1")) == 1 // want `a credential from the request is compared with a literal \(shop…\)`
}

func userAuth(user, kind string) bool {
	return subtle.ConstantTimeCompare([]byte(user), []byte("shop-us3r-1")) == 1 && kind == "shop-k1nd-1"
}

// Package token parses tokens with and without verifying them.
package token

import (
	"crypto/rsa"
	"errors"
	"fmt"

	jose "github.com/go-jose/go-jose/v4"
	josejwt "github.com/go-jose/go-jose/v4/jwt"
	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v3/jws"
	jwxjwt "github.com/lestrrat-go/jwx/v3/jwt"
)

func unverified(raw string) (jwt.MapClaims, error) {
	claims := jwt.MapClaims{}
	_, _, err := jwt.NewParser().ParseUnverified(raw, claims) // want `token raw is parsed without verifying it.*\[COM-4\]`
	return claims, err
}

func insecure(raw []byte) (jwxjwt.Token, error) {
	return jwxjwt.ParseInsecure(raw) // want `parsed without verifying`
}

func noVerify(raw []byte) (jwxjwt.Token, error) {
	return jwxjwt.Parse(raw, jwxjwt.WithVerify(false)) // want `parsed without verifying`
}

func unsafeClaims(raw string) (map[string]any, error) {
	tok, err := josejwt.ParseSigned(raw, nil)
	if err != nil {
		return nil, err
	}
	var claims map[string]any
	err = tok.UnsafeClaimsWithoutVerification(&claims) // want `without verifying`
	return claims, err
}

func unsafePayload(raw string) ([]byte, error) {
	sig, err := jose.ParseSigned(raw, nil)
	if err != nil {
		return nil, err
	}
	return sig.UnsafePayloadWithoutVerification(), nil // want `without verifying`
}

func payload(raw []byte) ([]byte, error) {
	msg, err := jws.Parse(raw) // want `parsed without verifying`
	if err != nil {
		return nil, err
	}
	return msg.Payload(), nil
}

func none(raw string) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want `alg=none|none signature`
		return jwt.UnsafeAllowNoneSignatureType, nil
	})
}

func anyMethod(raw string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want `signing method`
		return key, nil
	})
}

// Verified.

func verified(raw string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if _, ok := t.Method.(*jwt.SigningMethodHMAC); !ok {
			return nil, fmt.Errorf("method %v", t.Header["alg"])
		}
		return key, nil
	})
}

func validMethods(raw string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(raw, func(*jwt.Token) (any, error) { return key, nil }, jwt.WithValidMethods([]string{"HS256"}))
}

func parser(raw string, key []byte) (*jwt.Token, error) {
	p := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}))
	return p.Parse(raw, func(*jwt.Token) (any, error) { return key, nil })
}

// The key id is read before the same token is verified.
func twoSteps(raw string, keys map[string]any) (*jwt.Token, error) {
	tok, _, err := jwt.NewParser().ParseUnverified(raw, jwt.MapClaims{})
	if err != nil {
		return nil, err
	}
	kid, _ := tok.Header["kid"].(string)
	key, ok := keys[kid]
	if !ok {
		return nil, errors.New("unknown key")
	}
	return jwt.Parse(raw, func(*jwt.Token) (any, error) { return key, nil }, jwt.WithValidMethods([]string{"ES256"}))
}

func claims(raw string, key any) (map[string]any, error) {
	tok, err := josejwt.ParseSigned(raw, nil)
	if err != nil {
		return nil, err
	}
	var unsafe struct{ Issuer string }
	if err := tok.UnsafeClaimsWithoutVerification(&unsafe); err != nil {
		return nil, err
	}
	var claims map[string]any
	err = tok.Claims(key, &claims)
	return claims, err
}

func joseVerify(raw string, key any) ([]byte, error) {
	sig, err := jose.ParseSigned(raw, nil)
	if err != nil {
		return nil, err
	}
	return sig.Verify(key)
}

func jwsVerify(raw []byte, key any) ([]byte, error) {
	if _, err := jws.Parse(raw); err != nil {
		return nil, err
	}
	return jws.Verify(raw, key)
}

func jwxVerify(raw []byte, key any) (jwxjwt.Token, error) {
	return jwxjwt.Parse(raw, jwxjwt.WithVerify(true))
}

func unsigned(claims jwt.Claims) *jwt.Token {
	return jwt.NewWithClaims(jwt.SigningMethodNone, claims) // want `alg=none`
}

func signed(claims jwt.Claims) *jwt.Token {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
}

type keeper struct{ key []byte }

func (k keeper) any(*jwt.Token) (any, error) { return k.key, nil }

func (k keeper) hmacOnly(t *jwt.Token) (any, error) {
	if t.Method.Alg() != "HS256" {
		return nil, errors.New("unexpected method")
	}
	return k.key, nil
}

func (k keeper) parse(raw string) (*jwt.Token, error) {
	return jwt.Parse(raw, k.any) // want `signing method`
}

func (k keeper) parseHMAC(raw string) (*jwt.Token, error) { return jwt.Parse(raw, k.hmacOnly) }

// A key chosen by its id is used with whatever method the token names.
func byID(raw string, keys map[string]any) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want `never looks at the token's signing method`
		kid, _ := t.Header["kid"].(string)
		return keys[kid], nil
	})
}

// Public keys fit no symmetric method.
func publicByID(raw string, keys map[string]*rsa.PublicKey) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		return keys[kid], nil
	})
}

func byAlg(raw string, keys map[string]any) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if t.Header["alg"] != "HS256" {
			return nil, errors.New("alg")
		}
		kid, _ := t.Header["kid"].(string)
		return keys[kid], nil
	})
}

package intest

import (
	"crypto/hmac"
	"crypto/sha256"
	"os"
)

var live = "@stripe-secret-live@" // want `a Stripe live secret key`

var production = "@xendit-production@" // want `a Xendit secret key`

// Made up for tests: silent.
var (
	test     = "@stripe-secret-test@"
	hook     = "@stripe-or-standardwebhooks-secret@"
	apiKey   = "@random32@"
	password = "Shop$2019"
	mac      = hmac.New(sha256.New, []byte("monday"))
	secret   = def(os.Getenv("SECRET"), "x-y-z-1")
)

func def(a, b string) string { return a + b }

var partner = /* want `a private key in partner is in the source` */ `@pem-private-key@`

var testKey = `@pem-private-key@`

// Generated for these tests only.
var signer = `@pem-private-key@`

const broken = `@broken-private-key@`

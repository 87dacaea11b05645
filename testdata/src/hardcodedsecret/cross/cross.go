// Package cross uses the constants and functions of another package.
package cross

import (
	"os"

	"hardcodedsecret/keys"
)

func byName() []byte { return keys.Sign(keys.SigningSecret) }

func here() []byte {
	return keys.Sign(keys.Salt) // want `a constant \(mon…\) is the key of keys.Sign, which hands it to hmac.New`
}

func literal() []byte {
	return keys.Sign("wednesday") // want `a constant \(wedn…\) is the key of keys.Sign`
}

func field() *keys.Client {
	return &keys.Client{Key: "thursday"} // want `a constant \(thur…\) is the key of`
}

// What the caller has loaded is none of its callees' business.

func loaded(key []byte) []byte { return keys.Sign(string(key)) }

func fromEnvironment() []byte { return keys.Sign(os.Getenv("SIGNING_SECRET")) }

func fieldFromEnvironment() *keys.Client { return &keys.Client{Key: os.Getenv("SIGNING_SECRET")} }

func unset() *keys.Client { return &keys.Client{} }

// Package cross uses the constants and functions of another package.
package cross

import "hardcodedsecret/keys"

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

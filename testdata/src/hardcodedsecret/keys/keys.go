// Package keys holds constants that another package uses.
package keys

import (
	"crypto/hmac"
	"crypto/sha256"
)

// SigningSecret says by its name what it is, so it is reported here.
const SigningSecret = "@random32@" // want `a literal \(.*…\) is the value of the credential in SigningSecret`

// Salt does not.
const Salt = "monday"

// Sign reaches hmac.New in its callers' stead.
func Sign(key string) []byte {
	mac := hmac.New(sha256.New, []byte(key))
	return mac.Sum(nil)
}

// Client signs with a key that others set.
type Client struct{ Key string }

// Sign signs.
func (c *Client) Sign() []byte { return Sign(c.Key) }

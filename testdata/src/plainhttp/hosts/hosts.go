// Package hosts uses a provider that only the configuration knows.
package hosts

var urls = []string{
	"http://pay.bank.io/v1", // want `payment provider's URL http://pay.bank.io has no TLS`
	"http://www.bank.io/about",
}

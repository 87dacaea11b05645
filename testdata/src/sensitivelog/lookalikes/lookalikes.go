// Package lookalikes has names that mean something else beside those that do not.
package lookalikes

import (
	"fmt"
	"log"
	"strings"
)

// address has the pin code of an area.
type address struct{ Street, City, Pin string }

// customer has a PIN.
type customer struct{ Name, Pin string }

// instrument is a card by what it has.
type instrument struct {
	Brand, Number, CVC string
}

// flight has numbers too.
type flight struct {
	Airline, Number, Gate string
}

// stored has an expiry like a card.
type stored struct {
	Number             string
	ExpMonth, ExpYear  int
	Fingerprint, Brand string
}

// led has a pin that carries current.
type led struct{ Pin int }

func structs(a address, c customer, i instrument, f flight, s stored, l led) {
	log.Println(a.City, a.Pin)
	log.Println(a)
	log.Println(c.Name)
	log.Println(c.Pin)    // want `PIN c.Pin`
	log.Println(c)        // want `c with PIN Pin`
	log.Println(i.Number) // want `card number i.Number`
	log.Println(i.Brand)
	log.Println(f.Number)
	log.Println(f)
	log.Println(s.Number) // want `card number s.Number`
	log.Println(s.Fingerprint)
	log.Println(l.Pin)
}

func names(deltaToken, otpChannel string, stopToken, resumeToken, panRecipe, cookieSameSite, passkey, dbPass string) {
	log.Println(stopToken, resumeToken, deltaToken, otpChannel)
	log.Println(panRecipe)
	log.Println(cookieSameSite)
	log.Println(passkey) // want `credential passkey`
	log.Println(dbPass)  // want `credential dbPass`
}

// labels are texts.
var labels = map[string]string{"password": "Your password", "cvv": "Security code"}

// settings are filled elsewhere.
var settings map[string]string

func maps() {
	log.Println(labels["password"])
	log.Println(settings["password"]) // want `credential under key "password"|credential`
}

// lexer reads a language.
type lexer struct{ tokens []string }

func (l *lexer) next() string {
	for _, token := range l.tokens {
		log.Println("read", token)
	}
	return l.tokens[0]
}

// client holds a credential.
type client struct{ token string }

func (c *client) call() {
	log.Println("with", c.token) // want `credential c.token`
}

func readSecrets(path string) { log.Println("reading secrets from", path) }

func load(secrets string, password string) {
	readSecrets(secrets)
	show(password) // want `credential password`
}

func show(v string) { log.Println(v) }

// secret gives itself away by a method only.
type secret struct{ v string }

// String hides it.
func (secret) String() string { return "[secret]" }

// Reveal gives it away.
func (s secret) Reveal() string { return s.v }

type gateway struct{ secret secret }

func (g *gateway) log() {
	log.Println(g.secret)
	log.Println(len(g.secret.Reveal()))
	log.Println(g.secret.Reveal()) // want `credential g.secret|credential`
}

func pieces(authorization, apiKey, dsn string) {
	parts := strings.SplitN(authorization, " ", 2)
	log.Println("scheme", parts[0])
	log.Println("token", parts[1]) // want `credential`
	scheme, rest, _ := strings.Cut(authorization, " ")
	log.Println("scheme", scheme)
	log.Println("token", rest) // want `credential`
	prefix, _, _ := strings.Cut(apiKey, "_")
	log.Println("prefix", prefix)
	log.Println("host", strings.Split(dsn, "@")[1])
	log.Println(fmt.Sprintf("%.8s…", apiKey))
	log.Println(fmt.Sprintf("%.32s…", apiKey)) // want `credential apiKey`
}

// parseFilter reads words.
func parseFilter(tokens []string, apiTokens []string) {
	for _, t := range tokens {
		log.Println("word", t)
	}
	send(apiTokens)
}

func send(tokens []string) {
	for _, t := range tokens {
		log.Println("to", t) // want `credential tokens`
	}
}

type page struct{ CookieBanner, SessionCookie string }

func pages(p page) {
	log.Println(p.CookieBanner)
	log.Println(p.SessionCookie) // want `credential p.SessionCookie`
}

// Package partial shows too little of a value to matter, or all of it.
package partial

import (
	"fmt"
	"log"
)

func digits(pan int64, secret string) {
	log.Println(pan % 10000)
	log.Println(pan / 10_000_000_000)
	log.Println(pan / 10)            // want `card number pan is logged`
	log.Println(pan % 1_000_000_000) // want `card number pan is logged`
	log.Printf("%.4s…", secret)
	log.Printf("%s", fmt.Sprintf("%.6q", secret))
	log.Printf("%.40s", secret)             // want `credential secret`
	log.Println(fmt.Sprintf("%4s", secret)) // want `credential secret`
}

func elements(tokens []string, byUser map[string]string, i int, user string) {
	log.Println(tokens[i]) // want `credential`
	passwords := byUser
	log.Println(passwords[user]) // want `credential`
	log.Println(len(tokens), len(passwords))
	secrets := byUser
	log.Println(secrets["username"])
}

// A key made longer is still a name.
type profile struct{ name string }

func (p profile) getField(key string) string { return p.name + "." + key }

func (p profile) getValue(key string) string { return lookup(p.name, key) }

var lookup func(profile, key string) string

func named(p profile) {
	log.Println(p.getField("api_key"))
	log.Println(p.getValue("api_key")) // want `credential`
}

// What is kept under a name that says id is one.
func ids(form func(string) string) {
	orderID := formValue("token")
	log.Println(orderID)
	token := formValue("token")
	log.Println(token) // want `credential`
	sessionID := formValue("session_token")
	log.Println(sessionID) // want `credential`
}

func formValue(key string) string { return lookup("form", key) }

// The words of look-alikes.
func lookalikes(tokenAccount, privkeyAccount, secretAccounts string) {
	log.Println(tokenAccount, privkeyAccount, secretAccounts)
}

// What a parsed token says is not the token.
type MapClaims map[string]any

var parse func(string) MapClaims

func claims(tokenString string) {
	token := parse(tokenString)
	log.Println(token)
	log.Println(tokenString) // want `credential tokenString`
}

// Package parser has tokens of another kind.
package parser

import (
	"encoding/xml"
	"fmt"
	"log"
	"net/http"
	"strings"
)

type lexer struct{ tokens []string }

func (l *lexer) next(token string) error {
	log.Println("token", token)
	if len(l.tokens) == 0 {
		return fmt.Errorf("unexpected token %q", token)
	}
	return fmt.Errorf("unexpected %v", l.tokens)
}

func decode(d *xml.Decoder) {
	t, _ := d.Token()
	log.Println(t)
}

func login(password string) {
	log.Println(password) // want `credential password`
}

func bearerToken(r *http.Request) {
	parts := strings.Split(r.Header.Get("Authorization"), " ")
	log.Println(parts[1]) // want `credential`
}

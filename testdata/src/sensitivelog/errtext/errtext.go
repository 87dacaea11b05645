// Package errtext puts sensitive values into errors.
package errtext

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"

	pkgerrors "github.com/pkg/errors"
)

type Card struct {
	Number string
	Brand  string
}

func validate(c Card) error {
	if len(c.Number) < 12 {
		return fmt.Errorf("card number %s is too short", c.Number) // want `^card number c.Number is put into the text of an error by fmt.Errorf; .* \[DAT-2\]$`
	}
	return nil
}

func wrapped(c Card, err error) error {
	return pkgerrors.Wrapf(err, "card %s", c.Number) // want `card number c.Number is put into the text of an error by errors.Wrapf`
}

func plain(password string) error {
	return errors.New("bad password " + password) // want `credential password is put into the text`
}

func loggedHere(c Card) {
	err := fmt.Errorf("card %s declined", c.Number) // want `card number c.Number is put into an error that is logged, by fmt.Errorf`
	log.Println(err)
}

func check(c Card) error {
	return fmt.Errorf("card %s declined", c.Number) // want `put into an error that is logged`
}

func loggedByCaller(c Card) {
	if err := check(c); err != nil {
		log.Printf("charge: %v", err)
	}
}

func clean(c Card, data []byte) error {
	var v Card
	if err := json.Unmarshal(data, &v); err != nil {
		log.Println(err)
		return fmt.Errorf("decode: %w", err)
	}
	if c.Number == "" {
		return errors.New("card number is required")
	}
	if c.Brand != "visa" {
		return fmt.Errorf("brand %s of card with %d digits", c.Brand, len(c.Number))
	}
	return fmt.Errorf("card ending in %s", c.Number[len(c.Number)-4:])
}

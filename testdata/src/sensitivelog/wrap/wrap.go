// Package wrap logs through wrappers of its own and of another package.
package wrap

import (
	"fmt"
	"log"

	"sensitivelog/wrap/applog"
)

type Card struct {
	Number string
	Brand  string
	hidden string
}

type Order struct {
	ID   string
	Card Card
}

func crossPackage(o Order, token string) {
	applog.Info("order", o.ID, o.Card.Number) // want `card number o.Card.Number is logged by applog.Info`
	applog.Infof("order %s %s", o.ID, token)  // want `credential token is logged by applog.Infof`
	applog.Infof("token type %T", token)
	applog.JSON("order", o) // want `o with card number Card.Number is logged by applog.JSON as a whole`
	applog.JSON("order", map[string]any{"id": o.ID})
	applog.Count("order", o.Card.Number)
	applog.Masked("order", o.Card.Number)
	applog.With("order", applog.Fields{
		"id":   o.ID,
		"card": o.Card.Number, // want `card number`
	})
	applog.With("order", applog.Fields{"cvv": o.ID})
}

func throughInterface(l applog.Logger, o Order) {
	l.Event("paid", o.Card.Number) // want `card number o.Card.Number is logged by \(applog.Logger\).Event`
	l.Event("paid", o.Card.Brand)
}

type service struct {
	log func(string, ...any)
}

func newService() *service { return &service{log: log.Printf} }

func (s *service) pay(o Order) {
	s.log("order %s", o.ID)
	s.debug("card %s", o.Card.Number) // want `card number`
}

func (s *service) debug(format string, args ...any) {
	log.Printf("[pay] "+format, args...)
}

// logCard names its parameter: the finding is here, not at its callers.
func logCard(cardNumber string) {
	log.Println(cardNumber) // want `card number cardNumber is logged by log.Println`
}

func calls(o Order) { logCard(o.Card.Number) }

// A chain of wrappers is reported where the value enters it.
func first(v string)  { second(v) }
func second(v string) { third("x", v) }
func third(k, v string) {
	log.Println(k, v)
}

func chain(o Order) {
	first(o.Card.Number) // want `card number`
	first(o.Card.Brand)
}

// Formatting helpers are no sinks.
func label(v string) string { return fmt.Sprintf("<%s>", v) }

func formats(o Order) string {
	s := label(o.Card.Number)
	return s
}

// row refuses other types by name: the value itself is not in the text.
func row(v any) error {
	if _, ok := v.(Order); !ok {
		return fmt.Errorf("unexpected row type %T", v)
	}
	return nil
}

func rows(o Order) error { return row(o) }

type provider struct{ current string }

func (p provider) GetToken() (string, error) { return p.current, fmt.Errorf("expired") }

// The error of a call that gets a token is no token.
func tokenError(p provider) {
	_, err := p.GetToken()
	log.Println(err.Error())
	token, _ := p.GetToken()
	log.Println(token) // want `credential token`
}

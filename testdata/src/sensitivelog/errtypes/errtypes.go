// Package errtypes has errors of its own types.
package errtypes

import (
	"errors"
	"fmt"
	"log"
	"net/http"
)

// loginError says too much.
type loginError struct {
	User     string
	Password string
}

func (e *loginError) Error() string {
	return fmt.Sprintf("login %s/%s failed", e.User, e.Password) // want `credential e.Password is put into an error that is logged, by \(\*errtypes.loginError\).Error; `
}

// pinError is not seen to be logged.
type pinError struct{ Pin string }

func (e pinError) Error() string { return "wrong pin " + e.Pin } // want `PIN e.Pin is put into the text of an error by \(errtypes.pinError\).Error; `

// lockError keeps the password to itself.
type lockError struct {
	User     string
	Password string
}

func (e *lockError) Error() string { return e.User + " is locked" }

// refusal shows whatever it is given.
type refusal struct{ Subject, Reason string }

func (r *refusal) Error() string { return r.Subject + ": " + r.Reason }

// quiet shows the reason only.
type quiet struct{ Subject, Reason string }

func (q *quiet) Error() string { return q.Reason }

func login(user, password string) error {
	if user == "" {
		return &lockError{User: user, Password: password}
	}
	return &loginError{user, password}
}

func handler(w http.ResponseWriter, r *http.Request) {
	if err := login(r.FormValue("user"), r.FormValue("password")); err != nil {
		log.Println(err)
	}
	var lock error = &lockError{User: "u", Password: r.FormValue("password")}
	log.Println(lock)
}

func refuse(cardNumber, orderID string) {
	err := error(&refusal{
		Subject: cardNumber, // want `card number cardNumber is put into an error that is logged, by \(\*errtypes.refusal\).Error; `
		Reason:  "declined",
	})
	log.Println(err)
	err = &refusal{Subject: orderID, Reason: "declined"}
	log.Println(err)
	err = &quiet{Subject: cardNumber, Reason: "declined"}
	log.Println(err)
	err = &refusal{Subject: cardNumber[len(cardNumber)-4:], Reason: "declined"}
	log.Println(err)
}

// kept is not seen to be logged.
func kept(cardNumber string) error {
	return &refusal{Subject: cardNumber} // want `card number cardNumber is put into the text of an error by \(\*errtypes.refusal\).Error; `
}

func joined(orderID string) error {
	return errors.Join(&refusal{Subject: orderID}, &quiet{Subject: orderID})
}

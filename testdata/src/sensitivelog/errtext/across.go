package errtext

import (
	"log"

	"sensitivelog/errtext/checks"
)

// The finding is where the error is made; that it is logged makes it an error.
func across(accessToken, pin, orderID string) error {
	if err := checks.Token(accessToken); err != nil {
		log.Println("login:", err)
	}
	if err := checks.Order(orderID); err != nil {
		log.Println(err)
	}
	return checks.Pin(pin)
}

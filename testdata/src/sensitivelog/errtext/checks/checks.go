// Package checks makes errors that other packages log.
package checks

import "fmt"

// Token's error is logged by its caller in another package.
func Token(accessToken string) error {
	if len(accessToken) < 20 {
		return fmt.Errorf("token %s is too short", accessToken) // want `put into the text of an error`
	}
	return nil
}

// Pin's error is not.
func Pin(pin string) error {
	if len(pin) != 4 {
		return fmt.Errorf("pin %s has the wrong length", pin) // want `put into the text of an error`
	}
	return nil
}

// Order's error has nothing sensitive in it.
func Order(id string) error { return fmt.Errorf("order %s is unknown", id) }

// Package fix has requests whose key can be inserted.
package fix

import (
	"net/http"
)

type order struct {
	ID     string
	Amount int
}

func createCharge(orderID string) error {
	req, err := http.NewRequest("POST", "https://api.example.com/charges", nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req) // want `is sent without`
	return err
}

func refundOrder(o *order) error {
	req, err := http.NewRequest("POST", "https://api-m.paypal.com/v2/payments/refund", nil)
	if err != nil {
		return err
	}
	if _, err := http.DefaultClient.Do(req); err != nil { // want `is sent without`
		return err
	}
	return nil
}

func capture(idempotencyKey, orderID string) (*http.Response, error) {
	req, err := http.NewRequest("POST", "https://api.example.com/captures", nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req) // want `is sent without`
}

// Nothing in scope names the operation.
func payout(amount int) (*http.Response, error) {
	req, err := http.NewRequest("POST", "https://api.example.com/payouts", nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req) // want `is sent without`
}

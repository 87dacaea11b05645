package checkout

import (
	"encoding/json"
	"errors"
	"net/http"
)

type found struct{ ID, Status string }

// findPayments looks payments up by a search that is posted.
func findPayments(order string) ([]found, error) {
	res, err := http.Post("https://api.example.com/v1/payments/search", "application/json", nil)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != 200 {
		return nil, errors.New(res.Status)
	}
	var out []found
	return out, json.NewDecoder(res.Body).Decode(&out)
}

// A failed search reads like one that found nothing.
func paidAlready(order string) bool {
	ps, _ := findPayments(order) // want `the error of errs.findPayments, which looks a payment up, is ignored`
	return len(ps) > 0
}

func paidAlreadyChecked(order string) (bool, error) {
	ps, err := findPayments(order)
	if err != nil {
		return false, err
	}
	return len(ps) > 0, nil
}

// Nobody asks for the answer.
func warmUp(order string) {
	_, _ = findPayments(order)
}

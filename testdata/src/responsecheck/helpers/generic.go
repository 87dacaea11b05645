package billing

import "responsecheck/helpers/api"

type refund struct{ ID string }

func paymentRefund(id string) (*refund, error) { return api.Get[refund]("/refund/" + id) }
func paymentRefunds() (*[]refund, error)       { return api.Get[[]refund]("/refund") }
func checkedRefund(id string) (*refund, error) { return api.Fetch[refund]("/refund/" + id) }

// A client for anything does not know that it is about payments.
func (s *service) paymentOf(id string) (*refund, error) {
	var out refund
	if err := s.c.Loose("https://api.paystack.co/refund/"+id, &out); err != nil { // want `never looked at by`
		return nil, err
	}
	return &out, nil
}

package coreapi

import "github.com/midtrans/midtrans-go"

// ChargeReq charges.
type ChargeReq struct {
	PaymentType        string                      `json:"payment_type"`
	TransactionDetails midtrans.TransactionDetails `json:"transaction_details"`
}

// ChargeResponse is the answer.
type ChargeResponse struct{ TransactionStatus string }

// RefundReq refunds.
type RefundReq struct {
	RefundKey string `json:"refund_key,omitempty"`
	Amount    int64  `json:"amount"`
	Reason    string `json:"reason"`
}

// ChargeTransaction charges.
func ChargeTransaction(req *ChargeReq) (*ChargeResponse, *midtrans.Error) { return nil, nil }

// ChargeTransaction charges.
func (c *Client) ChargeTransaction(req *ChargeReq) (*ChargeResponse, *midtrans.Error) {
	return nil, nil
}

// RefundTransaction refunds.
func (c *Client) RefundTransaction(param string, req *RefundReq) (*ChargeResponse, *midtrans.Error) {
	return nil, nil
}

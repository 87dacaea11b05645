// Package braintree is a stub of the public API for tests.
package braintree

import "context"

// TransactionGateway are the operations on transactions.
type TransactionGateway struct{}

// TransactionRequest is a transaction.
type TransactionRequest struct {
	Amount  string
	OrderId string `xml:"order-id,omitempty"`
}

// Create pays.
func (g *TransactionGateway) Create(ctx context.Context, tx *TransactionRequest) (*TransactionRequest, error) {
	return nil, nil
}

// Refund refunds.
func (g *TransactionGateway) Refund(ctx context.Context, id string) (*TransactionRequest, error) {
	return nil, nil
}

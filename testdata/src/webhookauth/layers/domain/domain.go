// Package domain has the types and interfaces of the layers.
package domain

import "context"

// Transaction is a stored transaction.
type Transaction struct {
	ID     int
	Status string
	Amount int
}

// Callback is what the provider sends.
type Callback struct {
	OrderID           int    `json:"order_id"`
	TransactionStatus string `json:"transaction_status"`
}

// Repository stores transactions.
type Repository interface {
	GetByID(ctx context.Context, id int) (*Transaction, error)
	Update(ctx context.Context, t *Transaction) error
}

// Usecase is what handlers call.
type Usecase interface {
	ProcessPayment(ctx context.Context, in *Callback) error
	ListPayments(ctx context.Context, id int) ([]Transaction, error)
}

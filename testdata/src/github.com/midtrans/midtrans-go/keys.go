package midtrans

// ConfigOptions are options of a client.
type ConfigOptions struct{ PaymentIdempotencyKey *string }

// SetPaymentIdempotencyKey sets the key of the next payment.
func (o *ConfigOptions) SetPaymentIdempotencyKey(key string) {}

// TransactionDetails are the order.
type TransactionDetails struct {
	OrderID  string `json:"order_id"`
	GrossAmt int64  `json:"gross_amount"`
}

// Error is the SDK's error.
type Error struct{ Message string }

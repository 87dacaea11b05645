// Package resources is a stub of the public API for tests.
package resources

// Payment operates on payments.
type Payment struct{}

// Order operates on orders.
type Order struct{}

// Refund refunds a payment.
func (p *Payment) Refund(id string, amount int, data map[string]interface{}, extraHeaders map[string]string) (map[string]interface{}, error) {
	return nil, nil
}

// Create creates an order.
func (o *Order) Create(data map[string]interface{}, extraHeaders map[string]string) (map[string]interface{}, error) {
	return nil, nil
}

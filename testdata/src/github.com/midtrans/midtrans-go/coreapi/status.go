package coreapi

// TransactionStatusResponse is how a transaction stands.
type TransactionStatusResponse struct {
	OrderID           string
	TransactionStatus string
	GrossAmount       string
}

// CheckTransaction asks how a transaction stands.
func (c *Client) CheckTransaction(param string) (*TransactionStatusResponse, error) {
	return &TransactionStatusResponse{}, nil
}

package paypal

import "context"

// CaptureOrderWithPaypalRequestId captures with a key.
func (c *Client) CaptureOrderWithPaypalRequestId(ctx context.Context, orderID string, req CaptureOrderRequest, requestID string) (*CaptureOrderResponse, error) {
	return nil, nil
}

// AuthorizeOrder authorizes.
func (c *Client) AuthorizeOrder(ctx context.Context, orderID string) (*Order, error) { return nil, nil }

// SenderBatchHeader describes a payout.
type SenderBatchHeader struct {
	SenderBatchID string `json:"sender_batch_id,omitempty"`
	EmailSubject  string `json:"email_subject"`
}

// Payout is a payout.
type Payout struct {
	SenderBatchHeader *SenderBatchHeader `json:"sender_batch_header"`
	Items             []PayoutItem       `json:"items"`
}

// PayoutItem is one of a payout's receivers.
type PayoutItem struct {
	Receiver string `json:"receiver"`
	Amount   string `json:"amount"`
}

// CreatePayout pays out.
func (c *Client) CreatePayout(ctx context.Context, p Payout) (*Order, error) { return nil, nil }

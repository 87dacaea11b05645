// Package stripe is a stub of the public API for tests.
package stripe

import "encoding/json"

// Key is the secret key.
var Key string

// EventType is the type of an event.
type EventType string

// EventData is the object of an event.
type EventData struct {
	Raw    json.RawMessage
	Object map[string]any
}

// Event is a webhook event.
type Event struct {
	ID   string
	Type EventType
	Data *EventData
}

// Params are common to all operations.
type Params struct {
	IdempotencyKey *string
	Metadata       map[string]string
}

// SetIdempotencyKey sets the key.
func (p *Params) SetIdempotencyKey(val string) { p.IdempotencyKey = &val }

// String returns a pointer.
func String(v string) *string { return &v }

// Int64 returns a pointer.
func Int64(v int64) *int64 { return &v }

// Bool returns a pointer.
func Bool(v bool) *bool { return &v }

// PaymentIntentStatus is a status.
type PaymentIntentStatus string

// Statuses of payment intents.
const (
	PaymentIntentStatusSucceeded       PaymentIntentStatus = "succeeded"
	PaymentIntentStatusProcessing      PaymentIntentStatus = "processing"
	PaymentIntentStatusRequiresAction  PaymentIntentStatus = "requires_action"
	PaymentIntentStatusRequiresCapture PaymentIntentStatus = "requires_capture"
)

// PaymentIntentParams create or change a payment intent.
type PaymentIntentParams struct {
	Params
	Amount        *int64
	Currency      *string
	PaymentMethod *string
	Confirm       *bool
}

// PaymentIntentConfirmParams confirm a payment intent.
type PaymentIntentConfirmParams struct {
	Params
	PaymentMethod *string
}

// PaymentIntentCaptureParams capture a payment intent.
type PaymentIntentCaptureParams struct {
	Params
	AmountToCapture *int64
}

// PaymentIntent is a payment.
type PaymentIntent struct {
	ID             string
	Status         PaymentIntentStatus
	Amount         int64
	AmountReceived int64
	ClientSecret   string
}

// RefundStatus is a status.
type RefundStatus string

// Statuses of refunds.
const (
	RefundStatusSucceeded RefundStatus = "succeeded"
	RefundStatusPending   RefundStatus = "pending"
	RefundStatusFailed    RefundStatus = "failed"
)

// RefundParams create a refund.
type RefundParams struct {
	Params
	PaymentIntent *string
	Amount        *int64
}

// Refund is a refund.
type Refund struct {
	ID     string
	Status RefundStatus
	Amount int64
}

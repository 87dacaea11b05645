package stripe

// NewIdempotencyKey makes a random key.
func NewIdempotencyKey() string { return "" }

// CheckoutSessionMode is a mode.
type CheckoutSessionMode string

// Modes of checkout sessions.
const (
	CheckoutSessionModePayment CheckoutSessionMode = "payment"
	CheckoutSessionModeSetup   CheckoutSessionMode = "setup"
)

// CheckoutSessionParams create a checkout session.
type CheckoutSessionParams struct {
	Params
	Mode              *string
	ClientReferenceID *string
	SuccessURL        *string
}

// CheckoutSession is a session.
type CheckoutSession struct{ URL string }

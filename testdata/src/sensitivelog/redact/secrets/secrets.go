// Package secrets has types that redact, or claim to.
package secrets

// Leaky shows what it holds.
type Leaky struct{ Password string }

func (l Leaky) String() string { return "leaky " + l.Password }

// Tight does not.
type Tight struct{ Password string }

func (t Tight) String() string { return "***" }

// Token shows itself, Hidden does not.
type (
	Token  string
	Hidden string
)

func (t Token) String() string  { return "t:" + string(t) }
func (h Hidden) String() string { return "***" }

// Plain hides a field from JSON only.
type Plain struct {
	ID         string `json:"id"`
	CardNumber string `json:"-"`
}

// DeclineError shows what is put into it.
type DeclineError struct{ Card, Reason string }

func (e *DeclineError) Error() string { return e.Card + ": " + e.Reason }

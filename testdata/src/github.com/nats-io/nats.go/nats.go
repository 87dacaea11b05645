// Package nats is a stub of the public API for tests.
package nats

// Msg is a message.
type Msg struct{ Data []byte }

// Ack acknowledges.
func (m *Msg) Ack() error { return nil }

// Nak gives back.
func (m *Msg) Nak() error { return nil }

// Term ends delivery.
func (m *Msg) Term() error { return nil }

// MsgHandler handles messages.
type MsgHandler func(msg *Msg)

// Subscription is a subscription.
type Subscription struct{}

// JetStreamContext subscribes.
type JetStreamContext interface {
	Subscribe(subj string, cb MsgHandler) (*Subscription, error)
}

// Package sarama is a stub of the public API for tests.
package sarama

import "context"

// ConsumerMessage is a message.
type ConsumerMessage struct{ Value []byte }

// ConsumerGroupSession is a session.
type ConsumerGroupSession interface {
	MarkMessage(msg *ConsumerMessage, metadata string)
	Context() context.Context
}

// ConsumerGroupClaim is a claim.
type ConsumerGroupClaim interface {
	Messages() <-chan *ConsumerMessage
}

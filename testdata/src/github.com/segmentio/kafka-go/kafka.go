// Package kafka is a stub of the public API for tests.
package kafka

import "context"

// Message is a message.
type Message struct{ Value []byte }

// Reader reads messages.
type Reader struct{}

// FetchMessage takes a message.
func (r *Reader) FetchMessage(ctx context.Context) (Message, error) { return Message{}, nil }

// ReadMessage takes and commits a message.
func (r *Reader) ReadMessage(ctx context.Context) (Message, error) { return Message{}, nil }

// CommitMessages commits messages.
func (r *Reader) CommitMessages(ctx context.Context, msgs ...Message) error { return nil }

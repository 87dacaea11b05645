// Package amqp091 is a stub of the public API for tests.
package amqp091

// Delivery is a message.
type Delivery struct{ Body []byte }

// Ack acknowledges.
func (d Delivery) Ack(multiple bool) error { return nil }

// Nack gives back.
func (d Delivery) Nack(multiple, requeue bool) error { return nil }

// Channel is a channel.
type Channel struct{}

// Table is a table.
type Table map[string]any

// Consume starts a consumer.
func (ch *Channel) Consume(queue, consumer string, autoAck, exclusive, noLocal, noWait bool, args Table) (<-chan Delivery, error) {
	return nil, nil
}

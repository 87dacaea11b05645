// Package queues takes messages and sends money for them.
package queues

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"

	"github.com/IBM/sarama"
	"github.com/hibiken/asynq"
	"github.com/nats-io/nats.go"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/refund"
)

type order struct{ Intent string }

func pay(id string) error {
	_, err := refund.New(&stripe.RefundParams{PaymentIntent: stripe.String(id)})
	return err
}

func payOnce(id string) error {
	p := &stripe.RefundParams{PaymentIntent: stripe.String(id)}
	p.SetIdempotencyKey("refund-" + id)
	_, err := refund.New(p)
	return err
}

// Fetched, and committed only when it worked.
func fetch(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := pay(string(m.Value)); err != nil { // want `the Kafka consumer runs this again when it fails`
			log.Print(err)
			continue
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func fetchKeyed(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := payOnce(string(m.Value)); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

// Committed before: at most once.
func commitFirst(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
		if err := pay(string(m.Value)); err != nil {
			return err
		}
	}
}

// Read and committed in one.
func read(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		if err := pay(string(m.Value)); err != nil {
			log.Print(err)
		}
	}
}

// What fails is put aside and committed too.
func deadLetters(ctx context.Context, r *kafka.Reader, aside func(kafka.Message)) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := pay(string(m.Value)); err != nil {
			aside(m)
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

type group struct{}

func (group) ConsumeClaim(s sarama.ConsumerGroupSession, c sarama.ConsumerGroupClaim) error {
	for m := range c.Messages() {
		if err := pay(string(m.Value)); err != nil { // want `the Kafka consumer runs this again when it fails`
			return err
		}
		s.MarkMessage(m, "")
	}
	return nil
}

type delegating struct{}

func (d delegating) ConsumeClaim(s sarama.ConsumerGroupSession, c sarama.ConsumerGroupClaim) error {
	for {
		select {
		case m := <-c.Messages():
			if err := d.handle(m); err != nil {
				return err
			}
			s.MarkMessage(m, "")
		case <-s.Context().Done():
			return nil
		}
	}
}

func (d delegating) handle(m *sarama.ConsumerMessage) error {
	return pay(string(m.Value)) // want `the Kafka consumer runs this again when it fails`
}

func deliveries(ch *amqp.Channel) error {
	ds, err := ch.Consume("refunds", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range ds {
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			d.Nack(false, false)
			continue
		}
		if err := pay(o.Intent); err != nil { // want `the message queue runs this again when it fails`
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
	return nil
}

// Never queued again.
func dropped(ch *amqp.Channel) error {
	ds, err := ch.Consume("refunds", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range ds {
		if err := pay(string(d.Body)); err != nil {
			d.Nack(false, false)
			continue
		}
		d.Ack(false)
	}
	return nil
}

func handle(d amqp.Delivery) {
	if err := pay(string(d.Body)); err != nil {
		d.Nack(false, false)
		return
	}
	d.Ack(false)
}

func handleAgain(d amqp.Delivery) {
	if err := pay(string(d.Body)); err != nil { // want `the message queue runs this again when it fails`
		d.Nack(false, true)
		return
	}
	d.Ack(false)
}

func subscribe(js nats.JetStreamContext) error {
	_, err := js.Subscribe("payouts", func(m *nats.Msg) {
		if err := pay(string(m.Data)); err != nil { // want `the NATS consumer runs this again when it fails`
			m.Nak()
			return
		}
		m.Ack()
	})
	return err
}

func subscribeOnce(js nats.JetStreamContext) error {
	_, err := js.Subscribe("payouts", func(m *nats.Msg) {
		m.Ack()
		if err := pay(string(m.Data)); err != nil {
			log.Print(err)
		}
	})
	return err
}

// What failed is not tried again.

func skipped(ctx context.Context, t *asynq.Task) error {
	if err := pay(string(t.Payload())); err != nil {
		return fmt.Errorf("%v: %w", err, asynq.SkipRetry)
	}
	return nil
}

func skippedJoined(ctx context.Context, t *asynq.Task) (err error) {
	defer log.Print("done")
	if err := pay(string(t.Payload())); err != nil {
		return errors.Join(err, asynq.SkipRetry)
	}
	return nil
}

func swallowed(ctx context.Context, t *asynq.Task) error {
	if err := pay(string(t.Payload())); err != nil {
		log.Print(err)
	}
	return nil
}

// The payment worked, what follows did not: it is paid again.
func failsLater(ctx context.Context, t *asynq.Task, save func(id string) error) error {
	if err := pay(string(t.Payload())); err != nil { // want `asynq runs this again when it fails`
		log.Print(err)
		return nil
	}
	return save(string(t.Payload()))
}

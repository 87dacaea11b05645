package order

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"time"

	"go.uber.org/zap"
)

// Store keeps orders. Move and MarkEvent are atomic.
type Store interface {
	Create(ctx context.Context, o Order) error
	Get(ctx context.Context, id string) (Order, error)
	FindByPayment(ctx context.Context, provider, paymentID string) (Order, error)
	List(ctx context.Context, limit int) ([]Order, error)
	// SetPayment stores which payment belongs to the order.
	SetPayment(ctx context.Context, id, paymentID string) error
	// Move changes the state from one value to another and returns
	// ErrTransition when the order is not in the first.
	Move(ctx context.Context, id string, from, to Status) error
	// MarkEvent remembers a provider's event; false means it was known.
	MarkEvent(ctx context.Context, provider, eventID string) (bool, error)
}

// Service applies the rules to stored orders.
type Service struct {
	store  Store
	prices Prices
	log    *zap.Logger
	now    func() time.Time
}

// NewService returns a service that keeps its orders in store.
func NewService(store Store, prices Prices, log *zap.Logger) *Service {
	return &Service{store: store, prices: prices, log: log, now: time.Now}
}

// Place stores a new order.
func (s *Service) Place(ctx context.Context, customer, provider string, lines []Line) (Order, error) {
	total, err := s.prices.Total(lines, "eur")
	if err != nil {
		return Order{}, err
	}
	o := Order{
		ID:        newID(),
		Customer:  customer,
		Lines:     lines,
		Total:     total,
		Status:    StatusNew,
		Provider:  provider,
		CreatedAt: s.now().UTC(),
	}
	if err := s.store.Create(ctx, o); err != nil {
		return Order{}, fmt.Errorf("store order: %w", err)
	}
	s.log.Info("order placed", zap.String("order", o.ID), zap.Int64("amount", o.Total.Amount))
	return o, nil
}

// Get returns one order.
func (s *Service) Get(ctx context.Context, id string) (Order, error) {
	return s.store.Get(ctx, id)
}

// List returns the newest orders.
func (s *Service) List(ctx context.Context, limit int) ([]Order, error) {
	return s.store.List(ctx, limit)
}

// Started notes that the provider knows about the payment now.
func (s *Service) Started(ctx context.Context, id, paymentID string) error {
	if err := s.store.SetPayment(ctx, id, paymentID); err != nil {
		return err
	}
	return s.move(ctx, id, StatusNew, StatusPending)
}

// Settled is what a provider has said about a payment, after that was verified.
type Settled struct {
	Provider  string
	EventID   string
	PaymentID string
	Succeeded bool
	Total     Money
}

// Settle moves the order of a payment to paid or failed. Events that were seen
// before are ignored, and late ones change nothing.
func (s *Service) Settle(ctx context.Context, ev Settled) error {
	fresh, err := s.store.MarkEvent(ctx, ev.Provider, ev.EventID)
	if err != nil {
		return err
	}
	if !fresh {
		s.log.Info("event repeated", zap.String("event", ev.EventID))
		return nil
	}
	o, err := s.store.FindByPayment(ctx, ev.Provider, ev.PaymentID)
	if err != nil {
		return err
	}
	to := StatusFailed
	if ev.Succeeded {
		if ev.Total != o.Total {
			s.log.Error("paid amount differs", zap.String("order", o.ID),
				zap.Int64("ordered", o.Total.Amount), zap.Int64("paid", ev.Total.Amount))
			return ErrMismatch
		}
		to = StatusPaid
	}
	return s.move(ctx, o.ID, StatusPending, to)
}

// Refunded notes that the money went back.
func (s *Service) Refunded(ctx context.Context, id string) error {
	return s.move(ctx, id, StatusPaid, StatusRefunded)
}

func (s *Service) move(ctx context.Context, id string, from, to Status) error {
	if !CanMove(from, to) {
		return fmt.Errorf("%w: %s to %s", ErrTransition, from, to)
	}
	if err := s.store.Move(ctx, id, from, to); err != nil {
		return fmt.Errorf("order %s: %w", id, err)
	}
	s.log.Info("order moved", zap.String("order", id), zap.String("status", string(to)))
	return nil
}

func newID() string {
	var b [12]byte
	rand.Read(b[:])
	return "ord_" + hex.EncodeToString(b[:])
}

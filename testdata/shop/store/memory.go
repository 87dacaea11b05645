// Package store keeps orders, in MySQL or in memory.
package store

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"example.com/shop/order"
)

// Memory keeps orders until the process ends: for tests and first steps.
type Memory struct {
	mu     sync.Mutex
	orders map[string]order.Order
	events map[string]bool
}

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{orders: make(map[string]order.Order), events: make(map[string]bool)}
}

// Create stores a new order.
func (m *Memory) Create(_ context.Context, o order.Order) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.orders[o.ID] = o
	return nil
}

// Get returns one order.
func (m *Memory) Get(_ context.Context, id string) (order.Order, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	o, ok := m.orders[id]
	if !ok {
		return order.Order{}, order.ErrNotFound
	}
	return o, nil
}

// FindByPayment returns the order a payment belongs to.
func (m *Memory) FindByPayment(_ context.Context, provider, paymentID string) (order.Order, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, o := range m.orders {
		if o.Provider == provider && o.PaymentID == paymentID {
			return o, nil
		}
	}
	return order.Order{}, order.ErrNotFound
}

// List returns the newest orders.
func (m *Memory) List(_ context.Context, limit int) ([]order.Order, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := make([]order.Order, 0, len(m.orders))
	for _, o := range m.orders {
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b order.Order) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	return all[:min(limit, len(all))], nil
}

// SetPayment stores which payment belongs to the order.
func (m *Memory) SetPayment(_ context.Context, id, paymentID string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	o, ok := m.orders[id]
	if !ok {
		return order.ErrNotFound
	}
	o.PaymentID = paymentID
	m.orders[id] = o
	return nil
}

// Move changes the state if the order is in the expected one.
func (m *Memory) Move(_ context.Context, id string, from, to order.Status) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	o, ok := m.orders[id]
	if !ok {
		return order.ErrNotFound
	}
	if o.Status != from {
		return order.ErrTransition
	}
	o.Status = to
	m.orders[id] = o
	return nil
}

// MarkEvent remembers a provider's event.
func (m *Memory) MarkEvent(_ context.Context, provider, eventID string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := provider + "/" + eventID
	if m.events[key] {
		return false, nil
	}
	m.events[key] = true
	return true, nil
}

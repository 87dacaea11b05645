package store

import (
	"context"
	"errors"
	"testing"

	"example.com/shop/order"
)

func TestMemoryMove(t *testing.T) {
	ctx := context.Background()
	m := NewMemory()
	if err := m.Create(ctx, order.Order{ID: "1", Status: order.StatusPending}); err != nil {
		t.Fatal(err)
	}
	if err := m.Move(ctx, "1", order.StatusPending, order.StatusPaid); err != nil {
		t.Fatal(err)
	}
	if err := m.Move(ctx, "1", order.StatusPending, order.StatusPaid); !errors.Is(err, order.ErrTransition) {
		t.Errorf("second Move = %v", err)
	}
	if err := m.Move(ctx, "2", order.StatusPending, order.StatusPaid); !errors.Is(err, order.ErrNotFound) {
		t.Errorf("Move of an unknown order = %v", err)
	}
}

func TestMemoryMarkEvent(t *testing.T) {
	m := NewMemory()
	for i, want := range []bool{true, false} {
		if got, err := m.MarkEvent(context.Background(), "bank", "e1"); err != nil || got != want {
			t.Errorf("MarkEvent %d = %v, %v", i, got, err)
		}
	}
}

package order

import "context"

// Overwriter is what stores offered before Move: no look at the old state.
type Overwriter interface {
	SetStatus(ctx context.Context, id string, to Status) error
}

// MarkPaid notes that an order is paid, whoever says so.
func (s *Service) MarkPaid(ctx context.Context, id string) error {
	return s.SetStatus(ctx, id, StatusPaid)
}

// SetStatus overwrites an order's state.
func (s *Service) SetStatus(ctx context.Context, id string, to Status) error {
	store, ok := s.store.(Overwriter)
	if !ok {
		return ErrTransition
	}
	return store.SetStatus(ctx, id, to)
}

// Import stores an order as it comes.
func (s *Service) Import(ctx context.Context, o Order) error {
	return s.store.Create(ctx, o)
}

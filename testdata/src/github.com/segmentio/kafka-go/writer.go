package kafka

import "context"

// Writer is a stub.
type Writer struct{}

// WriteMessages is a stub.
func (w *Writer) WriteMessages(ctx context.Context, msgs ...Message) error { return nil }
